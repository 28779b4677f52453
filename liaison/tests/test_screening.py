"""What a free text is asked about, and what it is left alone with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import screening
from liaison.screening import Kind

YEAR = 2025


def found(text: str) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.words) for finding in screening.check(text, year=YEAR)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write to sam.lee@example.org today", "sam.lee@example.org"),
        ("écrire à d'avril+x@exemple.qc.ca.", "d'avril+x@exemple.qc.ca"),
        ("sam (at) example.org", "sam (at) example.org"),
    ],
)
def test_an_email_address_is_asked_about(text, words):
    assert found(text) == [(Kind.EMAIL, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Call 604-555-0100 first", "604-555-0100"),
        ("Call (604) 555-0100 first", "(604) 555-0100"),
        ("Call 604.555.0100.", "604.555.0100"),
        ("Call +1 604 555 0100, then wait", "+1 604 555 0100"),
        ("Rappeler le 06 12 34 56 78 demain", "06 12 34 56 78"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("her number is 6045550100", "6045550100"),
    ],
)
def test_a_telephone_number_is_asked_about(text, words):
    assert found(text) == [(Kind.PHONE, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("paper 9876 543 210 shown", "9876 543 210"),
        ("card A1234567", "1234567"),
        ("1234-567-890", "1234-567-890"),
        ("order 046 454 287", "046 454 287"),
        ("19800102-1234", "19800102-1234"),
        ("file 25-12345", "25-12345"),
        ("seen at 49.2812345", "49.2812345"),
    ],
)
def test_a_long_group_of_digits_is_asked_about(text, words):
    assert [words_found for _kind, words_found in found(text)] == [words]
    assert found(text)[0][0] in {Kind.DIGITS, Kind.PHONE}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("born on 4 March 1980 here", "4 March 1980"),
        ("DOB: 1980-03-04", "1980-03-04"),
        ("D.O.B. 04/03/80", "04/03/80"),
        ("date of birth 12.03.95", "12.03.95"),
        ("born in 1980", "1980"),
        ("née en 1980 à Laval", "1980"),
        ("né le 1er avril 1980", "1er avril 1980"),
        ("date de naissance : 4 mars 1980", "4 mars 1980"),
        ("03/14/1980", "03/14/1980"),
        ("a person of March 4, 1980", "March 4, 1980"),
        ("the 4th of March 1980 one", "4th of March 1980"),
        ("12/03/05 on the card", "12/03/05"),
    ],
)
def test_a_date_of_birth_is_asked_about(text, words):
    assert found(text) == [(Kind.BIRTH, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Entry was at 14:10, they left at 14:25.",
        "from 14.10-15.20, and 14h10 à 15h20",
        "Open 0900-1700, closed 0300 to 0900",
        "The site is open 24/7, 365 days.",
        "In 2024-2025 and 2023 2024 2025",
        "On 2025-03-04 at 14:10 and on 4 March 2025 0915 hrs",
        "Tue 4 Mar 2025, 14:10-15:20 (Vancouver)",
        "le 4 mars 2025 à 14 h 10",
        "Protocol 2024-0117, exemption EX-2024-0117, HS-12",
        "Clause 12.10.11.2 and section 3.4.12.10",
        "Clauses 1, 2, 3, 4, 5, 6, 7 and 8",
        "$1,234,567.89 or 1 250 000 $ or CAD 1250000",
        "1 234 567 visits in ten years",
        "Call 911, 112, 8-1-1 or 999",
        "Act 606 of 18 June 2012 applies",
        "Circulaire du 13 juillet 2009",
        "Two officers, car 2 of 3, left by the north door.",
        "The protocol signed on 3 May 2012 ended.",
        "those born may return",
        "@harbour met us",
        "room 12 15 18, lot 100 200",
        "",
        "\n\n",
    ],
)
def test_the_numbers_of_ordinary_work_pass(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They took a statement from Iris Fontaine.", "Iris Fontaine"),
        ("Joss's tent was cut.", "Joss"),
        ("la tente de Joss a été coupée", "Joss"),
        ("Spoke with Wanda after.", "Wanda"),
        ('They kept yelling "Dougal!" at the slot.', "Dougal"),
        ('"Take it somewhere else, Rico," she said.', "Rico"),
        ("Un habitué, Momo, a été fouillé.", "Momo"),
        ("Olive ne voulait pas ouvrir son sac.", "Olive"),
        ("He wrote O'Shaughnessy on it.", "O'Shaughnessy"),
        ("Ti-Guy a ouvert la porte", "Ti-Guy"),
        ("Hope refused to leave", "Hope"),
    ],
)
def test_a_capital_where_one_person_is_told_of_is_a_name(text, words):
    assert found(text)[0] == (Kind.NAME, words)


@pytest.mark.parametrize(
    "text",
    [
        "Hope was the word on the wall.",
        "A message from Coastal Police came, and one for Relais Horizon.",
        "Two cars stood at the corner of Hazel and 3rd.",
        "Security asked them to wait; everybody refused.",
        "Patrouille garée place Victor-Hugo.",
        "Talked to Dispatch about Main Street.",
        "Site Supervisor and Charge Nurse both spoke.",
    ],
)
def test_services_streets_and_offices_have_capitals_too(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he sleeps behind the bakery now", "he sleeps behind the bakery"),
        ("Elle dort sous le pont.", "Elle dort sous le pont"),
        ("Her tent is under the bridge.", "Her tent is under the bridge"),
    ],
)
def test_where_one_person_lives_is_asked_about(text, words):
    assert found(text) == [(Kind.PLACE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Somebody slept in a chair by the door.",
        "She stays in the line.",
        "Elle reste à la porte.",
        "People live around here.",
    ],
)
def test_where_somebody_is_just_now_is_what_happened(text):
    assert found(text) == []


def test_several_findings_come_in_order_and_never_overlap():
    text = "born 4 March 1980, call 604-555-0100 or a@example.org"
    assert [kind for kind, _words in found(text)] == [Kind.BIRTH, Kind.PHONE, Kind.EMAIL]


def test_a_date_becomes_a_birthday_only_with_the_years():
    assert screening.check("12 May 2014", year=2025) == []
    assert screening.check("12 May 2014", year=2026)
    assert screening.check("12 May 1900", year=2025) == []


SIGNS = (
    st.sampled_from(["1980", "12", "mai", "MAİ", "ſept", "born ", "\u00a0", "\0"])
    | st.sampled_from("0123456789 -.()/+@:,éT\n–$")
    | st.characters()
)


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_every_finding_points_at_its_own_words(text):
    last = 0
    for finding in screening.check(text, year=YEAR):
        assert text[finding.start : finding.end] == finding.words
        assert last <= finding.start < finding.end
        last = finding.end


@pytest.mark.parametrize(
    "piece",
    ["ſept 4 1980 ", "1 ", "1-", "a", "a@", "1/1/", "(", "born ", "act ", "0.", "+1(", "12 march "],
)
def test_a_long_text_is_read_to_its_end(piece):
    """A pattern that backtracks would not come back from here."""
    *_others, last = screening.check(piece * 20_000 + " a@example.org", year=YEAR)
    assert last.words.endswith("example.org")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wait\u202eereh", "RIGHT-TO-LEFT OVERRIDE"),
        ("off\u200bicer", "ZERO WIDTH SPACE"),
        ("nul\0", "U+0000"),
        ("soft\u00adhyphen", "SOFT HYPHEN"),
        ("half\ud800", "U+D800"),
        ("tag\U000e0041", "TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_a_character_nobody_can_see_is_named(text, name):
    assert [told for _place, told in screening.hidden_characters(text)] == [name]


@pytest.mark.parametrize("text", ["déjà vu – “12 m²”", "a\nb\r\n\tc", "👮‍", "❤️"])
def test_letters_line_breaks_and_pictures_are_seen(text):
    hidden = screening.hidden_characters(text.replace("\u200d", ""))
    assert hidden == []


@pytest.mark.parametrize("sign", ["\u3164", "\u2800", "\uffa0", "\u115f"])
def test_letters_drawn_as_nothing_are_hidden(sign):
    assert [place for place, _name in screening.hidden_characters(f"a{sign}")] == [1]
