"""A fact that was wrong is corrected beside what was logged, which stays as it was."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents import agenda, releasing
from incidents.corrections import facts, reading
from incidents.corrections.facts import COLUMNS, Fact
from incidents.corrections.fitting import CannotCorrect
from incidents.corrections.tests.corrected import PLACE, WHY, correct
from incidents.models import Correction, Incident, Statement
from incidents.particulars import Particulars
from incidents.reporting import CannotLog
from incidents.stepping import PressedTwice
from incidents.taxonomy import Area, Lane
from incidents.tests import reports
from incidents.writing import CannotShow
from liaison.fields import Words
from liaison.refusal import Stale
from liaison.screening import Kind
from notifications.models import Notice
from tests.cast import NOW

EARLIER = datetime(2025, 2, 4, 8, 10)  # noqa: DTZ001 - the site's clock
# One right value of each fact, by column, and who may say it of an entry by officers.
RIGHT = {
    Fact.TIME: {"occurred_at": EARLIER, "precision": "hour"},
    Fact.PLACE: PLACE,
    Fact.KIND: {"kind": "E2"},
    Fact.SEVERITY: {"severity": 2},
    Fact.INITIATOR: {"initiator": "staff"},
    Fact.CIRCUMSTANCE: {"circumstance": "C13"},
    Fact.THREAT: {"threat": "yes"},
    Fact.INSTRUMENT: {"instrument": "none"},
    Fact.OFFICERS: {"officers": "3-4"},
    Fact.ARRIVAL: {"arrival": "foot"},
    Fact.ATTIRE: {"attire": "plain"},
    Fact.DURATION: {"duration": "5-15"},
    Fact.PEOPLE: {"people": "2-4"},
    Fact.IMPACTS: {
        "service_interrupted": True,
        "people_turned_back": False,
        "overdose_delayed": False,
        "equipment_lost": False,
        "staff_distressed": False,
    },
    Fact.CALMED: {"calmed": True},
}
ENTRY = {"kind": "E1", "area": Area.INSIDE, "particulars": Particulars(circumstance="C02")}


def test_there_is_a_right_value_for_each_fact():
    assert {fact: set(values) for fact, values in RIGHT.items()} == {
        fact: set(columns) for fact, columns in COLUMNS.items()
    }


@pytest.mark.parametrize("fact", Fact)
def test_what_was_logged_stays_and_what_is_right_stands_beside_it(cast, fact):
    incident = reports.released(cast, **ENTRY)
    before = Incident.objects.values().get()

    made = correct(incident, cast.manager, fact, **RIGHT[fact])

    after = Incident.objects.values().get()
    changed = {name for name in before if before[name] != after[name]}
    follows = {"severity"} if fact is Fact.SEVERITY else set()
    assert changed == {"revision", "corrected_at"} | follows
    standing = reading.as_corrected(incident)
    logged = reading.as_logged(incident, reading.of(incident))
    names = COLUMNS[fact]
    assert {name: getattr(logged, name) for name in names} == {name: before[name] for name in names}
    assert facts.of_incident(standing, fact) == made.now != made.was
    assert (made.number, made.by, made.side) == (incident.revision, cast.manager, "site")
    assert (made.words.lane, made.words.words()) == (Lane.SHARED, WHY)


def test_corrected_again_the_last_word_counts_and_all_are_kept(cast):
    incident = reports.released(cast)
    correct(incident, cast.manager)
    last = correct(incident, cast.alternate, area="perimeter", distance="")

    assert last.was == PLACE
    assert reading.as_corrected(incident).area == "perimeter"
    assert reading.as_logged(incident, reading.of(incident)).area == "frontage"
    assert [one.number for one in reading.of(incident)] == [2, 3]


def test_both_sides_read_it_the_other_is_told_and_the_ledger_keeps_no_value(cast):
    incident = reports.released(cast)
    made = correct(incident, cast.manager)

    assert Statement.objects.visible_to(cast.liaison).filter(pk=made.words_id).exists()
    told = {one.recipient for one in Notice.objects.filter(kind="incidents/corrected")}
    assert told == {cast.liaison, cast.backup}
    bodies = [body.read() for body in EntryBody.objects.filter(entry__at=NOW)]
    [entry] = [body for body in bodies if body["verb"] == "incidents.corrected"]
    assert entry["chain"] == "partnership"
    assert entry["facts"]["fact"] == "place"
    assert "entrance" not in str(entry)
    assert WHY not in str(bodies)


def test_before_a_release_it_stays_with_the_own_side(cast):
    incident = reports.logged(cast)
    before = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count()
    made = correct(incident, cast.staff)

    assert made.words.lane == Lane.SITE
    assert not Notice.objects.filter(kind="incidents/corrected").exists()
    assert EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count() == before
    releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)
    assert not Statement.objects.visible_to(cast.liaison).filter(pk=made.words_id).exists()


def test_what_is_corrected_before_a_release_is_still_to_be_decided(cast):
    incident = reports.logged(cast)
    correct(incident, cast.staff)

    [item] = agenda.waiting_for(cast.manager, NOW)
    assert item.what.startswith("To be released, or kept")


@pytest.mark.parametrize(
    ("stage", "part", "may"),
    [
        ("logged", "staff", True),
        ("logged", "alternate", True),
        ("logged", "leader", False),
        ("released", "staff", False),
        ("released", "manager", True),
        ("released", "leader", False),
        ("released", "liaison", False),
        ("settled", "alternate", True),
    ],
)
def test_the_side_that_logged_it_corrects_it(cast, stage, part, may):
    incident = getattr(reports, stage)(cast)

    if may:
        assert correct(incident, getattr(cast, part))
    else:
        with pytest.raises(PermissionDenied):
            correct(incident, getattr(cast, part))
        assert not Correction.objects.exists()


def test_the_police_correct_what_they_logged(cast):
    incident = reports.released(cast, author=cast.liaison)

    with pytest.raises(PermissionDenied, match="for the other side"):
        correct(incident, cast.manager)
    assert correct(incident, cast.backup).side == "police"


@pytest.mark.parametrize("part", ["other_manager", "admin", "auditor", "mediator"])
def test_nobody_else_corrects_anything(cast, part):
    with pytest.raises(PermissionDenied):
        correct(reports.released(cast), getattr(cast, part))


def test_whoever_stands_on_both_sides_corrects_nothing(cast, torn):
    with pytest.raises(PermissionDenied):
        correct(reports.released(cast), torn)


def test_the_same_again_is_no_correction(cast):
    incident = reports.released(cast)
    with pytest.raises(CannotCorrect, match="recorded already") as refused:
        correct(incident, cast.manager, area="frontage", distance="")
    assert refused.value.field == "area"


@pytest.mark.parametrize(
    ("fact", "now", "says"),
    [
        (Fact.PLACE, {"area": "inside", "distance": "0-15"}, "has no distance from the door"),
        (Fact.TIME, {"occurred_at": NOW, "precision": "exact"}, "It was logged at .* 09:40"),
        (
            Fact.TIME,
            {"occurred_at": NOW + timedelta(days=1), "precision": "exact"},
            "still to come",
        ),
        (Fact.KIND, {"kind": "G1"}, "a kind of the same sort"),
        (Fact.SEVERITY, {"severity": 0}, "from minor to critical"),
        (Fact.CIRCUMSTANCE, {"circumstance": "C13"}, "nothing to correct of this"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(cast, fact, now, says):
    incident = reports.released(cast, kind="K8", logged_at=NOW - timedelta(minutes=20))

    with pytest.raises((CannotCorrect, CannotLog), match=says):
        correct(incident, cast.manager, fact, **now)
    assert not Correction.objects.exists()


def test_a_kind_without_a_reason_to_come_asks_for_that_to_be_corrected_first(cast):
    incident = reports.released(cast, **ENTRY)

    with pytest.raises(CannotLog, match="Leave it open"):
        correct(incident, cast.manager, Fact.KIND, kind="K8")
    correct(incident, cast.manager, Fact.CIRCUMSTANCE, circumstance="")
    assert correct(incident, cast.manager, Fact.KIND, kind="K8")


def test_what_went_well_has_no_degree_to_correct(cast):
    incident = reports.released(cast, kind="G1")
    with pytest.raises(CannotCorrect, match="nothing to correct"):
        correct(incident, cast.manager, Fact.SEVERITY, severity=2)


def test_pressed_twice_it_is_corrected_once_and_an_older_page_looks_again(cast):
    incident = reports.released(cast)
    seen = incident.revision
    correct(incident, cast.manager, revision=seen)

    with pytest.raises(PressedTwice):
        correct(incident, cast.manager, revision=seen)
    for person, now in ((cast.alternate, PLACE), (cast.manager, {"area": "route", "distance": ""})):
        with pytest.raises(Stale):
            correct(incident, person, revision=seen, **now)
    assert Correction.objects.count() == 1


def test_words_that_may_tell_who_somebody_is_reach_neither_side(cast):
    with pytest.raises(CannotShow):
        correct(reports.released(cast), cast.manager, words="Ask jane@example.org.")


def test_in_the_own_lane_the_author_vouches_and_the_ledger_says_so(cast):
    words = Words("Ask jane@example.org.", kinds=[Kind.EMAIL])
    correct(reports.logged(cast), cast.staff, words=words)

    bodies = [body.read() for body in EntryBody.objects.all()]
    [entry] = [body for body in bodies if body["verb"] == "incidents.corrected"]
    assert (entry["chain"], entry["facts"]["vouched"]) == ("organisation", ["email"])


def test_a_corrected_time_keeps_the_state_of_the_site_then(cast):
    incident = reports.released(cast)
    made = correct(
        incident,
        cast.manager,
        Fact.TIME,
        occurred_at=datetime(2025, 2, 4, 13, tzinfo=UTC),  # 05:00 in Vancouver
        precision="exact",
    )

    assert incident.site_state == "operating"
    assert made.site_state == "non_operational"
    assert reading.as_corrected(incident).site_state == "non_operational"
