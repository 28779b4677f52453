"""The clause library beside a draft, on its pages."""

from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from protocols import drafting, editing, library, profile, reading, shelf, texts
from protocols.editing import CannotEdit
from protocols.models import Clause, Version
from tests.cast import NOW

MEDIA, LAW = library.BY_KEY["media"], library.BY_KEY["law-stands"]


@pytest.fixture
def shelves(draft):
    return f"{draft.get_absolute_url()}library/"


def words_of(response):
    return response.content.decode()


def test_all_topics_stand_there_and_those_in_the_draft_say_so(cast, as_, shelves):
    page = words_of(as_(cast.manager).get(shelves))

    assert page.count("topics__one") == 32
    assert page.count("Clause ") >= len(profile.TOPICS)
    assert MEDIA.settles.en in page


def test_the_list_costs_the_same_however_much_is_in_the_draft(
    cast, as_, draft, shelves, django_assert_max_num_queries
):
    client = as_(cast.manager)
    with django_assert_max_num_queries(13) as before:
        client.get(shelves)
    editing.add_topic(draft, MEDIA, number=1, by=cast.manager)
    with django_assert_max_num_queries(len(before)):
        client.get(shelves)


def test_a_topic_shows_its_text_what_to_decide_and_what_to_fill_in(cast, as_, shelves):
    page = words_of(as_(cast.manager).get(f"{shelves}media/"))

    assert MEDIA.decide[0].en in page
    assert "<mark>[post at the site]</mark>" in page
    assert "clauses/propose/?topic=media" in page
    assert "Questions sur le site" in page or "[poste au site]" in page
    assert 'value="19"' in page


def test_one_press_adds_it_at_the_chosen_place_in_both_languages(cast, as_, draft, shelves):
    response = as_(cast.liaison).post(f"{shelves}media/", {"number": 4})

    added = draft.clauses.get(topic=MEDIA.number)
    assert urlsplit(response["Location"]).fragment == "clause-4"
    assert added.number == 4
    assert {text.language: text.body for text in added.texts.all()} == {
        "en": MEDIA.text.en,
        "fr": MEDIA.text.fr,
    }
    entry = Entry.objects.of(cast.partnership.chain).last().body.body
    assert '"protocols.clause_added"' in entry
    assert f'"topic":{MEDIA.number}' in entry


@pytest.mark.parametrize("number", ["", "0", "x", "99999999"])
def test_a_place_that_is_none_is_asked_for_again(cast, as_, draft, shelves, number):
    response = as_(cast.liaison).post(f"{shelves}media/", {"number": number})

    assert response.status_code == 422
    assert not draft.clauses.filter(topic=MEDIA.number).exists()


def test_a_topic_comes_in_once(cast, as_, draft, shelves):
    page = as_(cast.manager).get(f"{shelves}law-stands/")
    assert "Clause 4 of the draft settles this already" in words_of(page)

    again = as_(cast.manager).post(f"{shelves}law-stands/", {"number": 1})
    assert again.status_code == 422
    assert "settles this already" in words_of(again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clause.objects.create(version=draft, number=99, topic=LAW.number)


def test_a_topic_that_is_not_there_is_not_there(cast, as_, shelves):
    assert as_(cast.manager).get(f"{shelves}dragons/").status_code == 404


def test_a_version_holds_no_more_than_it_can(cast, draft, monkeypatch):
    monkeypatch.setattr(editing, "MOST_CLAUSES", len(profile.TOPICS))

    with pytest.raises(CannotEdit, match="at most"):
        editing.add_topic(draft, MEDIA, number=1, by=cast.manager)


def test_nothing_is_added_to_a_text_that_was_sent(cast, as_, sent, draft, shelves):
    response = as_(cast.manager).post(f"{shelves}media/", {"number": 1})

    assert response.status_code == 422
    assert "not a draft any more" in words_of(response)


def test_the_place_offered_is_behind_what_comes_before_it(cast, draft):
    assert shelf.place_for(draft, MEDIA) == 19
    assert shelf.place_for(draft, library.BY_KEY["legal-basis"]) == 4
    draft.clauses.get(topic=1).delete()
    assert shelf.place_for(draft, library.BY_KEY["parties"]) == 1


def test_beside_a_clause_stands_what_it_settles_and_what_to_decide(cast, as_, draft):
    page = words_of(
        as_(cast.manager).get(
            f"{draft.get_absolute_url()}clauses/{draft.clauses.get(topic=LAW.number).pk}/"
        )
    )

    assert LAW.settles.en in page
    assert LAW.decide[1].en in page


def test_a_clause_of_ones_own_has_nothing_beside_it(cast, as_, draft):
    own = Clause.objects.create(version=draft, number=99)
    page = words_of(as_(cast.manager).get(f"{draft.get_absolute_url()}clauses/{own.pk}/"))

    assert "What to decide" not in page


def test_the_draft_names_what_is_open_and_leads_there(cast, as_, draft):
    editing.add_topic(draft, MEDIA, number=2, by=cast.liaison)
    editing.remove_clause(draft.clauses.get(topic=LAW.number), revision=1, by=cast.manager)
    page = words_of(as_(cast.manager).get(draft.get_absolute_url()))

    assert 'href="#clause-2">Clause 2:</a> <mark>[post at the site]</mark>' in page
    assert f"{draft.get_absolute_url()}library/law-stands/" in page
    assert "First what is named below as still open must be settled" in page


def test_topics_go_on_to_the_next_version_and_stay_out_of_the_digest(cast, signed):
    following = drafting.start_next(signed.protocol, by=cast.manager)
    topics = list(following.clauses.values_list("topic", flat=True))

    assert topics == [topic.number for topic in profile.TOPICS]
    assert "topic" not in str(signed.named)


# --- where a protocol starts from -------------------------------------------------------------
def begin(client, cast, **data):
    chosen = {"partnerships": [cast.partnership.pk], "title": "Another", **data}
    return client.post("/protocols/new/", chosen)


def test_a_protocol_may_start_from_the_whole_library(cast, as_):
    begin(as_(cast.manager), cast, start_from="library")

    version = Version.objects.get()
    assert list(version.clauses.values_list("topic", "number")) == [(n, n) for n in range(1, 33)]
    assert reading.gaps(texts.of(version)) == []


@pytest.mark.parametrize("start_from", ["in_force", "other"])
def test_a_protocol_may_start_from_what_is_signed(cast, as_, signed, start_from):
    begin(as_(cast.liaison), cast, start_from=start_from, other=signed.pk)

    assert Version.objects.exclude(pk=signed.pk).get().base == signed


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"start_from": "other"}, "Choose the protocol to start from"),
        ({"start_from": "elsewhere"}, "Choose one of those that are offered"),
    ],
)
def test_a_start_that_does_not_exist_is_refused_beside_its_field(cast, as_, signed, data, says):
    response = begin(as_(cast.manager), cast, **data)

    assert response.status_code == 422
    assert says in words_of(response)


@pytest.mark.parametrize("start_from", ["in_force", "other"])
def test_only_what_there_is_is_offered_to_start_from(cast, as_, draft, start_from):
    offered = words_of(as_(cast.manager).get("/protocols/new/"))

    assert "The whole library" in offered
    assert "The version in force" not in offered
    assert "Another protocol" not in offered
    assert "Which other protocol" not in offered
    assert begin(as_(cast.manager), cast, start_from=start_from).status_code == 422


def test_where_nothing_is_in_force_no_draft_starts_from_it(cast, draft):
    with pytest.raises(drafting.CannotDraft, match="No one version is in force"):
        drafting.applying_to([cast.partnership], at=NOW)


def test_nobody_starts_from_a_text_they_may_not_read(cast, as_, signed):
    data = {"partnerships": [cast.other_partnership.pk], "start_from": "other"}
    response = begin(as_(cast.other_manager), cast, **data, other=signed.pk)

    assert response.status_code == 422
    assert not drafting.texts_open_to(cast.other_manager).exists()
    assert list(drafting.texts_open_to(cast.manager)) == [signed]
