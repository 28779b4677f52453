"""Who hears what: those in charge of the other side, and never a word of the case."""

import pytest
from django.utils import translation

from incidents import settling
from incidents.tests import reports
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW

SITE_HANDLES, POLICE_HANDLES = {"manager", "alternate"}, {"liaison", "backup"}


def told(cast, kind):
    names = {getattr(cast, part).pk: part for part in ("staff", "leader", "police_leader")}
    names |= {getattr(cast, part).pk: part for part in SITE_HANDLES | POLICE_HANDLES}
    rows = Notice.objects.filter(kind=f"incidents/{kind}")
    return {names[notice.recipient_id] for notice in rows}


@pytest.mark.parametrize("stage", ["released", "acknowledged", "discussed", "proposed"])
def test_the_side_whose_turn_it_was_not_hears_of_it(cast, stage):
    getattr(reports, stage)(cast)

    kind = "discussed" if stage == "discussed" else stage
    by_site = kind in ("released", "proposed")
    assert told(cast, kind) == (POLICE_HANDLES if by_site else SITE_HANDLES)


def test_what_the_police_release_is_told_to_the_site(cast):
    reports.released(cast, author=cast.liaison)

    assert told(cast, "released") == SITE_HANDLES


def test_both_sides_hear_that_it_is_settled_save_the_one_who_did_it(cast):
    reports.settled(cast)

    assert told(cast, "settled") == SITE_HANDLES | {"backup"}


@pytest.mark.parametrize(
    ("deed", "hears"), [("decline", SITE_HANDLES), ("withdraw", POLICE_HANDLES)]
)
def test_an_answer_reaches_the_proposer_and_a_retreat_the_others(cast, deed, hears):
    incident = reports.proposed(cast)
    settlement = incident.settlements.open().get()
    if deed == "decline":
        settling.decline(incident, settlement.pk, "Not so.", by=cast.liaison, at=NOW)
    else:
        settling.withdraw(incident, settlement.pk, by=cast.manager, at=NOW)

    assert told(cast, f"{deed}d" if deed == "decline" else "withdrawn") == hears


def test_another_partnership_hears_nothing(cast):
    reports.settled(cast)

    others = {cast.other_manager.pk, cast.other_liaison.pk, cast.other_police_leader.pk}
    assert not Notice.objects.filter(recipient__in=others).exists()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["P1", "G2"])
def test_no_notice_says_a_word_of_the_case(cast, kind, language):
    incident = reports.settled(cast, kind=kind)
    settlement = reports.proposed(cast, kind=kind).settlements.open().get()
    settling.decline(settlement.incident, settlement.pk, "Not so.", by=cast.liaison, at=NOW)
    secrets = [cast.site.name, str(incident.what.label), "officers", "park", "forty", "Not so"]

    kinds = set()
    for notice in Notice.objects.select_related("recipient"):
        kinds.add(notice.kind)
        with translation.override(language):
            text = f"{rendering.subject(notice)}\n{rendering.body(notice)}"
        assert text.strip()
        assert not [secret for secret in secrets if secret in text], notice.kind
        assert incident.reference not in rendering.subject(notice)
    assert kinds == {
        f"incidents/{name}"
        for name in ("released", "acknowledged", "discussed", "proposed", "declined", "settled")
    }
