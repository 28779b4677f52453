"""Talking about a clause on its pages: who sees what, and nothing typed is lost."""

import re

import pytest

from protocols import commenting, declining, editing, proposing, sending
from protocols.editing import Wording
from protocols.tests.conftest import SENT, put_name
from protocols.tests.test_signing_pages import send_data

THEIRS = {"en": Wording("Presence", "Wait at the gate."), "fr": Wording("Présence", "À la grille.")}


@pytest.fixture
def clause(cast, draft):
    clause = draft.clauses.get(number=3)
    words = {"en": Wording("Presence", "Wait at the door."), "fr": THEIRS["fr"]}
    editing.reword(clause, texts=words, revision=1, by=cast.manager)
    clause.refresh_from_db()
    return clause


@pytest.fixture
def proposal(cast, clause):
    return proposing.propose(
        clause, texts=THEIRS, revision=2, why="It is safer.", by=cast.liaison, at=SENT
    )


def address(clause, more=""):
    return f"{clause.version.get_absolute_url()}discussion/{clause.key}/{more}"


def decision(proposal, step):
    return f"{proposal.version.get_absolute_url()}proposals/{proposal.pk}/{step}/"


def wording(revision=2, **words):
    data = {"heading_en": "Presence", "body_en": "Wait in the yard.", "why": ""}
    return {"revision": revision, **data, "heading_fr": "", "body_fr": "", **words}


def told(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_comment_is_written_and_marked_as_resolved(cast, as_, clause):
    manager = as_(cast.manager)
    assert "Nothing yet." in told(manager.get(address(clause)))
    written = manager.post(address(clause), {"words": "Which door?"}, follow=True)
    assert "Which door?" in told(written)
    assert "You wrote" in told(written)

    remark = clause.version.remarks.get()
    theirs = as_(cast.liaison)
    assert "Which door?" in told(theirs.get(address(clause)))
    done = theirs.post(
        f"{clause.version.get_absolute_url()}comments/{remark.pk}/resolve/", follow=True
    )
    assert "Marked as resolved." in told(done)
    assert "Which door?" in told(done)


@pytest.mark.parametrize(
    ("words", "says"), [("", "Write what you want"), ("call x@example.org", "looks like an e-mail")]
)
def test_a_comment_that_cannot_stand_is_told_and_kept(cast, as_, clause, words, says):
    response = as_(cast.manager).post(address(clause), {"words": words})

    assert response.status_code == 422
    assert says in told(response)
    assert words in told(response)
    assert not clause.version.remarks.exists()


def test_the_other_side_reads_word_by_word_what_is_proposed_and_accepts_it(
    cast, as_, clause, proposal
):
    page = told(as_(cast.manager).get(address(clause)))
    assert re.search(r"<del>.{0,80}</span>door<span", page)
    assert re.search(r"<ins>.{0,80}</span>gate<span", page)
    assert "It is safer." in page

    done = as_(cast.manager).post(decision(proposal, "accept"), {"revision": 2}, follow=True)
    assert "Accepted." in told(done)
    assert editing.standing(clause.version.clauses.get(key=clause.key)) == THEIRS


def test_a_proposal_in_one_language_says_which_other_stays(cast, as_, clause, proposal):
    page = told(as_(cast.manager).get(address(clause)))

    assert "It leaves the text in this language as it stands: French" in page


def test_who_proposed_may_take_it_back_and_decides_nothing(cast, as_, clause, proposal):
    client = as_(cast.liaison)
    page = told(client.get(address(clause)))
    assert decision(proposal, "withdraw") in page
    assert decision(proposal, "accept") not in page

    refused = client.post(decision(proposal, "accept"), {"revision": 2}, follow=True)
    assert "The other side decides" in told(refused)
    assert "Taken back." in told(client.post(decision(proposal, "withdraw"), follow=True))


def test_a_clause_changed_meanwhile_shows_both_and_loses_nothing(cast, as_, clause, proposal):
    client = as_(cast.manager)
    words = {"en": Wording("Presence", "Wait by the steps."), "fr": THEIRS["fr"]}
    editing.reword(clause, texts=words, revision=2, by=cast.leader)
    late = client.post(decision(proposal, "accept"), {"revision": 2}, follow=True)

    page = told(late)
    assert "Somebody else changed this clause" in page
    assert "The clause was changed after this was proposed." in page
    assert all(word in page for word in ("steps", "gate", "door"))
    assert 'name="revision" value="3"' in page
    assert editing.standing(clause.version.clauses.get(key=clause.key)) == words


def test_other_words_in_answer_begin_with_what_was_proposed(cast, as_, clause, proposal):
    client = as_(cast.manager)
    assert "Wait at the gate." in told(client.get(decision(proposal, "change")))
    done = client.post(decision(proposal, "change"), wording(why="There are steps."), follow=True)

    assert "Proposed. The other side has been told" in told(done)
    assert "Answered with other wording" in told(done)
    assert clause.version.remarks.open().get().side == "site"
    # It has been answered: these addresses lead to where the conversation goes on.
    for step in ("change", "decline"):
        assert client.get(decision(proposal, step))["Location"] == address(clause)


def test_whoever_changes_the_clause_itself_is_told_of_the_proposal(cast, as_, clause, proposal):
    base = clause.version.get_absolute_url()
    page = told(as_(cast.manager).get(f"{base}clauses/{clause.pk}/"))
    free = told(as_(cast.manager).get(f"{base}clauses/{clause.version.clauses.first().pk}/"))

    assert "Other wording is proposed for this clause" in page
    assert address(clause) in page
    assert "Other wording is proposed" not in free


def test_what_is_said_is_shown_as_text_and_never_as_markup(cast, as_, clause):
    harm = "<script>alert(1)</script> **bold** [a](javascript:alert(1))"
    texts = {"en": Wording("<b>Heading</b>", harm)}
    proposing.propose(clause, texts=texts, revision=2, why=harm, by=cast.liaison, at=SENT)
    commenting.comment(clause.version, clause.key, words=harm, by=cast.liaison, at=SENT)
    for path in (address(clause), clause.version.get_absolute_url()):
        page = told(as_(cast.manager).get(path))
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
        assert "<script>alert" not in page
        assert "<b>" not in page
        assert 'href="javascript' not in page


def test_a_proposal_is_declined_with_a_reason(cast, as_, clause, proposal):
    client = as_(cast.manager)
    assert "gate" in told(client.get(decision(proposal, "decline")))
    assert client.post(decision(proposal, "decline"), {"reason": ""}).status_code == 422
    done = client.post(decision(proposal, "decline"), {"reason": "It is locked."}, follow=True)

    assert "It is locked." in told(done)
    late = client.post(decision(proposal, "decline"), {"reason": "My other reason."})
    assert late.status_code == 409
    assert "My other reason." in told(late)


def test_whoever_types_while_the_clause_changes_sees_both_side_by_side(cast, as_, clause):
    client = as_(cast.liaison)
    assert "Wait at the door." in told(client.get(address(clause, "propose/")))
    words = {"en": Wording("Presence", "Wait by the steps.")}
    editing.reword(clause, texts=words, revision=2, by=cast.leader)
    late = client.post(address(clause, "propose/"), wording())

    page = told(late)
    assert late.status_code == 409
    assert "Both texts, side by side" in page
    assert "What stands there now" in page
    assert re.search(r"<del>.{0,80}</span>by <span", page)
    assert re.search(r"<ins>.{0,80}</span>in <span", page)
    assert "Wait in the yard.</textarea>" in page
    again = client.post(address(clause, "propose/"), wording(3))
    assert again.status_code == 302


def test_whoever_proposes_second_keeps_their_words(cast, as_, clause, proposal):
    late = as_(cast.manager).post(address(clause, "propose/"), wording())

    assert late.status_code == 422
    assert "still to be decided" in told(late)
    assert "Wait in the yard.</textarea>" in told(late)


def test_words_for_a_clause_that_is_gone_are_kept(cast, as_, draft):
    free = editing.add_clause(draft, texts=THEIRS, number=99, by=cast.manager)
    commenting.comment(draft, free.key, words="Why?", by=cast.liaison)
    editing.remove_clause(free, revision=1, by=cast.manager)
    client = as_(cast.liaison)
    for path, data in (("propose/", wording(1)), ("", {"words": "And why now?"})):
        late = client.post(address(free, path), data)
        assert late.status_code == 409
        assert "took this clause out" in told(late)
        assert re.search(r"Wait in the yard\.|And why now\?", told(late))
    assert "A clause that was taken out" in told(client.get(address(free)))
    assert "a clause that was taken out" in told(client.get(draft.get_absolute_url()))


def test_the_draft_names_what_is_open_and_whose_turn_it_is(cast, as_, draft, clause, proposal):
    commenting.comment(draft, draft.clauses.get(number=5).key, words="Hm.", by=cast.liaison)
    ours, theirs = (
        told(as_(person).get(draft.get_absolute_url())) for person in (cast.manager, cast.liaison)
    )

    assert "the police side proposes other wording; the site side decides" in ours
    assert "one comment" in ours
    assert "Your turn" in ours
    assert "Their turn" in theirs
    send = f"{draft.get_absolute_url()}send/"
    refused = as_(cast.manager).post(send, send_data(cast))
    assert refused.status_code == 422
    assert "one thing in the clauses is still open" in told(refused)
    assert "the police side proposes other wording; the site side decides" in told(refused)
    assert address(clause) in told(refused)


def test_once_sent_it_is_read_and_not_written(cast, as_, draft, clause, proposal):
    proposing.decline(proposal, reason="It is locked.", by=cast.manager)
    sending.send(draft, by=cast.liaison, at=SENT)
    client = as_(cast.manager)
    page = told(client.get(address(clause)))

    assert "It is locked." in page
    assert "<textarea" not in page
    late = client.post(address(clause), {"words": "One more thing."})
    assert late.status_code == 422
    assert "One more thing." in told(late)
    put_name(draft, cast.manager)
    put_name(draft, cast.police_leader)
    for reader, status in ((cast.staff, 200), (cast.liaison, 200), (cast.officer, 404)):
        assert as_(reader).get(address(clause)).status_code == status
    assert "remark on clause 3" in told(client.get(draft.get_absolute_url()))
    assert "remark on clause 3" not in told(as_(cast.officer).get(draft.get_absolute_url()))


def test_what_was_said_in_an_earlier_version_is_one_link_away(cast, as_, clause, proposal):
    proposing.decline(proposal, reason="It is locked.", by=cast.manager)
    version = clause.version
    sending.send(version, by=cast.liaison, at=SENT)
    put_name(version, cast.manager)
    following = declining.decline(version, reason="No.", by=cast.police_leader, at=SENT)
    here = f"{following.get_absolute_url()}discussion/{clause.key}/"

    assert address(clause) in told(as_(cast.manager).get(here))


@pytest.mark.parametrize("step", ["accept", "withdraw", "decline"])
def test_nobody_elses_proposal_is_there(cast, as_, proposal, step):
    response = as_(cast.other_manager).post(decision(proposal, step), {"revision": 2})
    assert response.status_code == 404


def test_many_remarks_cost_as_many_queries_as_one(
    cast, as_, draft, clause, proposal, django_assert_max_num_queries
):
    client, pages = as_(cast.manager), (address(clause), draft.get_absolute_url())
    for path in pages:
        with django_assert_max_num_queries(30) as before:
            client.get(path)
        for number in range(4):
            one = draft.clauses.get(number=number + 1)
            for words in ("One.", "Two."):
                commenting.comment(draft, one.key, words=words, by=cast.liaison)
            commenting.comment(draft, clause.key, words="Three.", by=cast.manager)
        with django_assert_max_num_queries(len(before)):
            client.get(path)
