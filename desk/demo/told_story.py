"""What somebody told a site without a name: a poster in a waiting room, and one account that waits
to be read."""

import secrets

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from incidents.telling import sending
from incidents.telling.asked import Account, Known, Place, What, When, Wish
from liaison import site_links
from liaison.models import TellLink


def stories(company: Company) -> list[Story]:
    return [harbour_street(company)]


def harbour_street(company: Company) -> Story:
    clock, site = company.clock("harbour-street"), company.site("harbour-street")
    manager = company["manager@harbour"]
    at = yield clock.ago(60, "09:20")
    link = site_links.issue(TellLink, site, "Poster in the waiting room", by=manager, at=at)
    at = yield clock.ago(2, "16:40")
    words = "Two officers stood by the steps for a long time. People turned around and left."
    account = Account(What.OUTSIDE, Place.STREET, When.TODAY, Known.SEEN, words)
    sending.send(
        link,
        account,
        wish=Wish.RAISE,
        seed=secrets.token_hex(16),
        language="en",
        by=Person.system(),
        at=at,
    )
