"""A file that describes a site is taken exactly, or refused with the place and the reason."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import hours_file
from liaison.strict_json import BadDocument

SITE = {
    "slug": "north-quay",
    "name": "North Quay",
    "operator": "Quay Health",
    "zone": "Europe/Copenhagen",
    "hours": [
        {"weekday": "monday", "opens": "07:30", "closes": "23:30"},
        {"weekday": "tuesday", "opens": "20:00", "closes": "08:00"},
        {"weekday": "friday", "opens": "00:00", "closes": "24:00", "valid_from": "2025-01-01"},
    ],
    "exceptions": [
        {"date": "2025-03-30", "kind": "closed"},
        {
            "date": "2025-03-31",
            "kind": "open",
            "intervals": [
                {"opens": "14:00", "closes": "18:00"},
                {"opens": "09:00", "closes": "12:00"},
            ],
        },
    ],
    "blackouts": [{"weekday": "sunday", "from": "22:00", "to": "02:00", "why": "Cleaning"}],
}


def read(site):
    return hours_file.read(json.dumps(site).encode())


def refused(raw):
    with pytest.raises(BadDocument) as caught:
        hours_file.read(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
    return [str(problem) for problem in caught.value.problems]


def changed(**fields):
    return {**copy.deepcopy(SITE), **fields}


def weekly(*rows):
    keys = ("weekday", "opens", "closes", "valid_from", "valid_to")
    return changed(hours=[dict(zip(keys, row, strict=False)) for row in rows])


def test_a_file_is_read_with_its_defaults():
    site = read(SITE)

    assert (site.slug, site.name, site.operator) == ("north-quay", "North Quay", "Quay Health")
    assert (site.zone, site.lifecycle) == ("Europe/Copenhagen", "operating")
    assert site.document["buffer_before_minutes"] == 30
    assert site.document["buffer_after_minutes"] == 45
    assert site.document["hours"] == SITE["hours"]
    assert site.document["exceptions"][1]["intervals"][0]["opens"] == "09:00"


def test_the_same_hours_in_another_order_are_the_same_document():
    turned = changed(hours=SITE["hours"][::-1], exceptions=SITE["exceptions"][::-1])

    assert read(turned).document == read(SITE).document


def test_what_is_left_out_is_unknown_and_an_empty_list_is_never_open():
    unknown = {key: SITE[key] for key in ("slug", "name", "operator", "zone")}

    assert "hours" not in read(unknown).document
    assert read({**unknown, "hours": []}).document["hours"] == []


@pytest.mark.parametrize("written", ["pre-opening", "pre_opening"])
def test_a_stage_of_life_may_be_written_with_a_hyphen(written):
    assert read(changed(lifecycle=written)).lifecycle == "pre_opening"


def test_the_example_in_the_documents_is_a_good_file(settings):
    raw = (settings.BASE_DIR / "docs" / "site.example.json").read_bytes()

    assert hours_file.read(raw).document["hours"]


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b"", "file: is not JSON"),
        (b"{", "file: is not JSON; look at line 1, column 2"),
        (b"[]", "file: holds a list where an object in braces belongs, with slug, name"),
        (b"\xff\xfe", "file: is not text in UTF-8"),
        (b'{"slug": NaN}', "file: holds NaN"),
        (b'{"slug": -Infinity}', "file: holds -Infinity"),
        (b"[" * 100_000, "file: is nested too deeply"),
        (b'{"slug": ' + b"9" * 5000 + b"}", "file: holds a number that is too long"),
        (b" " * 1_000_001, "file: is larger than one megabyte"),
    ],
    ids=["empty", "cut", "list", "bytes", "nan", "infinity", "nested", "digits", "large"],
)
def test_what_is_not_plain_json_is_refused(raw, where):
    assert refused(raw)[0].startswith(where)


def test_a_key_that_stands_there_twice_is_refused():
    raw = json.dumps(SITE).replace('"opens": "07:30"', '"opens": "07:30", "opens": "08:30"')

    assert refused(raw.encode()) == ["hours[0].opens: stands there twice"]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        (
            weekly(("monday", "07:30", "25:00")),
            'hours[0].closes: "25:00" is not a time from 00:00 to 24:00; write it like 01:00',
        ),
        (weekly(("monday", "7:30", "23:00")), 'hours[0].opens: "7:30" is not a time'),
        (weekly(("monday", "07:60", "23:00")), 'hours[0].opens: "07:60" is not a time'),
        (weekly(("monday", "٠٧:30", "23:00")), 'hours[0].opens: "٠٧:30" is not a time'),
        (weekly(("monday", 730, "23:00")), "hours[0].opens: 730 is not a time"),
        (weekly(("monday", "24:00", "23:00")), "hours[0].opens: 24:00 can only end"),
        (weekly(("monday", "07:30", "24:01")), 'hours[0].closes: "24:01" is not a time'),
        (weekly(("Monday", "07:30", "09:00")), 'hours[0].weekday: "Monday" is not known here'),
        (weekly((["monday"], "07:30", "09:00")), "hours[0].weekday: a list is not known here"),
        (
            weekly(("monday", "07:30")),
            'hours[0].closes: is missing; add it, like "closes": "17:00"',
        ),
        (
            weekly(("monday", "07:30", "09:00", "2025-02-30")),
            'hours[0].valid_from: "2025-02-30" is not a date',
        ),
        (
            weekly(("monday", "07:30", "09:00", "20250201")),
            'hours[0].valid_from: "20250201" is not a date',
        ),
        (
            weekly(("monday", "07:30", "09:00", "9999-12-31")),
            "hours[0].valid_from: lies outside the years",
        ),
        (
            weekly(("monday", "07:30", "09:00", "2025-02-02", "2025-02-01")),
            "hours[0].valid_to: lies before the first day",
        ),
        (changed(hours=None), "hours: null is not a list"),
        (changed(hours={}), "hours: an object is not a list"),
        (changed(hours=[3]), "hours[0]: holds 3 where an object in braces belongs, with weekday"),
        (changed(hours=[{}] * 1001), "hours: has more than 1000 rows"),
        (changed(lunch=1), "lunch: is not known here; known are slug"),
        (changed(slug="North Quay"), 'slug: "North Quay" is not a short name'),
        (changed(slug="a" * 61), "slug:"),
        (changed(slug=None), "slug: null is not a short name"),
        (changed(name=" "), 'name: " " is not a text'),
        (changed(name="x" * 121), "name: is longer than 120 characters"),
        (changed(name="a\0b"), "name: holds a character that cannot be shown"),
        (changed(name="\ud800"), "name: holds a character that cannot be shown"),
        (changed(zone="Mars/Base"), 'zone: "Mars/Base" is not a time zone'),
        (changed(zone="../etc/passwd"), "zone:"),
        (changed(zone=["UTC"]), "zone: a list is not a time zone"),
        (changed(lifecycle="asleep"), 'lifecycle: "asleep" is not known here'),
        (changed(buffer_before_minutes=True), "buffer_before_minutes: true is not a number"),
        (changed(buffer_before_minutes=30.0), "buffer_before_minutes: 30.0 is not a number"),
        (changed(buffer_after_minutes=181), "buffer_after_minutes: 181 is not a number"),
        (changed(buffer_after_minutes=-1), "buffer_after_minutes: -1 is not a number"),
        (changed(buffer_after_minutes=10**30), "buffer_after_minutes: a very large number is"),
        (changed(buffer_after_minutes="45"), 'buffer_after_minutes: "45" is not a number'),
        (changed(exceptions=[{"date": "2025-03-30"}]), "exceptions[0].kind: is missing"),
        (
            changed(exceptions=[{"date": "2025-03-30", "kind": "late"}]),
            'exceptions[0].kind: "late" is not known here; write one of closed, open',
        ),
        (
            changed(exceptions=[{"date": "2025-03-30", "kind": "closed", "intervals": []}]),
            "exceptions[0].intervals: is not known here",
        ),
        (
            changed(exceptions=[{"date": "2025-03-30", "kind": "open", "intervals": []}]),
            "exceptions[0].intervals: is empty",
        ),
        (
            changed(exceptions=[{"date": "2025-03-30", "kind": "open"}]),
            'exceptions[0].intervals: is missing; add it, like "intervals": [{"opens": "10:00"',
        ),
        (
            changed(exceptions=[{"date": "2025-03-30", "kind": "closed"}] * 2),
            "exceptions[1].date: has an exception already",
        ),
        (
            changed(blackouts=[{"weekday": "sunday", "from": "22:00", "to": "02:00"}]),
            "blackouts[0].why: is missing",
        ),
        (
            changed(
                blackouts=[
                    {
                        "weekday": "sunday",
                        "from": "22:00",
                        "to": "02:00",
                        "why": "Ring 604 555 0100",
                    }
                ]
            ),
            "blackouts[0].why: seems to be about a person",
        ),
    ],
)
def test_a_bad_file_is_refused_with_the_path_and_the_reason(site, expected):
    found = refused(site)

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_every_problem_is_named_at_once():
    assert [line.split(":")[0] for line in refused({"hours": [{"opens": "x"}], "zone": 1})] == [
        "slug",
        "name",
        "operator",
        "zone",
        "hours[0].weekday",
        "hours[0].closes",
        "hours[0].opens",
    ]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["monday", "07:30", "24:00", "2025-03-30", "open", "closed"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*SITE, "opens", "closes", "weekday", "date", "kind", "intervals", "from", "why"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


def problems_of(raw):
    try:
        hours_file.read(raw)
    except BadDocument as refusal:
        return refusal.problems
    return ()


@given(st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
def test_no_file_can_do_worse_than_be_refused(raw):
    found = problems_of(raw)

    assert found
    assert all(str(problem).isprintable() for problem in found)


@given(st.sampled_from(list(SITE)), anything)
def test_no_field_can_do_worse_than_be_refused(field, value):
    raw = json.dumps(changed(**{field: value})).encode()
    found = problems_of(raw)

    # A number that JSON does not have is refused without a path.
    assert all(problem.path[:1] in ((), (field,)) for problem in found)
    if not found:
        document = hours_file.read(raw).document
        assert hours_file.check(document) == document


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3 am", "03:00"),
        ("3PM", "15:00"),
        ("12 a.m.", "00:00"),
        ("12 p.m.", "12:00"),
        ("730", "07:30"),
        ("0930", "09:30"),
        ("15 h", "15:00"),
        ("07:75", "07:59"),
        ("24:30", "00:30, on the next day"),
        ("99:00", "09:30"),
        ("noon", "09:30"),
        (None, "09:30"),
    ],
)
def test_a_wrong_time_is_answered_with_the_one_that_was_meant(said, meant):
    assert hours_file.fault("time", said).endswith(f"write it like {meant}")


@pytest.mark.parametrize(("minutes", "nearest"), [(900, 180), (-5, 0), ("x", 30), (True, 30)])
def test_a_wrong_buffer_is_answered_with_the_nearest(minutes, nearest):
    assert hours_file.fault("buffer", minutes).endswith(f"write it like {nearest}")


def test_what_is_right_by_itself_has_no_fault():
    assert hours_file.fault("time", "24:00") == ""
