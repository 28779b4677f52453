"""A form says what is wrong beside the field and on top, to eyes and to ears alike."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from liaison.fields import ScreenedText
from liaison.templatetags import form_tags
from liaison.widgets import LongSelect, ManyTiles, Tiles


class Report(forms.Form):
    title = forms.CharField(
        help_text="A few words.", widget=forms.TextInput(attrs={"placeholder": "Type here"})
    )
    kind = forms.ChoiceField(
        choices=[("a", "One"), ("b", "Two")], widget=Tiles(hints={"a": "The first"})
    )
    effects = forms.MultipleChoiceField(choices=[("x", "Ex")], widget=ManyTiles, required=False)
    place = forms.ChoiceField(
        choices=[("", "Choose"), ("Inside", [("r", "Room <1>")])], widget=LongSelect
    )
    agreed = forms.BooleanField(label="I agree")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class Parts(Report):
    helper = FormHelper()
    helper.layout = Layout(Fieldset("First part", "title", css_id="first"))
    helper.render_hidden_fields = True


def _shown(form, **more):
    request = RequestFactory().get("/")
    return render_to_string("components/form.html", {"form": form, "button": "Go"} | more, request)


@pytest.fixture
def wrong():
    form = Report({"title": "", "place": "r", "seen": "x"})
    form.add_error(None, "Somebody else was faster.")
    return _shown(form)


def test_the_summary_leads_to_every_field_that_is_wrong(wrong):
    targets = re.findall(r'<a href="#([^"]+)">', wrong)

    assert targets == ["id_title", "id_kind_0", "id_agreed"]
    assert all(f'id="{target}"' in wrong for target in targets)
    assert "Somebody else was faster." in wrong
    assert "5 things need your attention" in wrong
    assert 'tabindex="-1" autofocus' in wrong


def test_a_long_text_says_how_long_it_may_be_and_is_never_cut_in_silence():
    class Long(forms.Form):
        what = forms.CharField(max_length=1000, widget=forms.Textarea, help_text="In short.")
        said = ScreenedText(max_length=4000)
        line = ScreenedText(max_length=300, lines=1)

    page = _shown(Long({"what": "x" * 1001, "said": "y" * 4001, "line": "z"}))

    assert '<div class="field__help" id="id_what_help">In short. Up to 1,000 characters.' in page
    assert 'id="id_said_help">Up to 4,000 characters.</div>' in page
    assert re.findall(r'maxlength="(\d+)"', page) == ["300"]
    assert 'aria-describedby="id_said_help id_said_errors"' in page
    assert "Write at most 4000 characters; there are 4001." in page
    assert "y" * 4001 in page
    with override("fr"):
        assert "4\u00a0000" in _shown(Long()).replace("\u202f", "\u00a0")


def test_an_error_is_heard_with_its_field(wrong):
    assert 'aria-describedby="id_title_help id_title_errors" aria-invalid="true"' in wrong
    assert '<fieldset aria-describedby="id_kind_errors">' in wrong
    assert wrong.index('id="id_title_errors"') < wrong.index('name="title"')


@pytest.mark.parametrize(
    ("label", "lead"),
    [("Day", "Day:"), ("What was it?", "What was it?"), ("I have looked.", "I have looked.")],
)
def test_a_label_that_is_a_sentence_gets_no_second_mark(label, lead):
    assert form_tags.lead_in(label) == lead


def test_french_sets_the_colon_apart():
    with override("fr"):
        assert form_tags.lead_in("Jour") == "Jour\N{NO-BREAK SPACE}:"


def test_a_form_says_until_when_something_may_be_left_out():
    class Later(Report):
        needed_later = {name: "needed in the end" for name in Report.base_fields}

    shown = _shown(Later())
    assert shown.count("(needed in the end)") == 1
    assert "(optional)" not in shown


def test_a_form_without_errors_has_no_summary():
    shown = _shown(Report())

    assert "need your attention" not in shown
    assert "aria-invalid" not in shown


def test_only_what_may_be_left_out_is_marked():
    shown = _shown(Report())

    assert shown.count("(optional)") == 1
    assert "placeholder" not in shown


def test_tiles_say_more_about_a_choice():
    shown = _shown(Report(initial={"kind": "b"}))

    assert '<span class="choice__hint">The first</span>' in shown
    assert re.search(r'value="b"[^>]* checked', shown)


def test_a_long_select_keeps_what_was_chosen_and_escapes_labels(wrong):
    assert '<optgroup label="Inside"><option value="r" selected>Room &lt;1&gt;</option>' in wrong


def test_a_layout_divides_a_long_form_into_parts():
    shown = _shown(Parts())

    assert "<legend>First part</legend>" in shown
    assert shown.count("csrfmiddlewaretoken") == 1
    assert 'name="seen"' in shown


def test_a_filter_carries_no_token():
    assert "csrfmiddlewaretoken" not in _shown(Report(), method="get")
