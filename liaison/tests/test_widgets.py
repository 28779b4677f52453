"""The quick controls say what Django's say."""

from datetime import datetime

import pytest
from django import forms
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from liaison.fields import FixedChoices, FixedMany, FixedTyped
from liaison.widgets import Hidden, LongSelect, MomentInput

FLAT = [("", "---"), ("a", "A & <b>"), (1, "One"), ("x y", '"quoted"')]
GROUPED = [("", "---"), ("North <", [("n1", "N1"), ("n2", "N2")]), ("South", [("s1", "S1")])]


def both(choices, **options):
    class Ours(forms.Form):
        pick = forms.ChoiceField(choices=choices, widget=LongSelect, **options)

    class Theirs(forms.Form):
        pick = forms.ChoiceField(choices=choices, widget=forms.Select, **options)

    return Ours, Theirs


@pytest.mark.parametrize("choices", [FLAT, GROUPED, FLAT[1:]], ids=["flat", "groups", "no empty"])
@pytest.mark.parametrize("value", ["", "a", "1", "n2", "not there"])
@pytest.mark.parametrize("options", [{}, {"required": False}, {"disabled": True, "initial": "a"}])
def test_it_renders_what_the_slow_one_renders(choices, value, options):
    ours, theirs = both(choices, **options)
    assert parse_html(str(ours({"pick": value})["pick"])) == parse_html(
        str(theirs({"pick": value})["pick"])
    )
    assert parse_html(str(ours()["pick"])) == parse_html(str(theirs()["pick"]))
    # Compared as written too: a parser forgives what an escape must not.
    assert "<b>" not in str(ours({"pick": value})["pick"])


def test_it_lists_rows_of_the_database(cast, django_assert_num_queries):
    from liaison.models import Organisation

    field = forms.ModelChoiceField(Organisation.objects.all(), widget=LongSelect)
    with django_assert_num_queries(1):
        page = field.widget.render("who", cast.service.pk, {"id": "id_who"})
    assert f'<option value="{cast.service.pk}" selected>Coastal Police</option>' in page
    assert '<option value="">---------</option>' in page


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Hidden(), forms.HiddenInput()),
        (
            MomentInput(attrs={"step": 60}),
            forms.DateTimeInput({"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M"),
        ),
    ],
)
@pytest.mark.parametrize("value", [None, "", 0, '"><b>&', datetime(2025, 2, 4, 14, 10)])  # noqa: DTZ001
@pytest.mark.parametrize(
    "attrs",
    [
        None,
        {"id": "id_it", "class": "z", "aria-describedby": "a"},
        {"required": True, "disabled": False, "title": '<"&'},
        {"title": mark_safe("&amp;"), "data-words": gettext_lazy("<b>"), "data-none": None},
    ],
)
def test_an_input_is_written_as_with_a_template(ours, theirs, value, attrs):
    assert ours.render("it", value, attrs) == theirs.render("it", value, attrs)
    assert ours.is_hidden == theirs.is_hidden


@pytest.mark.parametrize(
    ("field", "sent", "cleaned"),
    [(FixedChoices, "a", "a"), (FixedTyped, "1", 1), (FixedMany, ["a", "1"], ["a", "1"])],
)
def test_forms_share_fixed_choices_and_nothing_else(field, sent, cleaned):
    told = {"coerce": int} if field is FixedTyped else {}

    class Fixed(forms.Form):
        pick = field(choices=FLAT, **told)

    one, other = Fixed({"pick": sent}), Fixed({"pick": ["not there"]})
    one.fields["pick"].widget.attrs["class"] = "mine"
    one.fields["pick"].error_messages["required"] = "Mine."

    assert one.is_valid()
    assert one.cleaned_data == {"pick": cleaned}
    assert not other.is_valid()
    assert one.fields["pick"].widget.choices is other.fields["pick"].widget.choices
    assert "class" not in other.fields["pick"].widget.attrs
    assert other.fields["pick"].error_messages["required"] != "Mine."
