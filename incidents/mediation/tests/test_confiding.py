"""Words between one side and the mediator: each lane x each role x each way of reading."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from audit import reads
from audit.models import EntryBody, Read
from incidents.mediation import assigning, confiding, forgetting, leaving
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import CONFIDENTIAL, Lane
from incidents.tests import reports
from notifications import rendering
from notifications.models import Notice
from tests.architecture import doors
from tests.cast import NOW
from vault import TakenOut

WORDS = {
    Lane.SITE_MEDIATOR: cases.SITE_SAYS,
    Lane.POLICE_MEDIATOR: cases.POLICE_SAY,
    Lane.MEDIATOR: cases.NOTED,
}
READERS = {
    Lane.SITE_MEDIATOR: {"manager", "alternate", "mediator"},
    Lane.POLICE_MEDIATOR: {"liaison", "backup", "mediator"},
    Lane.MEDIATOR: {"mediator"},
}
SECRET = "CNRY-SITE-alone"


@pytest.fixture
def case(cast):
    return cases.confided(cast, narrative=SECRET, identifiers="CNRY-badge", with_identifiers=True)


def pages(case):
    incident = case.incident.get_absolute_url()
    yield from ("/", "/incidents/", "/incidents/?stage=mediation", "/notifications/")
    yield from (case.incident.site.get_absolute_url(), incident)
    for name in ("", "seen/", "terms/", "leave/", "step-back/", "offer/"):
        yield f"{incident}mediation/{name}"


@pytest.mark.parametrize("part", sorted(doors.EVERYONE))
def test_each_lane_is_read_by_its_own_alone(cast, as_, case, part):
    client, person = as_(getattr(cast, part)), getattr(cast, part)
    text = "".join(client.get(page).content.decode() for page in pages(case))
    found = Statement.objects.visible_to(person).filter(assignment__case=case)
    lanes = {Lane(lane) for lane in found.values_list("lane", flat=True)}
    refused = [
        client.post(f"{case.get_absolute_url()}confide/", {"lane": lane, "words": ""})
        for lane in CONFIDENTIAL
    ]
    text += "".join(answer.content.decode() for answer in refused)

    for lane, words in WORDS.items():
        assert (words in text) == (part in READERS[lane]), lane
        assert (lane in lanes) == (part in READERS[lane]), lane
    assert (SECRET in text) == (part in doors.SITE)
    # What both sides read, the mediator reads too; a badge number stands apart, and is not for
    # the mediator at all.
    assert (reports.SHOWN in text) == (part in doors.BOTH_SIDES | {"mediator"})
    assert "CNRY-badge" not in text
    apart = Statement.objects.visible_to(person).filter(kind=Statement.Kind.RESTRICTED)
    assert apart.exists() == (part in doors.BOTH_SIDES)


def test_nobody_writes_in_the_lane_of_others(cast, case):
    writes = {
        Lane.SITE_MEDIATOR: {"manager", "alternate", "mediator"},
        Lane.POLICE_MEDIATOR: {"liaison", "backup", "mediator"},
        Lane.MEDIATOR: {"mediator"},
        Lane.SHARED: set(),
        Lane.SITE: set(),
    }
    for (lane, able), part in itertools.product(writes.items(), sorted(doors.EVERYONE)):
        if part in able:
            assert confiding.write(
                case, "Words.", lane, key=uuid4(), by=getattr(cast, part), at=NOW
            )
        else:
            with pytest.raises(PermissionDenied):
                confiding.write(case, "Words.", lane, key=uuid4(), by=getattr(cast, part), at=NOW)


def test_nothing_is_confided_before_the_terms_are_signed_or_after_the_end(cast):
    case = cases.unopposed(cast)
    assert not Incident.objects.visible_to(cast.mediator).exists()
    with pytest.raises(NotTheMoment):
        confiding.write(case, "Early.", Lane.SITE_MEDIATOR, key=uuid4(), by=cast.manager, at=NOW)
    leaving.leave(case, by=cast.manager, at=NOW)
    with pytest.raises(NotTheMoment):
        confiding.write(case, "Late.", Lane.SITE_MEDIATOR, key=uuid4(), by=cast.manager, at=NOW)


def test_pressed_twice_it_is_kept_once(cast, case):
    key = uuid4()
    for _ in range(2):
        confiding.write(case, "Once.", Lane.SITE_MEDIATOR, key=key, by=cast.manager, at=NOW)
    assert Statement.objects.filter(assignment__case=case).count() == 4


@pytest.mark.parametrize("how", ["left", "stepped back", "mandate ended"])
def test_the_mediators_sight_ends_with_the_mandate(cast, as_, case, second_mediator, how):
    from liaison import mandates

    mediator = cast.mediator
    client = as_(mediator)
    assert client.get(case.get_absolute_url()).status_code == 200
    {
        "left": lambda: leaving.leave(case, by=cast.liaison, at=NOW),
        "stepped back": lambda: assigning.step_back(case, by=mediator, at=NOW),
        "mandate ended": lambda: mandates.end(mediator.mandates.get(), by=cast.leader),
    }[how]()

    assert {client.get(page).status_code for page in pages(case) if "mediation" in page} <= {404}
    assert client.get(case.incident.get_absolute_url()).status_code == 404
    for rows in (Statement, Incident, MediationCase):
        assert not rows.objects.visible_to(mediator).exists()
    # Whoever follows does not read what was confided to somebody else.
    assert not Statement.objects.visible_to(second_mediator).exists()


def test_whoever_comes_to_act_for_a_side_no_longer_mediates(cast, as_, case):
    from incidents.tests.conftest import mandate
    from liaison.roles import Role

    mandate(cast.mediator, Role.SITE_STAFF, cast.operator, giver=cast.leader)
    text = as_(cast.mediator).get(case.get_absolute_url())
    assert text.status_code == 404
    assert not Statement.objects.visible_to(cast.mediator).filter(assignment__case=case).exists()


def test_no_notice_no_entry_and_no_table_holds_a_word(cast, case):
    told = "".join(
        rendering.subject(one) + rendering.body(one) + str(one.facts) + one.path
        for one in Notice.objects.select_related("recipient")
    )
    bodies = EntryBody.objects.filter(body__contains='"incidents.confided"').select_related("entry")
    # Each in the chain of the writer's own organisation, in its own visibility.
    assert {(body.entry.chain_id, body.entry.vis) for body in bodies} == {
        (cast.operator.pk, 6),
        (cast.service.pk, 7),
        (cast.neutral.pk, 4),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incidents_statement")
        stored = repr(cursor.fetchall())
    for words in WORDS.values():
        assert words not in told
        assert words not in stored
        assert not EntryBody.objects.filter(body__contains=words).exists()


def test_who_is_written_to_hears_that_there_is_something(cast, case):
    kinds = Notice.objects.filter(kind="incidents/mediation_confided")
    told = {(one.recipient, one.created_at) for one in kinds}
    assert {person for person, _at in told} == {
        cast.mediator,
        cast.alternate,
        cast.backup,
    }


def test_every_reading_is_noted_in_its_lane(cast, as_, case):
    for part in ("manager", "liaison", "mediator"):
        as_(getattr(cast, part)).get(case.get_absolute_url())
    rows = Read.objects.filter(about_id=str(case.pk)).values_list("person", "lane")
    assert set(rows) == {
        (cast.manager.pk, "site_mediator"),
        (cast.liaison.pk, "police_mediator"),
        (cast.mediator.pk, "mediator"),
    }


def test_what_cannot_be_noted_is_not_shown(cast, as_, case, monkeypatch):
    def broken(*args, **kwargs):
        raise reads.NotNoted

    monkeypatch.setattr("audit.reads.note", broken)
    answer = as_(cast.manager).get(case.get_absolute_url())
    assert answer.status_code == 503
    assert cases.SITE_SAYS not in answer.content.decode()


def test_the_mediators_notes_are_destroyed_within_thirty_days(cast, case):
    leaving.leave(case, by=cast.manager, at=NOW)
    note = Statement.objects.get(lane=Lane.MEDIATOR)
    assert forgetting.forget_due(by=cast.admin, at=NOW + timedelta(days=28)) == 0
    assert note.words() == cases.NOTED

    assert forgetting.forget_due(by=cast.admin, at=NOW + timedelta(days=29)) == 1
    assert forgetting.forget_due(by=cast.admin, at=NOW + timedelta(days=30)) == 0

    note = Statement.objects.select_related("data_key").get(pk=note.pk)
    with pytest.raises(TakenOut):
        note.words()
    assert Statement.objects.get(lane=Lane.SITE_MEDIATOR).words() == cases.SITE_SAYS
    assert EntryBody.objects.filter(body__contains="mediator_notes_destroyed").exists()


@pytest.mark.parametrize(("reader", "is_led"), [("mediator", False), ("liaison", True)])
def test_only_who_reads_protocols_is_led_to_the_one_in_force_then(
    cast, agreed, as_, reader, is_led
):
    case, version = cases.begun(cast), agreed.version

    shown = as_(getattr(cast, reader)).get(case.incident.get_absolute_url()).text

    assert "Protocol in force then" in shown
    assert (f'href="{version.get_absolute_url()}"' in shown) is is_led
