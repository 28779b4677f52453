"""Of a clause that applies at one of two sites, and of what is said about it, others see nothing:
each reader, and each place where it could be seen."""

import pytest

from audit.models import EntryBody
from notifications.models import Notice
from protocols import commenting, drafting, drafting_agenda, editing, open_points, proposing, texts
from protocols.editing import Wording
from protocols.models import Remark
from protocols.tests.conftest import SIGNED_SECOND
from protocols.tests.test_annexes import agreed, annexed, frame, quay  # noqa: F401

# Words that stand nowhere else: of the clause, of a comment, of other wording.
CLAUSE, COMMENT, OFFER = "harpoon", "lantern", "windlass"
EVERYWHERE = {
    "remarks": True,
    "text": True,
    "talk": True,
    "comparison": True,
    "open point": True,
    "desk": True,
}
READERS = {
    # of the other site: its people, and the police officers around it alone
    **dict.fromkeys(("manager", "alternate", "leader", "staff", "liaison"), ()),
    # of this site, and of both
    **dict.fromkeys(("other_manager", "other_leader", "police_leader", "backup"), EVERYWHERE),
    # reads what drafts say there, and does not draft
    "other_staff": {**EVERYWHERE, "desk": False},
    # of neither, or of no draft
    **dict.fromkeys(("officer", "observer", "auditor", "mediator", "admin"), ()),
    **dict.fromkeys(("other_liaison", "other_police_leader", "former", "stranger"), ()),
}


@pytest.fixture
def draft(cast, quay, agreed):  # noqa: F811
    """The next version, with a clause at the other site reworded and talked about."""
    following = drafting.start_next(agreed.protocol, by=cast.police_leader, at=SIGNED_SECOND)
    clause = following.clauses.filter(partnership=quay).order_by("number").first()
    words = {code: Wording("Gate", f"By the {CLAUSE}.") for code in ("en", "fr")}
    editing.reword(clause, texts=words, revision=clause.revision, by=cast.other_manager)
    return following


@pytest.fixture
def clause(quay, draft):  # noqa: F811
    return draft.clauses.filter(partnership=quay).order_by("number").first()


@pytest.fixture
def talk(cast, draft, clause):
    said = {"en": Wording("Gate", f"By the {OFFER}.")}
    return [
        commenting.comment(
            draft, clause.key, words=f"Which {COMMENT}?", by=cast.police_leader, at=SIGNED_SECOND
        ),
        proposing.propose(
            clause, texts=said, revision=clause.revision, by=cast.police_leader, at=SIGNED_SECOND
        ),
    ]


def where(person, client, draft, clause):
    """The places in which *person* sees any of it."""
    base, protocol = draft.get_absolute_url(), draft.protocol.get_absolute_url()
    pages = {
        "text": base,
        "talk": f"{base}discussion/{clause.key}/",
        "comparison": f"{protocol}compare/",
        "protocol": protocol,
        "sending": f"{base}send/",
    }
    found = {name for name, path in pages.items() if _tells(client.get(path).content.decode())}
    readable = texts.read_by(person, draft)
    points = open_points.read_by(person, texts.whole(draft))
    named = [point for point in points if getattr(point, "clause", None) == clause]
    rows = drafting_agenda.waiting_for(person, SIGNED_SECOND)
    return {
        *(found - {"sending"}),
        *(["remarks"] if Remark.objects.visible_to(person).exists() else []),
        *(["open point"] if named and clause in readable.clauses else []),
        *(["desk"] if any("wait" in one.what for one in rows) else []),
    }


def _tells(page):
    return any(word in page for word in (CLAUSE, COMMENT, OFFER))


def test_each_reader_finds_it_where_they_reach_and_nowhere_else(cast, as_, draft, clause, talk):
    seen = {
        part: where(getattr(cast, part), as_(getattr(cast, part)), draft, clause)
        for part in READERS
    }

    assert seen == {
        part: {place for place, there in dict(places).items() if there}
        for part, places in READERS.items()
    }


def test_nobody_else_is_told_or_has_it_in_their_record(cast, quay, draft, clause, talk):  # noqa: F811
    told = Notice.objects.filter(kind__in=("protocols/commented", "protocols/proposed"))
    assert {notice.recipient for notice in told} == {cast.other_manager, cast.other_leader}
    said = EntryBody.objects.filter(body__contains=str(clause.key))
    assert {body.entry.chain_id for body in said} == {quay.pk}


@pytest.mark.parametrize("part", ["manager", "staff", "liaison", "officer", "auditor", "stranger"])
def test_no_address_of_it_answers_to_others(cast, as_, draft, clause, talk, part):
    client, base = as_(getattr(cast, part)), draft.get_absolute_url()
    comment, proposal = talk
    paths = [
        f"{base}clauses/{clause.pk}/",
        f"{base}clauses/{clause.pk}/move/",
        f"{base}clauses/{clause.pk}/remove/",
        f"{base}discussion/{clause.key}/",
        f"{base}discussion/{clause.key}/propose/",
        *(f"{base}proposals/{proposal.pk}/{do}/" for do in ("accept", "change", "decline")),
        f"{base}proposals/{proposal.pk}/withdraw/",
        f"{base}comments/{comment.pk}/resolve/",
    ]
    typed = {"revision": 0, "heading_en": "x", "body_en": "x", "words": "x", "reason": "x"}

    answers = {path: client.post(path, typed).status_code for path in paths}
    refused = {404, 403} if part == "staff" else {404}
    assert set(answers.values()) <= refused, answers
    assert Remark.objects.count() == 2
