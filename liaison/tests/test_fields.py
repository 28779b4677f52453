"""The form field that asks before a text about a person is kept."""

import re

import pytest
from django import forms
from django.utils import translation

from liaison import fields, screened_words, screening
from liaison.fields import ScreenedText
from liaison.screening import Finding

TEXT = "They rang 604-555-0100\r\nand <b>left</b>."


class NoteForm(forms.Form):
    note = ScreenedText(max_length=200)
    title = ScreenedText(max_length=40, lines=1, required=False)


def test_an_ordinary_text_is_kept_as_written():
    form = NoteForm({"note": "They left at 14:10.\r\nAll well. ", "title": "Tea"})
    assert form.is_valid()
    assert form.cleaned_data["note"] == "They left at 14:10.\nAll well."
    assert not form.cleaned_data["note"].vouched
    assert fields.vouched_names(form.cleaned_data) == []


def test_the_form_comes_back_with_the_words_marked_and_what_was_typed():
    form = NoteForm({"note": TEXT})
    assert not form.is_valid()
    assert form.errors["note"] == [
        (
            "“604-555-0100” looks like a telephone number. "
            "Rephrase it, or tick below that it is about something else."
        )
    ]
    page = str(form["note"])
    assert "They rang <mark>604-555-0100</mark><br>and &lt;b&gt;left&lt;/b&gt;." in page
    assert 'name="note-vouched"' in page
    assert "checked" not in page
    assert page.index("They rang 604-555-0100") < page.index("<mark>")


NUMBERS = "They rang 604-555-0100, 604-555-0101, 604-555-0102, 604-555-0103"


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", NUMBERS, "a telephone number; one more place is marked below. Rephrase"),
        ("en", NUMBERS + ", 604-555-0104.", "; 2 more places are marked below. Rephrase"),
        ("fr", NUMBERS, "un numéro de téléphone\xa0; un autre passage est marqué ci-dessous. "),
        ("fr", NUMBERS + ", 604-555-0104.", "\xa0; 2 autres passages sont marqués ci-dessous. "),
    ],
)
def test_the_question_names_three_places_and_says_how_many_more_are_marked(language, text, says):
    with translation.override(language):
        form = NoteForm({"note": text})
        [asked] = form.errors["note"]

    assert says in asked
    assert str(form["note"]).count("<mark>") == asked.count("604") + (2 if " 2 " in asked else 1)


def test_each_question_is_a_sentence_in_french():
    with translation.override("fr"):
        asked = [
            screened_words.question_about([Finding(kind, 0, 3, "xyz")]) for kind in screening.Kind
        ]

    assert "«\xa0xyz\xa0» ressemble au nom de quelqu’un" in "".join(asked)
    for sentence in asked:
        assert re.search(r"\bà les?\b|\bde les?\b", sentence) is None


def test_the_writer_may_say_that_it_is_about_something_else():
    form = NoteForm({"note": TEXT, "note-vouched": fields.vouch(TEXT)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"].vouched
    assert fields.vouched_names(form.cleaned_data) == ["note"]
    assert "checked" in str(form["note"])


@pytest.mark.parametrize(
    ("note", "tick"),
    [
        (TEXT, "on"),
        (TEXT + " Or 604-555-0199.", fields.vouch(TEXT)),
        (TEXT, fields.vouch("Other 604-555-0199")),
    ],
    ids=["not the mark", "more words than were shown", "other words than were shown"],
)
def test_a_tick_stands_only_for_the_words_that_were_shown(note, tick):
    assert not NoteForm({"note": note, "note-vouched": tick}).is_valid()


def test_two_forms_do_not_share_what_was_found():
    first, second = NoteForm({"note": TEXT}), NoteForm()
    assert not first.is_valid()
    assert "<mark>" not in str(second["note"])


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\0", "\u00ad", "\u2066"])
def test_a_sign_that_cannot_be_seen_is_refused_in_words(sign):
    form = NoteForm({"note": f"the officer{sign} waited"})
    assert not form.is_valid()
    assert "After “the officer” stands a sign that cannot be seen" in form.errors["note"][0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Write a few words; this cannot stay empty."),
        ({"note": "  "}, "Write a few words; this cannot stay empty."),
        ({"note": "a" * 201}, "at most 200"),
    ],
)
def test_shape_is_checked_as_in_any_field(data, error):
    form = NoteForm(data)
    assert not form.is_valid()
    assert error in form.errors["note"][0]


def test_a_single_line_is_an_input_and_keeps_its_text():
    page = str(NoteForm({"note": "x", "title": 'A "b"'})["title"])
    assert page.startswith('<input type="text"')
    assert "A &quot;b&quot;" in page
    assert "rows" not in page


def test_change_is_told_by_the_text_alone():
    form = NoteForm({"note": "same", "note-vouched": "x"}, initial={"note": "same"})
    assert not form.has_changed()


class LineForm(forms.Form):
    name = fields.PlainLine(max_length=40)
    title = ScreenedText(max_length=40, lines=1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
def test_one_line_is_one_line(end):
    form = LineForm({"name": f"Front{end}door", "title": f"At the{end}gate"})

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Front door", "title": "At the gate"}


HOUSE = "2 Alder Street"


class PlaceForm(forms.Form):
    where = ScreenedText(max_length=80, belongs={screening.Kind.PLACE})


def test_what_belongs_in_a_field_is_not_asked_about():
    assert PlaceForm({"where": HOUSE}).is_valid()
    assert not PlaceForm({"where": f"{HOUSE}, ring 604-555-0100"}).is_valid()
    assert not NoteForm({"note": HOUSE}).is_valid()


def test_the_form_says_what_to_write_instead_of_the_marked_words():
    form = NoteForm({"note": "A man called Rex, born in 1980."})

    assert not form.is_valid()
    assert "<mark>Rex</mark>" in str(form["note"])
    assert "Write “a person who uses the site”" in str(form["note"])
    assert "Leave the age out" in str(form["note"])
    assert "Leave the number out" not in str(form["note"])


def test_kinder_words_are_proposed_and_nothing_is_asked():
    form = NoteForm({"note": "An addict waited outside."})

    assert form.is_valid()
    assert "Instead of “addict” one may write “person who uses drugs”." in str(form["note"])
    assert 'type="checkbox"' not in str(form["note"])


def test_words_are_proposed_for_a_draft_before_it_is_sent():
    assert "screened-hints" in str(NoteForm(initial={"note": "A junkie came."})["note"])
    assert "screened-hints" not in str(NoteForm(initial={"note": "A person came."})["note"])


class SharedForm(forms.Form):
    words = ScreenedText(max_length=200, may_vouch=False)


def test_what_both_sides_read_cannot_be_vouched_for():
    form = SharedForm({"words": TEXT, "words-vouched": fields.vouch(TEXT)})

    assert not form.is_valid()
    assert "Both sides would read it: write it without." in form.errors["words"][0]
    assert "<mark>604-555-0100</mark>" in str(form["words"])
    assert "checkbox" not in str(form["words"])
