"""What keeps the prose of a draft from being sent: blanks, and clauses no protocol goes without."""

import pytest

from protocols import blanks, editing, library, open_points, prose, sending, settling
from protocols.editing import Wording
from protocols.sending import CannotSend
from protocols.settling import Terms

LAW, FIRST = library.ALWAYS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Within [distance in metres] of it.", ["[distance in metres]"]),
        ("[a], [b] and [a] again", ["[a]", "[b]"]),
        ("over a [line\nbreak]", ["[line break]"]),
        ("[our page](https://example.org)", []),
        (r"as written \[sic]", []),
        ("[]", []),
        ("[" + "x" * (blanks.LONGEST + 1) + "]", []),
        ("« [date] »", ["[date]"]),
    ],
)
def test_blanks_stand_in_brackets_and_links_do_not(text, found):
    assert blanks.of(text) == found


def test_a_blank_is_marked_where_it_is_read():
    assert prose.render("Kept [number] days.") == "<p>Kept <mark>[number]</mark> days.</p>\n"
    assert "<mark>" not in prose.render(r"[a](https://example.org) \[sic]")
    assert "&lt;b&gt;" in prose.render("[<b>]")


def left(version):
    return open_points.of(version.clauses.prefetch_related("texts"), version.languages)


def clause_on(version, topic):
    return version.clauses.get(topic=topic.number)


def test_the_usual_text_leaves_nothing_open(draft):
    assert left(draft) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_blank_in_either_language_keeps_the_draft_and_names_its_clause(cast, draft, language):
    words = {code: Wording("Film", "Nothing.") for code in draft.languages}
    words[language] = Wording("Film", "Kept [number] days, by [post].")
    editing.reword(draft.clauses.get(number=3), texts=words, revision=1, by=cast.manager)

    with pytest.raises(CannotSend, match="one thing in the clauses") as refused:
        sending.send(draft, by=cast.liaison)
    (point,) = refused.value.nearest
    assert (point.clause.number, list(point.blanks)) == (3, ["[number]", "[post]"])


def test_a_language_that_is_not_part_of_the_text_leaves_nothing_open(cast, draft):
    settling.settle(draft, Terms(["en"]), revision=1, by=cast.manager)
    draft.refresh_from_db()
    draft.clauses.get(number=3).texts.filter(language="fr").update(body="[nombre]")

    assert left(draft) == []


@pytest.mark.parametrize("topic", library.ALWAYS, ids=lambda topic: topic.key)
def test_no_draft_goes_out_without_the_law(cast, draft, topic):
    editing.remove_clause(clause_on(draft, topic), revision=1, by=cast.manager)

    with pytest.raises(CannotSend) as refused:
        sending.send(draft, by=cast.liaison)
    assert [point.topic for point in refused.value.nearest] == [topic]
    editing.add_topic(draft, topic, number=99, by=cast.liaison)
    assert sending.send(draft, by=cast.liaison).awaits_signatures


def test_everything_open_is_said_at_once(cast, draft):
    editing.remove_clause(clause_on(draft, LAW), revision=1, by=cast.manager)
    editing.remove_clause(clause_on(draft, FIRST), revision=1, by=cast.manager)
    editing.add_topic(draft, library.BY_KEY["media"], number=1, by=cast.manager)

    assert [point.words for point in left(draft)] == [
        "clause 1 leaves open [post at the site], [post at the police service], [number]",
        "the clause “The law stands” is missing",
        "the clause “What comes first” is missing",
    ]
