"""What a browser prints: the answers of a door on one sheet, a month with all of its weeks, and no
empty sheet behind a page."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from liaison import door_links
from protocols import drafting, suspending
from protocols.tests.conftest import BEGUN, agree
from tests.cast import NOW, PASSWORD
from tests.journeys.conftest import PHONE
from visits import booking
from visits.tests.conftest import wish


@pytest.fixture
def held(cast):
    """A version in force with a clause suspended, which a card has to say as well."""
    draft = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=BEGUN)
    version = agree(draft, cast)
    suspending.suspend(
        version, cast.partnership, clause=12, days=3, reason="A reason.", by=cast.manager, at=NOW
    )
    return version


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_answer_of_a_door_is_on_one_sheet_and_fits_a_phone(
    visitor, cast, clock, held, language
):
    token = door_links.issue(cast.site, label="Front door", by=cast.manager).words()
    somebody = visitor(PHONE)

    page = somebody.opens(f"/door/{token}/print/?lang={language}")

    somebody.finds_it_accessible()
    (sheet,) = _printed(page)
    assert "12" in sheet
    assert sheet.endswith(_words(page.locator(".guidance").inner_text()))


def test_a_short_page_is_one_sheet(visitor, cast, clock):
    manager = visitor().signs_in(cast.manager, PASSWORD)

    page = manager.opens("/visits/")

    assert len(_printed(page)) == 1


def test_a_month_of_six_weeks_is_one_sheet(visitor, cast, clock):
    visit = booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)
    booking.confirm(visit, by=cast.liaison, at=NOW)
    manager = visitor().signs_in(cast.manager, PASSWORD)

    page = manager.opens("/visits/calendar/?on=2025-03-15")

    (sheet,) = _printed(page)
    assert page.locator(".month__day").count() == 42
    assert "March 2025" in sheet
    assert "6 Apr" in sheet


def test_the_notice_at_the_door_is_a_sheet_for_each_language_on_either_paper(visitor, cast, clock):
    visit = booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)
    booking.confirm(visit, by=cast.liaison, at=NOW)
    manager = visitor().signs_in(cast.manager, PASSWORD)

    page = manager.opens(f"/visits/{visit.pk}/door-notice/")

    for size in ("Letter", "A4"):
        sheets = _printed(page, size)
        assert [cast.site.name in sheet for sheet in sheets] == [True, True]


def _printed(page, size: str = "A4") -> list[str]:
    """The text of each sheet."""
    paper = page.pdf(format=size, prefer_css_page_size=True)
    return [_words(sheet.extract_text()) for sheet in PdfReader(BytesIO(paper)).pages]


def _words(text: str) -> str:
    """The words alone: which kind of space a PDF keeps depends on the fonts of the machine."""
    return " ".join(text.split())
