"""Two people have one incident before them: each reads what the other did, nobody's words are lost
and nothing is overwritten without being seen."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from incidents import noting, planning, releasing, taking_out
from incidents.mediation import drafting
from incidents.mediation.tests import cases
from incidents.mediation.tests.test_agreement_pages import form as drafted
from incidents.mediation.tests.test_agreement_pages import page as page_of
from incidents.models import Removal, Settlement, Statement
from incidents.tests import reports
from incidents.tests.late import TYPED
from incidents.tests.test_pressed_twice import LOOKED_AT, TERMS
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("at_ten")
THEIRS = "The shift was asked to park around the corner."


def seen_on(client, url):
    """The page as somebody has it before them, by the stamp in its form."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return re.search(r'name="seen" value="([^"]*)"', answer.text)[1]


def send(client, url, seen, **fields):
    return client.post(url, {"seen": seen, **fields})


def words(incident, lane):
    rows = incident.statements.filter(lane=lane).select_related("data_key")
    return [one.words() for one in rows if one.data_key.destroyed_at is None]


# --- one side, before anything is released --------------------------------------------------------


@pytest.fixture
def logged(cast):
    return reports.logged(cast)


def test_a_note_of_a_colleague_does_not_stand_in_the_way_and_is_not_lost(cast, as_, logged):
    url = f"{logged.get_absolute_url()}release/"
    manager = as_(cast.manager)
    seen = seen_on(manager, url)
    noting.note(logged, THEIRS, key=uuid4(), by=cast.alternate, at=NOW)

    answer = send(manager, url, seen, **{**LOOKED_AT, "words": TYPED})

    assert answer.status_code == 302
    assert words(logged, "shared") == [TYPED]
    assert THEIRS in words(logged, "site")


def test_a_draft_that_was_taken_out_is_told_before_words_from_it_go_out(cast, as_, logged):
    url = f"{logged.get_absolute_url()}release/"
    manager = as_(cast.manager)
    seen = seen_on(manager, url)
    draft = logged.statements.get(kind="narrative")
    taking_out.take_out(draft, Removal.Why.PERSON, by=cast.alternate, at=NOW)

    late = send(manager, url, seen, **{**LOOKED_AT, "words": reports.WORDS})

    assert late.status_code == 409
    assert "has moved on since you opened the page" in late.text
    assert f"{reports.WORDS}</textarea>" in late.text
    assert not words(logged, "shared")
    again = re.search(r'name="seen" value="([^"]*)"', late.text)[1]
    assert send(manager, url, again, **{**LOOKED_AT, "words": TYPED}).status_code == 302
    assert words(logged, "shared") == [TYPED]


@pytest.mark.parametrize(
    ("meanwhile", "says"),
    [
        (
            lambda one, by: releasing.release(one, THEIRS, manner=reports.PLAIN, by=by, at=NOW),
            "Released to the other side, in these words – ",
        ),
        (
            lambda one, by: planning.plan(
                one,
                THEIRS,
                manner=reports.PLAIN,
                on=NOW.date().replace(day=11),
                by=by,
                at=NOW,
            ),
            "Release planned, in these words – ",
        ),
    ],
    ids=["released", "planned"],
)
def test_what_a_colleague_releases_is_not_overwritten(cast, as_, logged, meanwhile, says):
    url = f"{logged.get_absolute_url()}release/"
    manager = as_(cast.manager)
    seen = seen_on(manager, url)
    meanwhile(logged, cast.alternate)

    late = send(manager, url, seen, **{**LOOKED_AT, "words": TYPED})

    assert late.status_code == 409
    assert says in late.text
    assert f"{TYPED}</textarea>" in late.text
    assert TYPED not in words(logged, "shared") + words(logged, "site")
    assert THEIRS in words(logged, "shared") + words(logged, "site")


# --- both sides -----------------------------------------------------------------------------------


def test_both_write_at_once_and_each_reads_the_other(cast, as_):
    incident = reports.acknowledged(cast)
    url = incident.get_absolute_url()
    manager, liaison = as_(cast.manager), as_(cast.liaison)
    ours, theirs = seen_on(manager, url), seen_on(liaison, url)
    assert send(liaison, f"{url}say/", theirs, words=THEIRS).status_code == 302

    late = send(manager, f"{url}say/", ours, words=TYPED)

    assert late.status_code == 409
    assert "Words to both sides – Liaison officer (liaison)" in late.text
    assert THEIRS in late.text
    assert f"{TYPED}</textarea>" in late.text
    again = re.search(r'id="say".*?name="seen" value="([^"]*)"', late.text, re.DOTALL)[1]
    assert send(manager, f"{url}say/", again, words=TYPED).status_code == 302
    assert {THEIRS, TYPED} < set(words(incident, "shared"))
    assert TYPED in liaison.get(url).text


def test_two_of_one_side_propose_and_one_settlement_lies_on_the_table(cast, as_):
    incident = reports.acknowledged(cast)
    url = f"{incident.get_absolute_url()}settle/"
    manager, alternate = as_(cast.manager), as_(cast.alternate)
    first, second = seen_on(manager, url), seen_on(alternate, url)
    assert send(alternate, url, second, **{**TERMS, "words": THEIRS}).status_code == 302

    late = send(manager, url, first, **{**TERMS, "words": TYPED})

    assert late.status_code == 409
    assert "Meanwhile: Settlement proposed – Site manager (alternate)" in late.text
    assert f"{TYPED}</textarea>" in late.text
    assert "Tell every shift.</textarea>" in late.text  # what was promised in it
    assert Settlement.objects.get().text.words() == THEIRS


# --- the three in a mediation ---------------------------------------------------------------------


def test_a_draft_is_not_put_in_place_of_one_that_its_writer_has_not_seen(cast, as_):
    """The mediator in two windows."""
    case = cases.drafted(cast)
    url, mediator = page_of("draft", case), as_(cast.mediator)
    seen = seen_on(mediator, url)
    other = replace(cases.TERMS, words=THEIRS)
    drafting.draft(case, other, key=uuid4(), by=cast.mediator, at=NOW)

    late = send(mediator, url, seen, **drafted(words=TYPED))

    assert late.status_code == 409
    assert "Another draft has been laid before both sides" in late.text
    assert f"{TYPED}</textarea>" in late.text
    assert page_of("agreement", case) in late.text
    assert Settlement.objects.open().get().text.words() == THEIRS
    again = re.search(r'name="seen" value="([^"]*)"', late.text)[1]
    assert send(mediator, url, again, **drafted(words=TYPED)).status_code == 302
    assert Settlement.objects.open().get().text.words() == TYPED
    # Each of them stays to be read.
    assert THEIRS in mediator.get(page_of("agreement", case)).text


def test_nobody_signs_what_was_not_on_their_screen(cast, as_):
    case = cases.laid_out(cast)
    url, manager = page_of("agreement", case), as_(cast.manager)
    digest = re.search(r'name="digest" value="([^"]*)"', manager.get(url).text)[1]
    cases.draft(case, cast, replace(cases.TERMS, words=THEIRS))
    drafting.lay_out(case, digest=cases.digest_of(case), by=cast.mediator, at=NOW)

    signs = {"digest": digest, "has_read": "on", "password": cases.PASSWORD}
    late = manager.post(url, signs)

    assert late.status_code == 409
    assert "Something changed while you were reading" in late.text
    assert THEIRS in late.text
    assert not Settlement.objects.open().get().signatures.exists()


def test_both_sides_confide_at_once_and_both_are_kept(cast, as_):
    case = cases.begun(cast)
    url = page_of("confide", case)
    for part, lane in (("manager", "site_mediator"), ("liaison", "police_mediator")):
        fields = {"words": f"{TYPED} {part}", "lane": lane, "key": str(uuid4())}
        assert as_(getattr(cast, part)).post(url, fields).status_code == 302

    confided = Statement.objects.filter(assignment__case=case)
    assert sorted(one.words() for one in confided) == [f"{TYPED} liaison", f"{TYPED} manager"]
