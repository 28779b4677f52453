"""What pages say of reminders: when they went, to which post, and which one is next."""

from incidents.mediation.tests import cases
from incidents.reminding.tests.runs import moments, run
from incidents.reminding.tiers import Tier
from incidents.tests import reports


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
