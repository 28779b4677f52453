"""A version on paper: tagged, in both languages, the same bytes every time."""

import io

import pypdf
import pytest

from liaison.models import Organisation
from protocols import document, drafting, editing, entry, printing, prose, wording
from protocols.editing import Wording
from protocols.models import ClauseText, Version
from protocols.tests.conftest import put_name

TRICKS = '#panic("x") @ref <l> *b* $x$ \\ `c` ~ [link](javascript:alert(1)) "quoted" // /* 100% €'


def read(version, language="en"):
    return pypdf.PdfReader(io.BytesIO(printing.pdf(version, language=language)))


def words(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize(("language", "clauses"), [("en", "Clauses"), ("fr", "À la porte")])
def test_it_is_tagged_and_says_its_language_and_title(signed, language, clauses):
    reader = read(signed, language)
    root = reader.trailer["/Root"]

    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith("Entry and presence")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert any(clauses in page for page in words(reader))


def test_the_same_text_is_the_same_bytes(signed):
    assert printing.pdf(signed, language="en") == printing.pdf(signed, language="en")


def test_a_draft_says_so_on_every_page(draft):
    pages = words(read(draft))

    assert len(pages) > 3
    assert all("DRAFT" in page for page in pages)
    assert all("PROJET" in page for page in words(read(draft, "fr")))
    assert not any("Certificate" in page for page in pages)


def test_what_is_in_force_says_since_when_at_its_head_and_in_its_certificate(signed):
    pages = words(read(signed))

    assert "the last signature" not in pages[0]
    since = "Applies from Wed 15 Jan 2025, 09:00 (Vancouver)"
    assert since in pages[0]
    assert since in pages[-1]


def test_a_text_that_was_sent_carries_its_digest_on_every_page(sent):
    pages = words(read(sent))

    assert all(" ".join(sent.digest_groups) in page for page in pages)
    assert not any("DRAFT" in page for page in pages)
    assert "0 of 2 posts have signed" in pages[0]


def test_the_certificate_names_who_signed_as_what_and_when(cast, half_signed):
    before = " ".join(words(read(half_signed))[-2:])
    put_name(half_signed, cast.police_leader)
    after = " ".join(words(read(half_signed))[-2:])

    assert cast.manager.name in before
    assert "Not signed" in before
    assert "Not signed" not in after
    for said in (cast.police_leader.name, "Police leader, Coastal Police", "(Vancouver)", "(UTC)"):
        assert said in after, said
    assert half_signed.scheme in after


def test_the_signed_text_is_attached_byte_for_byte(signed):
    (name,) = read(signed).attachments
    (held,) = read(signed).attachments[name]

    assert held.decode() == document.signed_text(signed)


def test_nothing_that_somebody_wrote_is_read_as_a_command(cast, draft):
    clause = draft.clauses.get(number=2)
    texts = {code: Wording("#panic[*]", TRICKS) for code in ("en", "fr")}
    editing.reword(clause, texts=texts, revision=clause.revision, by=cast.manager)
    Organisation.objects.filter(pk=cast.operator.pk).update(name='#let x = "y"')

    said = " ".join(words(read(Version.objects.get(pk=draft.pk))))
    assert '#panic("x") @ref <l>' in said
    assert "#panic[*]" in said
    assert '#let x = "y"' in said


def test_whom_to_call_and_what_to_write_down_stand_beside_the_answer(signed):
    said = " ".join(words(read(signed)))
    row = signed.rows.exclude(call=[]).exclude(log=[]).first()

    assert row
    assert f"Call: {wording.POSTS[entry.Post(row.call[0])]}" in said
    assert f"Afterwards: {wording.LOGS[entry.Log(row.log[0])]}" in said


def test_names_on_paper_are_those_of_the_day_it_was_sent(cast, signed):
    Organisation.objects.filter(pk=cast.service.pk).update(name="Renamed Police")

    assert "Coastal Police" in words(read(signed))[0]
    assert "Renamed Police" not in " ".join(words(read(signed)))


def test_a_word_that_no_font_holds_does_not_stop_the_press(cast, draft):
    ClauseText.objects.filter(clause__version=draft, clause__number=2).update(body="出口 🚪 خروج")

    said = " ".join(words(read(draft)))
    assert "[U+51FA][U+53E3] [U+1F6AA]" in said
    assert "written as their number" in said


def test_a_text_that_lacks_a_language_says_so(cast, draft):
    draft.clauses.get(number=2).texts.filter(language="fr").delete()

    said = " ".join(words(read(draft, "fr"))).lower()
    assert "seulement en anglais" in said
    assert "on lit les mots de l’autre langue" in said


def test_markdown_on_paper_has_the_kinds_that_a_page_has():
    nodes = prose.nodes(
        "# Head\n\nA **b** *c* [d](https://e.org) [x](ftp://e.org) [blank]\n\n"
        "3. one\n4. two\n   - deep\n\n> said\n\n---\n\n    code\n\nline  \nbreak"
    )

    assert [node["k"] for node in nodes] == ["h", "p", "ol", "quote", "rule", "p", "p"]
    assert [run["k"] for run in nodes[1]["c"]] == [
        "text", "strong", "text", "em", "text", "link", "text", "mark",
    ]  # fmt: skip
    assert nodes[2]["start"] == 3
    assert nodes[2]["items"][1][1]["k"] == "ul"


def _kinds(node):
    found = {str(node["/S"])} if "/S" in node else set()
    children = node.get("/K", [])
    for one in children if isinstance(children, list) else [children]:
        child = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(child, dict):
            found |= _kinds(child)
    return found


def test_the_next_draft_is_not_taken_for_the_signed_text(cast, signed):
    assert "DRAFT" in words(read(drafting.start_next(signed.protocol, by=cast.manager)))[0]
