"""What pages say of reminders: when they went, to which post, and which one is next."""

from datetime import date

from incidents import acting
from incidents.mediation.tests import cases
from incidents.recusal import declaring
from incidents.reminding.tests.runs import moments, run
from incidents.reminding.tiers import Tier
from incidents.tests import reports
from liaison import leave
from liaison.models import Designation
from liaison.roles import Side
from tests.cast import NOW


def test_the_page_says_when_reminders_went_to_which_post_and_which_is_next(cast, as_):
    incident = reports.released(cast)
    when = moments(incident)
    run(when[Tier.HALF])

    def page(part):
        return as_(getattr(cast, part)).get(incident.get_absolute_url()).content.decode()

    own, other = page("police_leader"), page("manager")
    for text in (own, other):
        assert "Reminded: Half of the time is over" in text
    meta = own.split("Reminded: Half of the time is over")[1].split("</li>")[0]
    assert cast.liaison.name in meta
    meta = other.split("Reminded: Half of the time is over")[1].split("</li>")[0]
    assert cast.liaison.name not in meta
    assert "Police" in meta


def test_the_page_says_which_reminder_goes_next(cast, as_, at_ten):
    incident = reports.released(cast)

    text = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()

    assert "Next reminder:" in text
    assert "to whoever has the turn." in text


def test_the_page_of_a_mediation_shows_its_reminders(cast, as_):
    case = cases.offered(cast)
    run(case.consent_until)

    text = as_(cast.manager).get(case.get_absolute_url()).content.decode()

    assert text.count("Reminded: Four fifths of the time are over") == 2


def test_the_bar_names_who_stands_in_while_the_first_is_away(cast, as_, time_machine):
    incident = reports.released(cast)
    away = leave.record(date(2025, 2, 3), date(2025, 2, 7), by=cast.liaison, at=NOW)
    time_machine.move_to(NOW, tick=False)
    post = Designation.objects.get(person=cast.backup, ended_at=None).post
    says = f"Stands in at present: {post}."

    for person in (cast.manager, cast.backup, cast.police_leader):
        assert says in as_(person).get(incident.get_absolute_url()).text

    leave.withdraw(away, by=cast.liaison, at=NOW)
    assert "Stands in" not in as_(cast.manager).get(incident.get_absolute_url()).text


def test_nobody_is_named_who_is_away_too_or_off_the_case(cast, as_, time_machine):
    incident = reports.released(cast)
    week = date(2025, 2, 3), date(2025, 2, 7)
    leave.record(*week, by=cast.liaison, at=NOW)
    time_machine.move_to(NOW, tick=False)
    assert acting.stand_in(incident, Side.POLICE, at=NOW)
    assert acting.stand_in(incident, Side.SITE, at=NOW) == ""

    too = leave.record(*week, by=cast.backup, at=NOW)
    assert acting.stand_in(incident, Side.POLICE, at=NOW) == ""
    leave.withdraw(too, by=cast.backup, at=NOW)
    declaring.declare(incident, cast.backup, by=cast.backup, at=NOW)
    assert acting.stand_in(incident, Side.POLICE, at=NOW) == ""


def test_a_mediation_names_who_stands_in_for_the_reader_s_own_side_alone(cast, as_, time_machine):
    case = cases.offered(cast)
    leave.record(date(2025, 2, 3), date(2025, 2, 7), by=cast.liaison, at=NOW)
    time_machine.move_to(NOW, tick=False)

    assert "Stands in at present" in as_(cast.backup).get(case.get_absolute_url()).text
    assert "Stands in at present" not in as_(cast.manager).get(case.get_absolute_url()).text
