"""The door card: for anybody with its link, at the door, in seconds."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from liaison.models import ContactStep, Organisation, Partnership, Site
from liaison.models.party import Lifecycle
from protocols.entry import Circumstance
from protocols.tests.world import TOKEN, door_link
from tests.cast import NOW, SINCE

ADDRESS = f"/door/{TOKEN}/"
# Tuesday 05:30 in Vancouver: closed until 09:00.
CLOSED = datetime(2025, 2, 4, 13, 30, tzinfo=UTC)


@pytest.fixture
def card(cast):
    return door_link(cast.site, cast.manager)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(client):
    def page(query="", **headers):
        return client.get(ADDRESS + query, **headers)

    return page


def words_of(response):
    """The large words of an answer."""
    return re.search(r'<p class="words">(.*?)</p>', response.content.decode())[1]


def test_the_card_opens_without_an_account_and_sets_no_cookie(card, signed, visit):
    response = visit()

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["nobody-knows-it", "%00", "é" * 40, "x" * 2000])
def test_an_unknown_link_opens_nothing(card, client, token):
    assert client.get(f"/door/{token}/").status_code == 404


def test_a_revoked_link_opens_nothing(card, visit):
    card.revoked_at = timezone.now()
    card.save()

    assert visit().status_code == 404


def test_only_reading_is_possible(card, client):
    assert client.post(ADDRESS).status_code == 405


def test_it_says_open_until_when_by_the_clock_of_the_site(card, signed, visit):
    page = " ".join(visit().content.decode().split())

    assert "Operating until" in page
    assert "Wed 5 Feb 2025, 03:00 (Vancouver)" in page


def test_it_says_closed_until_when(card, signed, visit):
    with time_machine.travel(CLOSED, tick=False):
        page = " ".join(visit().content.decode().split())

    assert "Outside operating hours until" in page
    assert "Tue 4 Feb 2025, 09:00 (Vancouver)" in page


@pytest.mark.parametrize(
    ("lifecycle", "says"),
    [
        (Lifecycle.SUSPENDED, "Service suspended"),
        (Lifecycle.PRE_OPENING, "Outside operating hours"),
        (Lifecycle.CLOSED, "Outside operating hours"),
    ],
)
def test_it_says_what_stage_of_life_means_at_the_door(card, signed, visit, cast, lifecycle, says):
    Site.objects.filter(pk=cast.site.pk).update(lifecycle=lifecycle)

    assert says in visit().content.decode()


def test_an_officer_without_an_account_is_told_who_can_log_an_incident(card, signed, visit):
    page = visit("?c=C12").content.decode()

    assert "tell your liaison, who can log it as an incident" in page
    assert "tell the liaison" not in page


def test_a_site_whose_hours_nobody_knows_counts_as_open(cast, client, signed):
    unknown = Site.objects.create(
        slug="unknown", name="Unknown", operator=cast.operator, zone="America/Vancouver"
    )
    door_link(unknown, cast.manager, token="another")

    assert "counts as operating" in client.get("/door/another/").content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?threat=1", "Enter now"),
        ("?c=C01", "Enter now"),
        ("?c=C05", "Enter now"),
        ("?c=C14", "Outside operating hours"),
        ("?c=C13", "Do not enter"),
        ("?c=C03", "Ask first"),
        ("?c=C16", "Keep clear"),
        ("?c=C08", "In writing"),
        ("?i=statutory_power", "Notice first"),
        ("?c=C13&amp;threat=1", "Do not enter"),
        ("?c=C13&threat=1", "Enter now"),
        ("?c=C13&i=arrest_warrant", "Notice first"),
        ("?c=nonsense", "Do not enter"),
        ("?c=C99", "Do not enter"),
    ],
)
def test_each_tap_gives_the_answer_for_now(card, signed, visit, query, words):
    assert words_of(visit(query)) == words


@pytest.mark.parametrize(
    ("state", "patrol", "visit_words"),
    [("open", "Do not enter", "Outside operating hours"), ("closed", "Do not enter", "Ask first")],
)
def test_the_answer_follows_the_state_of_the_site(card, signed, visit, state, patrol, visit_words):
    with time_machine.travel(NOW if state == "open" else CLOSED, tick=False):
        assert words_of(visit("?c=C14")) == visit_words
        assert words_of(visit("?c=C13")) == patrol


def test_an_answer_names_its_clause_its_steps_and_the_moment(card, signed, visit):
    page = visit("?c=C13").content.decode()

    assert "Clause 11" in page
    assert "Inside the site" in page
    assert "Do not wait near the door." in page
    assert "Tue 4 Feb 2025, 10:00 (Vancouver)" in page
    assert "displaces no lawful power or duty" in page
    assert 'href="tel:911"' in page


def test_with_nothing_in_force_the_floor_answers_and_says_so(card, visit):
    assert words_of(visit("?c=C14")) == "Do not enter"
    assert words_of(visit("?c=C01")) == "Enter now"
    assert words_of(visit("?threat=1")) == "Enter now"
    assert "No protocol is in force" in visit("?c=C14").content.decode()


def test_every_answer_is_two_taps_away(card, signed, visit):
    """From the first page, or from one list, a link leads to each circumstance."""
    first = visit().content.decode()
    lists = "".join(visit(f"?show={name}").content.decode() for name in ("papers", "rest"))

    assert "?show=papers" in first
    assert "?show=rest" in first
    linked = set(re.findall(r"\?c=(C\d\d)", first + lists))
    assert linked == {circumstance.value for circumstance in Circumstance}


def test_the_public_posts_can_be_called_and_no_others(card, signed, visit):
    page = visit().content.decode()

    assert 'href="tel:+16045550100"' in page
    assert "Person in charge of the shift" in page
    assert "On-scene supervisor" not in page
    assert not re.search(r"555\D?0150", page)


def ladder(cast, *posts):
    """The public rungs of the site, in order."""
    ContactStep.objects.filter(partnership=cast.partnership).delete()
    ContactStep.objects.bulk_create(
        ContactStep(
            partnership=cast.partnership,
            side="site",
            order=order,
            post_en=post,
            phone=f"+1 604 555 010{order}",
            is_public=True,
        )
        for order, post in enumerate(posts, start=1)
    )


@pytest.mark.parametrize("query", ["?c=C06", "?c=C20"])
def test_the_keyholder_is_called_where_the_ladder_has_one(card, signed, visit, cast, query):
    ladder(cast, "Person in charge of the shift", "Keyholder")
    with time_machine.travel(CLOSED, tick=False):
        page = visit(query).content.decode()

    assert "Call the keyholder" in page
    assert "no number" not in page
    assert page.index("Call: Keyholder") < page.index("Call: Person in charge")


@pytest.mark.parametrize(
    ("posts", "says"),
    [
        (["Shift lead"], "This card has no number for: keyholder. Call instead:"),
        ([], "This card has no number for: keyholder."),
    ],
)
def test_no_number_is_offered_that_does_not_exist(card, signed, visit, cast, posts, says):
    ladder(cast, *posts)
    with time_machine.travel(CLOSED, tick=False):
        page = visit("?c=C20").content.decode()

    assert says in page
    assert page.count("Call: ") == len(posts)


@pytest.mark.parametrize("query", ["?threat=1", "?c=C01", "?c=C03", "?c=C04", "?c=C21"])
def test_where_somebody_may_die_the_emergency_number_comes_first(card, signed, visit, query):
    page = visit(query).content.decode()
    main = page[page.index("<main>") : page.index("</main>")]

    assert main.count("tel:911") == 1
    assert main.index("tel:911") < main.index('class="words"')


@pytest.mark.parametrize("query", ["?c=C13", "?c=C14", "?i=statutory_power"])
def test_elsewhere_the_answer_comes_first(card, signed, visit, query):
    page = visit(query).content.decode()

    assert page.index('class="words"') < page.index("tel:911")


def test_no_person_and_no_account_stands_on_the_card(card, signed, visit, cast):
    page = visit("?c=C13").content.decode()

    for part in ("manager", "liaison", "police_leader"):
        assert getattr(cast, part).name not in page
        assert getattr(cast, part).email not in page


def test_it_is_read_in_french_where_the_phone_asks_or_the_officer_taps(card, signed, visit):
    asked = visit("?c=C13", headers={"accept-language": "fr-CA,fr;q=0.9"})
    tapped = visit("?c=C13&lang=fr")

    for page in (asked, tapped):
        assert '<html lang="fr">' in page.content.decode()
        assert "Restez dehors." in page.content.decode()
        assert page.headers["Content-Language"] == "fr"
    assert translation.get_language() != "fr"


def test_an_unknown_language_changes_nothing(card, signed, visit):
    assert '<html lang="en">' in visit("?lang=xx").content.decode()


def test_where_to_stand_is_on_it(card, signed, visit, cast):
    Site.objects.filter(pk=cast.site.pk).update(arrival_en="East side\n<b>of the alley</b>")
    page = visit().content.decode()

    assert "East side<br>&lt;b&gt;of the alley" in page


def test_what_the_two_sides_wrote_for_officers_is_read_in_their_language(card, signed, visit, cast):
    Site.objects.filter(pk=cast.site.pk).update(arrival_en="East side", arrival_fr="Côté est")
    steps = ContactStep.objects.filter(partnership=cast.partnership, is_public=True)
    steps.update(post_fr="Responsable du quart", reachable_en="at night")

    english, french = (visit(f"?lang={code}").content.decode() for code in ("en", "fr"))

    assert "<p>East side</p>" in english
    assert "Call: Person in charge of the shift" in english
    assert '<span class="when">at night</span>' in english
    assert "<p>Côté est</p>" in french
    assert "Responsable du quart</span>" in french
    assert "Person in charge" not in french
    assert '<span class="when"><span lang="en">at night</span></span>' in french


@pytest.fixture
def second_service(cast):
    """Another police service at the same site, with nothing signed."""
    transit = Organisation.objects.create(kind="police", name="Transit Police", zone="UTC")
    return Partnership.objects.create(site=cast.site, service=transit, began_on=SINCE)


def test_where_two_services_come_it_asks_which(card, signed, visit, second_service):
    page = visit("?c=C14").content.decode()

    assert "Which service are you with?" in page
    assert "Coastal Police" in page
    assert "Transit Police" in page
    assert 'class="words"' not in page


def test_each_service_gets_its_own_answer(card, signed, visit, cast, second_service):
    assert words_of(visit(f"?c=C14&s={cast.partnership.pk}")) == "Outside operating hours"
    assert words_of(visit(f"?c=C14&s={second_service.pk}")) == "Do not enter"
    assert f"s={second_service.pk}" in visit(f"?s={second_service.pk}").content.decode()


def test_a_site_without_any_service_answers_by_the_floor(cast, client):
    alone = Site.objects.create(
        slug="alone", name="Alone", operator=cast.operator, zone="America/Vancouver"
    )
    door_link(alone, cast.manager, token="alone")

    assert words_of(client.get("/door/alone/?c=C14")) == "Do not enter"


@pytest.mark.parametrize("query", ["", "?c=C13", "?show=rest", "?threat=1", "?c=C07"])
def test_the_card_costs_two_queries_at_most(
    card, signed, second_service, cast, query, django_assert_max_num_queries
):
    ContactStep.objects.filter(partnership=cast.partnership).update(is_public=True)
    address = f"{ADDRESS}{query}{'&' if query else '?'}s={cast.partnership.pk}"
    with django_assert_max_num_queries(2):
        assert Client().get(address).status_code == 200


def test_a_card_without_a_protocol_in_force_says_so_before_it_is_asked(card, visit):
    page = visit("").content.decode()

    assert "No protocol is in force</p>" in page
    assert page.index("No protocol is in force") < page.index("Why are you here?")
