"""Languages and days of a draft, and how it pauses and ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from protocols import settling
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.settling import Terms

FIRST, LAST = date(2025, 3, 1), date(2026, 2, 28)


def test_terms_are_settled(cast, draft):
    terms = Terms(["fr"], FIRST, LAST, date(2026, 1, 1), suspension_days=7, notice_days=60)
    settling.settle(draft, terms, revision=1, by=cast.manager)

    draft.refresh_from_db()
    assert settling.terms_of(draft) == {
        "languages": ["fr"],
        "starts_on": FIRST,
        "ends_on": LAST,
        "review_on": date(2026, 1, 1),
        "suspension_days": 7,
        "notice_days": 60,
    }


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms([]), "languages"),
        (Terms(["de"]), "languages"),
        (Terms(["en"], starts_on=FIRST, review_on=FIRST), "review_on"),
        (Terms(["en"], starts_on=LAST, ends_on=FIRST), "ends_on"),
        (Terms(["en"], ends_on=FIRST, review_on=LAST), "review_on"),
        (Terms(["en"], starts_on=date.max), "starts_on"),
        (Terms(["en"], ends_on=date.max), "ends_on"),
        (Terms(["en"], review_on=date.max), "review_on"),
        (Terms(["en"], suspension_days=0), "suspension_days"),
        (Terms(["en"], suspension_days=91), "suspension_days"),
        (Terms(["en"], notice_days=366), "notice_days"),
    ],
)
def test_terms_that_make_no_sense_are_refused(cast, draft, terms, field):
    with pytest.raises(CannotEdit) as refused:
        settling.settle(draft, terms, revision=1, by=cast.manager)
    assert refused.value.field == field


def test_terms_that_somebody_changed_meanwhile_are_refused(cast, draft):
    settling.settle(draft, Terms(["en"]), revision=1, by=cast.liaison)

    with pytest.raises(ChangedMeanwhile):
        settling.settle(draft, Terms(["en"]), revision=1, by=cast.manager)


def test_a_day_too_far_ahead_is_refused_with_the_last_there_is(cast, draft):
    at = datetime(2025, 2, 4, 18, tzinfo=UTC)
    last = date(2045, 1, 30)

    terms = Terms(["en"], ends_on=last + timedelta(days=1))
    with pytest.raises(CannotEdit, match="Mon 30 Jan 2045") as refused:
        settling.settle(draft, terms, revision=1, by=cast.manager, at=at)
    assert refused.value.nearest == (last,)
    settling.settle(draft, Terms(["en"], ends_on=last), revision=1, by=cast.manager, at=at)
