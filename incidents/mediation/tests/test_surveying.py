"""After a mediation each side says how it was, and nothing leads back to who said what."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import EntryBody
from incidents.mediation import closing, leaving, small_cells, survey_agenda, surveying
from incidents.mediation.surveying import CannotAnswer, Question, Said
from incidents.mediation.tests import cases
from incidents.models import SurveySlip, SurveyTally
from incidents.recusal import declaring
from incidents.taxonomy import Outcome
from notifications.models import Notice
from tests.cast import NOW

YES = dict.fromkeys(Question, Said.YES)
NO = dict.fromkeys(Question, Said.NO)


def ask(at=NOW):
    return surveying.ask_due(by=Person.system(), at=at)


@pytest.fixture
def case(cast):
    """One whose talks the mediator has ended, and about which both sides are asked."""
    case = cases.begun(cast)
    closing.close_without(case, Outcome.UNRESOLVED, by=cast.mediator, at=NOW)
    assert ask() == 1
    case.refresh_from_db()
    return case


def told():
    rows = Notice.objects.filter(kind="incidents/mediation_surveyed")
    return set(rows.values_list("recipient__email", flat=True))


def counted():
    return {
        (one.question, one.said): one.counted for one in SurveyTally.objects.all() if one.counted
    }


def test_each_side_is_asked_once(cast, case):
    assert {one.side for one in SurveySlip.objects.all()} == {"site", "police"}
    assert {cast.manager.email, cast.liaison.email} <= told()
    assert cast.mediator.email not in told()
    assert ask(NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize("stage", ["offered", "unopposed", "begun", "signed"])
def test_nobody_is_asked_while_it_goes_on(cast, stage):
    getattr(cases, stage)(cast)

    assert ask() == 0


def test_nobody_is_asked_about_talks_that_never_began(cast):
    leaving.leave(cases.unopposed(cast), by=cast.manager, at=NOW)

    assert ask() == 0


def test_they_are_asked_when_an_agreement_counts(cast):
    case = cases.bound(cast)

    assert ask(case.stage_since) == 1


def test_both_sides_answer_once(cast, case):
    surveying.answer(case, YES, by=cast.manager, at=NOW)
    surveying.answer(case, NO, by=cast.backup, at=NOW)

    assert counted()["heard", "yes"] == counted()["again", "no"] == 1
    for person in (cast.alternate, cast.liaison):
        with pytest.raises(CannotAnswer, match="answered already"):
            surveying.answer(case, YES, by=person, at=NOW)


@pytest.mark.parametrize("part", ["leader", "staff", "mediator", "other_manager", "observer"])
def test_only_those_who_took_part_for_a_side_answer(cast, case, part):
    with pytest.raises(PermissionDenied):
        surveying.answer(case, YES, by=getattr(cast, part), at=NOW)


def test_it_counts_for_30_days(cast, case):
    with pytest.raises(CannotAnswer, match="30 days"):
        surveying.answer(case, YES, by=cast.manager, at=NOW + timedelta(days=30))


def test_nothing_kept_tells_whose_answer_it_was(cast, case):
    """No row names an answer beside a case, a side or a person; the ledger says that the portal
    counted one."""
    surveying.answer(case, NO, by=cast.manager, at=NOW)

    linked = {field.name for field in SurveyTally._meta.get_fields()}
    assert linked == {"id", "question", "said", "counted", "shown"}
    bodies = EntryBody.objects.filter(body__contains="incidents.survey_answered")
    body = bodies.get().body
    for telling in (str(cast.manager.pk), '"side"', '"no"', "heard"):
        assert telling not in body


def said_before(counted, shown):
    for question in Question:
        for said, *sums in zip(Said, counted, shown, strict=True):
            SurveyTally.objects.create(question=question, said=said, counted=sums[0], shown=sums[1])


@pytest.mark.parametrize(
    ("counted", "before", "said", "after"),
    [
        ((3, 0, 0), (0, 0, 0), NO, (0, 0, 0)),
        ((3, 0, 1), (0, 0, 0), NO, (3, 0, 2)),
        ((4, 0, 0), (0, 0, 0), YES, (0, 0, 0)),
        ((9, 0, 5), (5, 0, 5), YES, (5, 0, 5)),
        ((9, 0, 5), (5, 0, 5), NO, (9, 0, 6)),
        ((14, 0, 5), (5, 0, 5), NO, (14, 0, 6)),
    ],
    ids=["four", "five", "five alike", "five more alike", "five more", "ten more"],
)
def test_sums_take_over_five_answers_at_a_time_that_are_not_all_alike(
    cast, case, counted, before, said, after
):
    said_before(counted, before)

    surveying.answer(case, said, by=cast.manager, at=NOW)

    rows = SurveyTally.objects.filter(question=Question.FAIR)
    shown = dict(rows.values_list("said", "shown"))
    assert tuple(shown[one] for one in Said) == after
    # From how many answers it is drawn tells nobody whether they were all alike.
    assert surveying.answers_shown() == (sum(counted) + 1) // 5 * 5


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"yes": 4, "partly": 0, "no": 0}, {"yes": None, "partly": None, "no": None}),
        ({"yes": 5, "partly": 0, "no": 0}, {"yes": None, "partly": None, "no": None}),
        ({"yes": 9, "partly": 1, "no": 0}, {"yes": None, "partly": None, "no": None}),
        ({"yes": 9, "partly": 1, "no": 2}, {"yes": None, "partly": None, "no": None}),
        ({"yes": 9, "partly": 1, "no": 6}, {"yes": 9, "partly": None, "no": None}),
        ({"yes": 9, "partly": 2, "no": 3}, {"yes": 9, "partly": None, "no": None}),
        ({"yes": 9, "partly": 0, "no": 6}, {"yes": 9, "partly": None, "no": None}),
        ({"yes": 9, "partly": 7, "no": 6}, {"yes": 9, "partly": 7, "no": 6}),
    ],
)
def test_small_numbers_are_hidden_and_what_would_give_them_away(counts, shown):
    assert small_cells.shown(counts) == shown


def test_each_number_that_is_shown_stands_against_five_who_said_something_else():
    for counts in product(range(14), repeat=3):
        shown = small_cells.shown(dict(zip("abc", counts, strict=True)))
        hidden = sum(counts) - sum(filter(None, shown.values()))

        assert all(one is None or (one >= 5 and sum(counts) - one >= 5) for one in shown.values())
        assert (
            hidden == 0
            or (hidden >= 5 and list(shown.values()).count(None) > 1)
            or not any(shown.values())
        )


def test_on_the_desk_it_waits_for_whoever_answers_for_a_side(cast, case):
    for person, rows in ((cast.manager, 1), (cast.backup, 1), (cast.leader, 0), (cast.mediator, 0)):
        assert len(survey_agenda.waiting_for(person, NOW)) == rows

    surveying.answer(case, YES, by=cast.manager, at=NOW)
    assert survey_agenda.waiting_for(cast.alternate, NOW) == []
    assert len(survey_agenda.waiting_for(cast.liaison, NOW)) == 1
    assert survey_agenda.waiting_for(cast.liaison, NOW + surveying.OPEN_FOR) == []


def test_who_left_the_case_is_not_asked_any_more(cast, case):
    declaring.declare(case.incident, cast.liaison, by=cast.liaison, at=NOW)

    assert survey_agenda.waiting_for(cast.liaison, NOW) == []
    assert len(survey_agenda.waiting_for(cast.backup, NOW)) == 1
    with pytest.raises(PermissionDenied):
        surveying.answer(case, YES, by=cast.liaison, at=NOW)
    assert counted() == {}


@pytest.mark.usefixtures("at_ten")
def test_it_is_answered_on_its_page(cast, as_, case):
    url = f"{case.get_absolute_url()}survey/"
    client = as_(cast.manager)
    assert url in client.get(case.get_absolute_url()).text
    given = {"heard": "yes", "fair": "partly", "neutral": "yes"}
    assert client.post(url, given).status_code == 422

    answer = client.post(url, {**given, "again": "yes"}, follow=True).text

    assert "It is counted, and not kept with your name." in answer
    assert "Nothing is shown before there are 5 answers." in answer
    assert counted()["fair", "partly"] == 1
    assert "answered already" in client.get(url).text


@pytest.mark.usefixtures("at_ten")
def test_the_sums_stand_on_a_page(cast, as_):
    said_before((12, 3, 5), (12, 3, 5))

    page = as_(cast.leader).get("/incidents/after-mediations/").text

    assert "From 20 answers." in page
    assert page.count("<td>12</td>") == len(Question)
    assert page.count("<td>not shown</td>") == 2 * len(Question)


@pytest.mark.parametrize(("part", "leads_back"), [("leader", True), ("observer", False)])
def test_the_way_back_from_the_sums_is_for_who_sees_incidents(cast, as_, part, leads_back):
    page = as_(getattr(cast, part)).get("/incidents/after-mediations/").text

    crumbs = page.split('class="breadcrumbs"')[1:]
    assert bool(crumbs) == leads_back
    assert not leads_back or 'href="/incidents/"' in crumbs[0].split("</nav>")[0]
