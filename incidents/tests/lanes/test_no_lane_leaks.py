"""Every lane x every role x every way of reading: nobody finds a word that the table does not let
them read, and whoever may read it finds it where they look for it."""

import pytest
from django.core import mail
from django.urls import reverse

from incidents.models import LogDraft, Statement
from incidents.tests.lanes import ways
from incidents.tests.lanes.words import (
    APART,
    EVERYBODY,
    MEDIATOR,
    OFF,
    POLICE,
    SECOND,
    SITE,
    TEXTS,
    word,
)
from notifications import outbox
from tests.architecture import doors

# One world for all of them, also where the tests are shared out among several workers.
pytestmark = pytest.mark.xdist_group("lanes")

# Somebody on both sides reads no words of either, so that they act for neither.
TORN = frozenset({"torn"})
# Who may know that there is such an incident: by its reference, in any list, link or mail.
KNOWS = {
    "case": SITE | POLICE | MEDIATOR | TORN,
    "police_logged": POLICE | TORN,
    "planned": SITE | TORN,
    "critical": SITE | TORN,
}


def read_everything(part, world):
    """All that *part* gets to read by the pages."""
    reading = ways.Reading(world.people[part], world.case, world.shut)
    for address in ways.addresses(world, world.ids):
        if address.is_read_by(part):
            reading.get(address.path, address.name, is_far=address.far_reader is not None)
        if address.is_sent and part not in SECOND:
            reading.send(address.path, {"words": "", "seen": "x"}, address.name)
    for path in ways.queries(world, world.ids):
        reading.get(path)
    for path, data in ways.with_password(world.case):
        reading.send(path, data)
    feed = world.people[part] and ways.feed_of(world.people[part])
    if feed:
        reading.get(reverse("visits:feed_read", args=[feed]))
    return reading


def words_in(text):
    return [name for name in TEXTS if word(name) in text]


def leaks(part, reading):
    """What *part* found and may not read, with the addresses where it stood."""
    return {
        name: sorted(reading.found[word(name)])
        for name, text in TEXTS.items()
        if part not in text.readers and reading.found[word(name)]
    }


def missing(part, reading, world):
    """What *part* may read and did not find where the table says."""
    return {
        name
        for name, text in TEXTS.items()
        if part in text.readers and where(name, world) not in reading.found[word(name)]
    }


def known(reading):
    """The incidents of which the reader learned that they exist."""
    return {name for name, said in reading.case.references.items() if reading.found[said]}


def where(name, world):
    """The address where the readers of a text find it."""
    case, at = world.case, TEXTS[name].at
    reference = [case.incident.reference]
    if at in case.beside:
        return reverse("incidents:incident_detail", args=[case.beside[at].reference])
    if at == "file":
        shown = next(one for one in case.incident.attachments.all() if one.lane == TEXTS[name].lane)
        return reverse("incidents:attachment_file", args=[*reference, shown.pk])
    return {
        "case": reverse("incidents:incident_detail", args=reference),
        APART: reverse("incidents:incident_apart", args=reference),
        "mediation": reverse("incidents:mediation_detail", args=reference),
        "agreement": reverse("incidents:mediation_agreement", args=reference),
        "pattern": reverse("incidents:pattern_detail", args=[case.pattern.pk]),
        "told": reverse("telling:told_detail", args=[case.told.pk]),
        "form": f"{reverse('incidents:incident_log')}?draft={next(iter(world.ids.of[LogDraft]))}",
    }[at]


@pytest.mark.parametrize("part", sorted(EVERYBODY))
def test_each_finds_what_the_table_lets_them_read_and_nothing_else(part, built, db, caplog):
    reading = read_everything(part, built)

    assert not leaks(part, reading)
    assert not reading.astray
    assert not missing(part, reading, built)
    assert known(reading) == {name for name, readers in KNOWS.items() if part in readers}
    assert not words_in(caplog.text)


def test_an_export_holds_the_lanes_of_its_side_and_no_detail_of_an_officer(built, db):
    held = {}
    for side, part in (("site", "manager"), ("police", "liaison")):
        reading = ways.Reading(built.people[part], built.case)
        for path, data in ways.with_password(built.case):
            if "/exports/" in path:
                reading.send(path, data)
        held[side] = {name for name in TEXTS if reading.found[word(name)]}

    for side, names in held.items():
        assert not {name for name in names if "badge" in name or "photo" in name}
        lanes = {name for name, text in TEXTS.items() if text.lane in (side, "shared")}
        assert names <= lanes
        assert {name for name in lanes if name.startswith((f"{side}-n", "shared-a"))} <= names


def test_no_mail_and_no_notice_holds_a_word_and_none_goes_astray(built, db):
    mail.outbox.clear()
    while outbox.deliver_due(limit=500):
        pass

    assert mail.outbox
    told = list(ways.told())
    texts = "\n".join(text for _person, text, _path in told) + ways.sent()
    assert not words_in(texts)
    parts = {person.pk: part for part, person in built.people.items() if person}
    for person, text, path in told:
        for name, reference in built.case.references.items():
            assert reference not in text + path or parts[person.pk] in KNOWS[name], (name, path)


def test_the_ledger_holds_no_word(built, db):
    entries = ways.ledger()

    assert str(built.case.incident.pk) in entries
    assert not words_in(entries)


def test_every_kind_of_statement_is_in_the_case_with_a_word_of_its_own(built, db):
    incidents = [built.case.incident, *built.case.beside.values()]
    found = Statement.objects.filter(incident__in=incidents).select_related("data_key")

    assert {one.kind for one in found if words_in(one.words())} == set(Statement.Kind)


def test_the_table_speaks_of_every_lane_and_of_everybody():
    from incidents.taxonomy import Lane

    assert {text.lane for text in TEXTS.values()} == set(Lane)
    readers = frozenset().union(*(text.readers for text in TEXTS.values()))
    assert readers == SITE | POLICE | MEDIATOR | OFF
    assert doors.EVERYONE <= EVERYBODY
