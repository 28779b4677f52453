"""What the forms of visits say of a field that is empty, and of one that is needed only later."""

import re
from datetime import date

import pytest
from django import forms

from liaison.forms.settings import ParticularsForm
from liaison.stock_words import OF_FIELDS
from liaison.templatetags import form_tags
from tests.cast import NOW
from visits import forms as visit_forms
from visits import forms_closure, terms_form
from visits.after import forms as after_forms
from visits.contact import forms_contact, forms_goal
from visits.models import Visit
from visits.series import forms as series_forms
from visits.tests.conftest import VANCOUVER
from visits.tests.test_series_pages import typed as typed_series
from visits.tests.test_visit_new import typed

NEEDS = {"zone": {"zone": VANCOUVER}, "rows": {"today": date(2025, 2, 3), "owners": []}}
ALL = [
    (visit_forms.ProposalForm, NEEDS["zone"]),
    (visit_forms.CounterForm, NEEDS["zone"]),
    (visit_forms.ReasonForm, {}),
    (visit_forms.MissedForm, {}),
    (visit_forms.HeldForm, {}),
    (series_forms.SeriesForm, NEEDS["zone"]),
    (series_forms.ChangeForm, NEEDS["zone"]),
    (series_forms.CounterSeriesForm, NEEDS["zone"]),
    (series_forms.EndForm, {}),
    (after_forms.ClosingForm, {}),
    (after_forms.TodoForm, NEEDS["rows"]),
    (after_forms.EndingForm, {}),
    (forms_closure.ClosureForm, {}),
    (forms_contact.ContactForm, {"choices": [("a", "A"), ("b", "B")]}),
    (forms_goal.GoalForm, {}),
    (terms_form.TermsForm, {}),
]


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize(
    ("form_class", "options"), ALL, ids=lambda one: getattr(one, "__name__", "")
)
def test_no_field_says_only_that_it_is_empty(form_class, options):
    form = form_class({}, **options)
    form.is_valid()

    stock = str(OF_FIELDS[forms.Field]["required"])
    bare = {
        name
        for name, errors in form.errors.items()
        if stock in errors and not form.fields[name].widget.is_hidden
    }
    assert not bare


@pytest.mark.parametrize(
    ("form_class", "name", "words"),
    [
        (visit_forms.ProposalForm, "where", "needed if you meet somewhere else"),
        (visit_forms.CounterForm, "exception", "needed for a time in the site’s hours"),
        (visit_forms.CounterForm, "which", "needed for this time"),
        (series_forms.SeriesForm, "where", "needed if you meet somewhere else"),
        (series_forms.SeriesForm, "until", "needed if it ends with a last day"),
        (series_forms.ChangeForm, "count", "needed if it ends after a number of dates"),
        (series_forms.CounterSeriesForm, "exception", "needed for a time in the site’s hours"),
        (series_forms.SeriesForm, "monthly", "needed if it comes again monthly"),
        (series_forms.SeriesForm, "message", "optional"),
    ],
)
def test_what_another_choice_makes_needed_says_when(form_class, name, words):
    label = form_tags.words(form_class(zone=VANCOUVER)[name])

    assert f"({words})" in label


@pytest.mark.parametrize(
    ("form_class", "pairs"),
    [(forms_closure.ClosureForm, ("why", "instead")), (ParticularsForm, ("local_term",))],
)
def test_of_two_languages_each_says_that_one_is_enough(form_class, pairs):
    form = form_class()
    for name in (f"{pair}_{code}" for pair in pairs for code in ("en", "fr")):
        assert "(one language is enough)" in form_tags.words(form[name])


def test_a_reason_for_what_was_not_done_says_when_it_is_needed():
    assert "(needed if it was not done)" in form_tags.words(after_forms.EndingForm()["because"])


@pytest.mark.parametrize(
    ("over", "words"),
    [
        # It is Tuesday the fourth; what is past is answered with what comes next.
        ({"day": "2025-02-03"}, ["This time has passed.", "The next that is free: Fri 7 Feb"]),
        (
            {"day": "2025-02-05"},
            ["the first day is Fri 7 Feb 2025.", "The next that is free: Fri 7"],
        ),
        ({"time": "12:00"}, ["The nearest that is free: Wed 12 Feb 2025, 07:30 to 08:30"]),
        ({"time": ""}, ["Starts at: Say at which time it begins, like 09:30"]),
        ({"day": ""}, ["Day: Choose the day, from today to a year ahead."]),
        ({"party_size": ""}, ["How many people come: Say how many people come, 1 or more."]),
    ],
)
def test_what_is_refused_names_the_field_the_rule_and_what_would_be_allowed(cast, as_, over, words):
    page = as_(cast.liaison).post("/visits/new/", typed(**over))

    assert page.status_code == 422
    text = re.sub(r"<[^>]*>", "", page.content.decode())
    assert [one for one in words if one not in text] == []
    assert not Visit.objects.exists()


def test_a_series_whose_first_day_is_empty_says_what_to_choose(cast, as_):
    page = as_(cast.liaison).post("/visits/series/new/", typed_series(day="") | {"look": "1"})

    assert "First day: Choose the first day," in re.sub(r"<[^>]*>", "", page.content.decode())
