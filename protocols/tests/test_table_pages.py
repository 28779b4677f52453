"""Editing the entry table on its pages: ticked together, inherited, left open, nothing lost."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from protocols import answering, answers, reading, sending, texts
from protocols.answer_forms import read_tick, ticked
from protocols.entry import Circumstance, SiteState
from protocols.inheriting import Origin
from protocols.models import EntryRow
from protocols.tests.test_answering import REPLY, give, origins, seen
from protocols.tests.test_signing_pages import send_data

OPEN, CLOSED, SUSPENDED = SiteState
C = Circumstance


@pytest.fixture
def base(draft):
    return f"{draft.get_absolute_url()}entry/"


@pytest.fixture
def manager(cast, as_):
    return as_(cast.manager)


def ticks(version, *keys):
    return [ticked(key, stamp) for key, stamp in seen(version, *keys).items()]


def data(cells, **fields):
    return {
        "cells": cells,
        "disposition": "ask_consent",
        "clause": "9",
        "call": ["liaison", "keyholder"],
        "log": ["note"],
        "steps_en": "Ask.\r\nWait.",
        "steps_fr": "Demandez.",
        **fields,
    }


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_grid_shows_every_answer_and_where_it_comes_from(cast, draft, base, manager):
    give(draft, cast.liaison)
    text = text_of(manager.get(base))

    assert text.count('name="cells"') == 66
    assert text.count("This state only") == 1
    assert text.count('class="sheet__from">Default<') == 65
    assert "The table is complete" in text


def test_the_grid_names_what_keeps_the_draft_from_being_sent(cast, draft, base, manager):
    answering.leave_open(draft, seen=seen(draft, (C.C13, OPEN)), by=cast.liaison)
    EntryRow.objects.filter(version=draft, circumstance="C16", state="operating").update(
        clause=None, disposition="defer_to_closed_hours"
    )
    EntryRow.objects.filter(version=draft, circumstance="C16", state="non_operational").update(
        disposition="do_not_enter"
    )
    text = text_of(manager.get(base))

    assert "3 things in the entry table" in text
    for cell, words in [
        ("C13/operating", "No answer yet"),
        ("C16/operating", "Cites no clause"),
        ("C16/operating", "Put off until outside operating hours, when the answer is no as well"),
    ]:
        assert re.search(rf'href="{base}{cell}/">[^<]*</a> <span class="gaps__why">{words}', text)
    assert text.count('class="entry__gap"') == 2


@pytest.mark.parametrize(
    ("only", "rows"), [("", 22), ("gaps", 1), ("own", 2), ("something else", 22)]
)
def test_rows_can_be_looked_at_by_what_they_need(cast, draft, base, manager, only, rows):
    give(draft, cast.liaison, REPLY, (C.C14, CLOSED))
    answering.leave_open(draft, seen=seen(draft, (C.C13, OPEN)), by=cast.liaison)

    assert text_of(manager.get(base, {"only": only})).count('<tr id="entry-') == rows


def test_what_is_ticked_gets_one_answer_on_the_next_page(draft, base, manager):
    wanted = [(C.C13, OPEN), (C.C14, CLOSED)]
    sent = manager.post(base, {"cells": ticks(draft, *wanted), "do": "answer"})
    address = sent["Location"]
    assert parse_qs(urlsplit(address).query)["cells"] == ["C13.operating.", "C14.non_operational."]

    page = manager.get(address)
    carried = re.findall(r'name="cells" value="([^"]+)"', page.content.decode())
    done = manager.post(f"{base}several/", data(carried))
    assert (done.status_code, urlsplit(done["Location"]).fragment) == (302, "entry-C13")
    table = reading.table(texts.of(draft), "en")
    assert table[wanted[0]] == table[wanted[1]]
    assert table[wanted[0]].steps == ("Ask.", "Wait.")
    assert table[wanted[0]].call == ("keyholder", "liaison")


def test_a_table_with_an_answer_in_one_language_says_which_is_missing(cast, draft, base, manager):
    answering.answer(
        draft,
        replace(REPLY, steps={"en": ["Wait."]}),
        seen=seen(draft, (C.C13, OPEN)),
        by=cast.liaison,
    )
    text = text_of(manager.get(base))

    assert "Every answer stands, but one lacks a language" in text
    assert f'href="{base}C13/operating/">C13' in text
    assert "no French" in text
    assert "The table is complete" not in text


def test_what_was_left_open_starts_from_the_answer_it_would_inherit(cast, draft, base, manager):
    before = steps_in(manager.get(f"{base}C13/operating/"))
    answering.leave_open(draft, seen=seen(draft, (C.C13, OPEN)), by=cast.liaison)

    page = manager.get(f"{base}C13/operating/")
    assert steps_in(page) == before
    assert any(before)
    assert " checked" in text_of(page)
    assert "needed before it is sent" in text_of(page)


def steps_in(page):
    return re.findall(
        r'<textarea[^>]*name="steps_\w+"[^>]*>(.*?)</textarea>', page.content.decode(), re.S
    )


def test_what_no_answer_fits_is_told_before_anything_is_typed(draft, base, manager):
    cells = ticks(draft, (C.C04, OPEN), (C.C08, OPEN))
    page = manager.get(f"{base}several/", {"cells": cells}, follow=True)

    assert "no answer that fits all of these: C04, C08" in text_of(page)


@pytest.mark.parametrize(("do", "origin"), [("inherit", Origin.DEFAULT), ("open", None)])
def test_what_is_ticked_goes_back_or_is_left_open(cast, draft, base, manager, do, origin):
    give(draft, cast.liaison)
    done = manager.post(base, {"cells": ticks(draft, (C.C13, OPEN)), "do": do})

    assert done.status_code == 302
    assert origins(draft)[0] is origin


def test_one_press_in_the_grid_takes_one_answer_back_and_leaves_what_is_ticked(
    cast, draft, base, manager
):
    give(draft, cast.liaison, REPLY, (C.C13, OPEN), (C.C14, OPEN))
    assert "Go back to “Do not enter” (Default)" in text_of(manager.get(base))
    pressed, ticked_too = ticks(draft, (C.C13, OPEN), (C.C14, OPEN))
    manager.post(base, {"cells": [ticked_too], "inherit": pressed})

    assert origins(draft)[0] is Origin.DEFAULT
    assert origins(draft, C.C14)[0] is Origin.STATE


def test_a_stale_tick_changes_nothing_and_stays_ticked(cast, draft, base, manager):
    old = ticks(draft, (C.C13, OPEN), (C.C14, OPEN))
    give(draft, cast.liaison)
    late = manager.post(base, {"cells": old, "do": "open"})

    assert late.status_code == 409
    assert "Somebody else changed this answer" in text_of(late)
    assert text_of(late).count(" checked") == 2
    assert reading.gaps(texts.of(draft)) == []


@pytest.mark.parametrize("cells", [[], ["C99.operating.x"], ["C13.nowhere."], ["C13"], ["\x00"]])
@pytest.mark.parametrize("do", ["answer", "open", "inherit", "", "something else"])
def test_ticks_that_name_no_answer_are_told(draft, base, manager, cells, do):
    response = manager.post(base, {"cells": cells, "do": do})

    assert response.status_code == 422
    assert "Tick at least one answer" in text_of(response)


def test_several_answers_without_any_lead_back_to_the_grid(base, manager):
    assert manager.get(f"{base}several/")["Location"] == base
    assert manager.get(f"{base}several/", {"cells": "C99"})["Location"] == base


def test_an_answer_is_given_on_its_page(draft, base, manager):
    address = f"{base}C13/operating/"
    page = text_of(manager.get(address))
    assert "Routine patrol" in page
    assert "From the default." in page
    response = manager.post(address, data(ticks(draft, (C.C13, OPEN))))

    assert urlsplit(response["Location"]).fragment == "entry-C13"
    row = EntryRow.objects.get(version=draft, circumstance="C13", state="operating")
    assert (row.disposition, row.clause.number, row.steps.count()) == ("ask_consent", 9, 2)
    assert (row.call, row.log, row.origin) == (["keyholder", "liaison"], ["note"], "state")
    assert "Go back to “Do not enter” (Default)" in text_of(manager.get(address))


def test_what_stands_there_is_what_a_form_starts_from(cast, draft, base, manager):
    give(draft, cast.liaison)
    form = manager.get(f"{base}C13/operating/").context["form"]

    assert form["disposition"].value() == "ask_consent"
    assert (form["clause"].value(), form["steps_fr"].value()) == (9, "Demandez.\nAttendez.")
    assert form["call"].value() == ["in_charge", "liaison"]
    assert form["log"].value() == ["tell_liaison"]


def test_two_people_in_one_answer_lose_nothing(cast, as_, draft, base):
    address, old = f"{base}C13/operating/", ticks(draft, (C.C13, OPEN))
    theirs = data(old, disposition="keep_clear", steps_en="Theirs.")
    as_(cast.liaison).post(address, theirs)
    manager = as_(cast.manager)
    late = manager.post(address, data(old, steps_en="Mine."))

    text = text_of(late)
    assert late.status_code == 409
    for words in ("Theirs.", "Keep clear", "Mine."):
        assert words in text
    again = data(re.findall(r'name="cells" value="([^"]+)"', text)[-1:], steps_en="Mine.")
    assert manager.post(address, again).status_code == 302
    assert reading.table(texts.of(draft), "en")[C.C13, OPEN].steps == ("Mine.",)


def test_whoever_was_typing_when_it_was_sent_keeps_their_words(cast, draft, base, manager):
    old = ticks(draft, (C.C13, OPEN))
    sending.send(draft, by=cast.liaison)
    late = manager.post(f"{base}C13/operating/", data(old, steps_en="Mine."))

    assert late.status_code == 422
    assert "not a draft any more" in text_of(late)
    assert "Mine." in text_of(late)


def test_only_answers_that_no_fixed_rule_forbids_are_offered(draft, base, manager):
    address = f"{base}C07/operating/"
    text = manager.get(address).content.decode()

    assert "Notice first" in text
    assert 'value="do_not_enter"' not in text
    refused = manager.post(address, data(ticks(draft, (C.C07, OPEN)), disposition="do_not_enter"))
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "cell", ["C99/operating", "C13/open", "c13/operating", "%00/operating", "C13/%00", "C99/every"]
)
def test_a_cell_that_is_not_in_the_table_is_not_found(base, manager, cell):
    assert manager.get(f"{base}{cell}/").status_code == 404


def test_one_answer_is_given_for_all_states_and_taken_back(cast, draft, base, manager):
    give(draft, cast.liaison, REPLY, (C.C13, CLOSED))
    address = f"{base}C13/every/"
    stamp = manager.get(address).context["form"]["seen"].value()
    fields = {key: value for key, value in data([]).items() if key != "cells"}
    response = manager.post(address, {**fields, "seen": stamp, "disposition": "meet_outside"})
    assert response.status_code == 302
    assert origins(draft) == [Origin.EVERY, Origin.STATE, Origin.EVERY]

    late = manager.post(address, {**fields, "seen": stamp, "steps_en": "Mine."})
    assert late.status_code == 409
    assert "Mine." in text_of(late)
    assert "Meet outside" in text_of(late)

    again = manager.get(address).context["form"]
    assert again["disposition"].value() == "meet_outside"
    instead = {**fields, "seen": again["seen"].value(), "instead_of": ["non_operational"]}
    assert manager.post(address, instead).status_code == 302
    assert origins(draft) == [Origin.EVERY] * 3

    seen_now = manager.get(address).context["stamp"]
    assert manager.post(f"{address}withdraw/", {"seen": stamp}, follow=True).status_code == 200
    assert origins(draft) == [Origin.EVERY] * 3
    manager.post(f"{address}withdraw/", {"seen": seen_now})
    assert origins(draft) == [Origin.DEFAULT] * 3


def test_a_refused_sending_names_each_gap_and_leads_to_it(cast, draft, base, manager):
    answering.leave_open(draft, seen=seen(draft, (C.C13, OPEN), (C.C16, CLOSED)), by=cast.liaison)
    refused = manager.post(f"{draft.get_absolute_url()}send/", send_data(cast))

    assert refused.status_code == 422
    text = text_of(refused)
    assert "2 answers of the table are missing or wrong" in text
    assert f'href="{base}C13/operating/"' in text
    assert f'href="{base}C16/non_operational/"' in text


def test_who_only_reads_the_draft_is_shown_the_gap_without_a_way_to_edit(cast, as_, draft, base):
    answering.leave_open(draft, seen=seen(draft, (C.C13, OPEN)), by=cast.liaison)
    text = text_of(as_(cast.staff).get(draft.get_absolute_url()))

    assert 'href="#entry-C13"' in text
    assert base not in text


@pytest.mark.parametrize(
    ("page", "most"), [("", 16), ("C13/operating/", 17), ("several/?cells=C13.operating.", 17)]
)
def test_a_page_costs_a_fixed_number_of_queries(
    cast, draft, base, manager, page, most, django_assert_max_num_queries
):
    give(draft, cast.liaison, REPLY, *((c, OPEN) for c in (C.C09, C.C10, C.C11, C.C12, C.C13)))
    with django_assert_max_num_queries(most):
        assert manager.get(base + page).status_code == 200


def test_a_tick_is_read_as_it_was_written():
    key = (C.C13, OPEN)

    assert read_tick(ticked(key, "abc")) == (key, "abc")
    assert answers.stamp({}, SiteState) != answers.stamp({}, [OPEN])
