"""What is said about an annex is between those whom the annex binds."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from notifications.models import Notice
from protocols import commenting, drafting_agenda, editing, open_points, proposing, texts
from protocols.editing import Wording
from protocols.models import Remark
from protocols.tests.conftest import SENT
from protocols.tests.test_annexes import annexed, frame, quay  # noqa: F401

TEXTS = {"en": Wording("Gate", "By the back gate of the quay.")}


@pytest.fixture
def clause(quay, annexed):  # noqa: F811
    return annexed.clauses.filter(partnership=quay).order_by("number").first()


@pytest.fixture
def proposal(cast, clause):
    return proposing.propose(clause, texts=TEXTS, revision=1, by=cast.police_leader, at=SENT)


def test_only_those_whom_it_binds_read_and_hear_of_it(cast, quay, proposal):  # noqa: F811
    assert Remark.objects.visible_to(cast.other_manager).get() == proposal
    assert not Remark.objects.visible_to(cast.manager).exists()
    told = {notice.recipient for notice in Notice.objects.filter(kind="protocols/proposed")}
    assert cast.other_manager in told
    assert cast.manager not in told
    assert [
        "wait" in drafting_agenda.waiting_for(p, SENT)[0].what
        for p in (cast.manager, cast.other_manager)
    ] == [
        False,
        True,
    ]


def test_it_stands_in_the_record_of_its_own_partnership_alone(cast, quay, annexed, clause):  # noqa: F811
    before = {chain: Entry.objects.filter(chain=chain.id).count() for chain in _chains(annexed)}
    commenting.comment(annexed, clause.key, words="Hm.", by=cast.police_leader, at=SENT)

    grown = {
        chain
        for chain, count in before.items()
        if Entry.objects.filter(chain=chain.id).count() > count
    }
    assert grown == {quay.chain}


def _chains(version):
    return [partnership.chain for partnership in version.protocol.covered]


def test_others_neither_decide_nor_comment(cast, annexed, clause, proposal):  # noqa: F811
    for write in (
        lambda: proposing.decline(proposal, reason="No.", by=cast.manager),
        lambda: proposing.accept(proposal, revision=1, by=cast.manager),
        lambda: commenting.comment(annexed, clause.key, words="Hm.", by=cast.manager),
        lambda: proposing.propose(clause, texts=TEXTS, revision=1, by=cast.manager),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_its_pages_are_not_there_for_others(cast, as_, annexed, clause, proposal):  # noqa: F811
    base = annexed.get_absolute_url()
    talk = f"{base}discussion/{clause.key}/"
    decide = [f"{base}proposals/{proposal.pk}/{step}/" for step in ("accept", "decline", "change")]
    for path in (talk, f"{talk}propose/", *decide):
        assert as_(cast.manager).post(path, {"words": "Hm.", "revision": 1}).status_code == 404
    assert f"said-{proposal.pk}" in as_(cast.other_manager).get(base).text
    assert f"said-{proposal.pk}" not in as_(cast.manager).get(base).text
    assert f"said-{proposal.pk}" in as_(cast.other_manager).get(talk).text


def test_whoever_sends_it_learns_no_more_than_that_it_is_open(cast, annexed, proposal):  # noqa: F811
    whole = texts.whole(annexed)

    ours, theirs = (
        [point.words for point in open_points.read_by(person, whole)]
        for person in (cast.manager, cast.other_manager)
    )
    said = (
        "what is proposed for the annex of another site is not decided (ask Coastal Police, which"
    )
    assert any(words.startswith(said) for words in ours)
    assert any(words.startswith("other wording for clause") for words in theirs)


def test_what_was_said_stays_theirs_when_the_clause_is_gone(cast, annexed, clause):  # noqa: F811
    remark = commenting.comment(annexed, clause.key, words="Hm.", by=cast.police_leader, at=SENT)
    clause.refresh_from_db()
    editing.remove_clause(clause, revision=1, by=cast.police_leader)

    assert Remark.objects.visible_to(cast.other_manager).get() == remark
    assert not Remark.objects.visible_to(cast.manager).exists()


def test_to_take_its_clause_out_is_proposed_to_its_own_other_side_alone(cast, as_, quay, annexed):  # noqa: F811
    clause = annexed.clauses.filter(partnership=quay).order_by("number").first()
    address = f"{annexed.get_absolute_url()}discussion/{clause.key}/take-out/"

    assert as_(cast.manager).get(address).status_code == 404
    page = as_(cast.police_leader).get(address).content.decode()
    readers = page.partition("Both sides read it:")[2].partition("</p>")[0]
    assert quay.site.operator.name in readers
    assert cast.site.operator.name not in readers
    as_(cast.police_leader).post(address, {"revision": clause.revision})

    told = {one.recipient for one in Notice.objects.filter(kind="protocols/proposed")}
    assert cast.other_manager in told
    assert cast.manager not in told
