"""A site that closes for a visit, and tells the people who use it where else to go."""

from datetime import date

from desk.demo.company import Company
from desk.demo.places import PLACES
from desk.demo.playing import Story
from desk.demo.visits_story import on_site, wish
from liaison import opening
from liaison.bilingual import Bilingual
from visits import booking, closures
from visits.kinds import Kind

SITE = "kingfisher-road"
WHY = Bilingual(
    "We train with police officers how to help at an overdose. Nobody but staff and officers is "
    "inside meanwhile.",
    "Nous apprenons avec des policiers à aider en cas de surdose. Pendant ce temps, seuls le "
    "personnel et les policiers sont à l’intérieur.",
)
INSTEAD = Bilingual(
    "The clinic at Southside Square is open from ten to six. It is ten minutes on foot; a nurse of "
    "ours walks along at half past twelve.",
    "La clinique de Southside Square est ouverte de 10 h à 18 h. Elle est à dix minutes à pied ; "
    "une infirmière de chez nous fait le chemin à 12 h 30.",
)


def stories(company: Company) -> list[Story]:
    return [two_hours_at_noon(company)]


def two_hours_at_noon(company: Company) -> Story:
    """The hour of the training is the only one that both teams have; the centre is shut for it."""
    clock, manager = company.clock(SITE), company["manager@kingfisher"]
    # A training is proposed fifteen working days before; thirty days would make it plain hours.
    time = on_site(clock.ahead(14, "13:30"), 60)
    at = yield clock.workday(3, "09:40")
    day = time.starts.astimezone(clock.zone).date()
    opening.set_hours(company.site(SITE), _shut_at_noon(day), by=manager, at=at)
    at = yield clock.workday(3, "10:15")
    visit = booking.propose(
        company.pair(SITE),
        wish(
            Kind.TRAINING,
            time,
            people=8,
            message="What to do before the ambulance comes, with practice, for both teams.",
        ),
        by=manager,
        at=at,
    )
    at = yield clock.workday(3, "11:05")
    closures.tell(
        visit,
        why=WHY,
        instead=INSTEAD,
        by=manager,
        at=at,
    )
    at = yield clock.workday(2, "14:20")
    booking.confirm(visit, by=company["liaison@southern"], at=at)


def _shut_at_noon(day: date) -> dict[str, object]:
    """With the time that a site needs before and after a visit."""
    hours = next(place.document for place in PLACES if place.slug == SITE)
    intervals = [{"opens": "09:30", "closes": "12:30"}, {"opens": "15:00", "closes": "21:30"}]
    return hours | {
        "exceptions": [{"date": day.isoformat(), "kind": "open", "intervals": intervals}]
    }
