"""Whom to call, in which order."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from liaison import contact_ladder
from liaison.bilingual import Bilingual
from liaison.contact_ladder import CannotChangeLadder, Rung
from liaison.models import ContactStep
from liaison.refusal import Stale
from liaison.roles import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

TWO = [
    Rung(
        Bilingual("Shift lead", "Chef de quart"),
        "+1 604 555 0101",
        Bilingual("always", "toujours"),
        is_public=True,
    ),
    Rung(Bilingual(fr="Gestionnaire"), "+1 604 555 0102"),
]


def test_a_side_replaces_its_own_list_and_leaves_the_other_alone(cast, told, written):
    before = contact_ladder.rungs(cast.partnership, Side.POLICE)

    contact_ladder.replace(cast.partnership, Side.SITE, TWO, by=cast.manager)

    assert contact_ladder.rungs(cast.partnership, Side.SITE) == TWO
    assert contact_ladder.rungs(cast.partnership, Side.POLICE) == before
    assert told("liaison/ladder_changed") == {cast.liaison, cast.backup, cast.police_leader}
    ((_chain, _vis, body),) = written("liaison.ladder_changed")
    assert body["facts"]["rungs"] == 2
    assert "604 555" not in str(body)


def test_the_order_is_that_of_the_list(cast):
    contact_ladder.replace(cast.partnership, Side.SITE, TWO[::-1], by=cast.leader)

    posts = [str(rung.post) for rung in contact_ladder.rungs(cast.partnership, Side.SITE)]
    assert posts == ["Gestionnaire", "Shift lead / Chef de quart"]


def test_a_stale_form_is_refused_and_changes_nothing(cast):
    seen = contact_ladder.stamp(contact_ladder.rungs(cast.partnership, Side.SITE))
    contact_ladder.replace(cast.partnership, Side.SITE, TWO, seen=seen, by=cast.leader)

    with pytest.raises(Stale):
        contact_ladder.replace(cast.partnership, Side.SITE, [], seen=seen, by=cast.manager)

    assert contact_ladder.rungs(cast.partnership, Side.SITE) == TWO


def test_the_same_list_again_is_no_change(cast, written, told):
    same = contact_ladder.rungs(cast.partnership, Side.SITE)

    contact_ladder.replace(cast.partnership, Side.SITE, same, by=cast.manager)

    assert not written("liaison.ladder_changed")
    assert not told("liaison/ladder_changed")


def test_a_rung_says_its_post_in_some_language(cast):
    with pytest.raises(IntegrityError, match="contact_has_a_post_in_some_language"):
        ContactStep.objects.create(
            partnership=cast.partnership, side=Side.SITE, order=7, phone="911"
        )


def test_a_ladder_has_an_end(cast):
    with pytest.raises(CannotChangeLadder, match="At most 8"):
        contact_ladder.replace(cast.partnership, Side.SITE, TWO * 5, by=cast.manager)


@pytest.mark.parametrize(
    ("side", "part"),
    [
        (Side.SITE, "staff"),
        (Side.SITE, "liaison"),
        (Side.SITE, "other_manager"),
        (Side.SITE, "admin"),
        (Side.POLICE, "manager"),
        (Side.POLICE, "officer"),
        (Side.POLICE, "other_liaison"),
    ],
)
def test_each_side_keeps_its_own(cast, side, part):
    with pytest.raises(PermissionDenied):
        contact_ladder.replace(cast.partnership, side, TWO, by=getattr(cast, part))


@pytest.mark.parametrize("part", ["liaison", "backup", "police_leader"])
def test_the_police_keep_theirs(cast, part):
    contact_ladder.replace(cast.partnership, Side.POLICE, TWO, by=getattr(cast, part))

    assert contact_ladder.rungs(cast.partnership, Side.POLICE) == TWO
