"""What is ticked of an encounter: kept as it was, read by whom it is for, refused where it cannot
go with the rest."""

import pytest
from django.db import IntegrityError, transaction

from incidents import kind_words, taxonomy
from incidents.models import Incident
from incidents.particulars import COLUMNS, Impact, Particulars, Source, Wish, own, shared
from incidents.reporting import CannotLog
from incidents.taxonomy import KINDS, Area, Distance
from incidents.tests import reports, test_incident_release

FULL = Particulars(
    initiator="officers",
    circumstance="C13",
    threat="no",
    instrument="none",
    officers="3-4",
    people="2-4",
    arrival="marked",
    attire="uniform",
    duration="5-15",
    impacts=("service_interrupted", "staff_distressed"),
    calmed=False,
    wish="mediate",
    source="told",
)


def test_what_was_ticked_is_kept_and_what_was_not_stays_open(cast):
    full, bare = reports.logged(cast, kind="E1", particulars=FULL), reports.logged(cast)

    kept = {name: getattr(full, name) for name in COLUMNS}
    assert kept == FULL.columns()
    assert [name for name in COLUMNS if getattr(bare, name)] == []
    assert bare.calmed is None


@pytest.mark.parametrize("source", Source)
def test_the_other_side_reads_neither_the_wish_nor_who_told(cast, source):
    incident = reports.logged(cast, particulars=Particulars(wish=Wish.MEDIATE, source=source))

    theirs, ours = dict(shared(incident)), dict(own(incident))
    assert "What the author wishes" not in theirs
    assert ours["What the author wishes"] == "That somebody neutral mediates"
    assert "uses the site" not in theirs["How it is known"]
    assert ("saw" in theirs["How it is known"]) == (source is Source.SEEN)


def test_the_page_shows_each_side_its_own(cast, as_):
    incident = reports.released(cast, kind="E1", particulars=FULL)

    ours = as_(cast.manager).get(incident.get_absolute_url()).text
    theirs = as_(cast.liaison).get(incident.get_absolute_url()).text
    for page in (ours, theirs):
        assert "Routine patrol, a look inside, warming up" in page
        assert "The service was interrupted · Staff were distressed" in page
    assert "neutral mediates" in ours
    assert "neutral mediates" not in theirs


def test_whoever_releases_sees_all_that_goes_along_and_what_does_not(cast, as_):
    incident = reports.logged(cast, kind="E1", particulars=FULL)

    page = test_incident_release.shown(as_(cast.manager), incident)
    theirs = test_incident_release.preview(as_(cast.manager), incident).text
    facts = test_incident_release.part(theirs, "facts-heading")
    assert all(value in facts for _what, value in shared(incident))
    assert "neutral mediates" not in theirs
    assert "They do not see what the author wishes: That somebody neutral mediates." in page


def test_whoever_wants_to_complain_is_told_where_and_nobody_of_the_other_side(cast, as_):
    wish = Particulars(wish=Wish.COMPLAINT)
    incident = reports.released(cast, author=cast.manager, particulars=wish)

    where = "Complaints about the police go to: Office of the Police Complaint Commissioner"
    assert where in as_(cast.manager).get(incident.get_absolute_url()).text
    assert where not in as_(cast.liaison).get(incident.get_absolute_url()).text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("distance", {"area": Area.INSIDE, "distance": Distance.UNDER_15}),
        ("distance", {"area": Area.REMOTE, "distance": Distance.OVER_250}),
        ("circumstance", {"kind": "G1", "particulars": Particulars(circumstance="C01")}),
        ("threat", {"kind": "P1", "particulars": Particulars(threat="no")}),
        ("instrument", {"kind": "K2", "particulars": Particulars(instrument="none")}),
    ],
)
def test_what_cannot_go_together_is_refused_beside_its_field(cast, field, changes):
    with pytest.raises(CannotLog, match="open") as refused:
        reports.logged(cast, **changes)

    assert refused.value.field == field


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - {"calmed"} - set(Impact.values)))
def test_the_database_takes_no_other_code(cast, name):
    row = reports.logged(cast, kind="E1")
    copy = {f.attname: getattr(row, f.attname) for f in Incident._meta.concrete_fields}

    with pytest.raises(IntegrityError, match=f"incident_{name}_is_known"), transaction.atomic():
        Incident.objects.create(**copy | {"id": None, "reference": "", name: "zz"})


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"circumstance": "C13"}, "only_where_officers_come"),
        ({"threat": "yes"}, "only_where_it_matters"),
        ({"instrument": "entry_warrant"}, "only_where_it_matters"),
    ],
)
def test_the_database_takes_no_circumstance_of_a_kind_that_has_none(cast, told, constraint):
    row = reports.logged(cast, kind="G1")
    copy = {f.attname: getattr(row, f.attname) for f in Incident._meta.concrete_fields}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Incident.objects.create(**copy | {"id": None, "reference": ""} | told)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("car", "P1"),
        ("voiture", "P1"),
        ("id check", "K1"),
        ("controle", "K1"),
        ("narcan", "G2"),
        ("narcan", "K5"),
        ("surdose", "K11"),
        ("dog", "E6"),
        ("fouille", "K2"),
    ],
)
def test_a_kind_is_found_by_words_of_both_languages(typed, code):
    words = kind_words.searched()[code].split()

    assert all(any(word.startswith(one) for word in words) for one in typed.split())


def test_every_kind_has_words_to_be_found_by():
    assert set(kind_words.WORDS) == set(KINDS)
    assert set(taxonomy.WITH_CIRCUMSTANCE) < set(KINDS)
