"""The settings of a site, part by part."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from liaison import contact_ladder, door_links, fields, opening, site_facts, site_links
from liaison.bilingual import Bilingual
from liaison.contact_ladder import Rung
from liaison.models import DoorLink, HoursSet, Lifecycle, Site, TellLink
from liaison.roles import Side
from tests.cast import HARBOUR_HOURS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def text(response) -> str:
    return response.content.decode()


def address(cast, name="site_settings", *more):
    return reverse(f"liaison:{name}", args=[cast.site.slug, *more])


def particulars(cast, **changes):
    return {
        "seen": site_facts.stamp(cast.site),
        "name": "Harbour Street",
        "local_term_en": "Supervised injection site",
        "address": "1 Pier Road",
        "arrival_en": "Wait at the gate.",
        "arrival_fr": "Attendez à la grille.",
        "emergency_number": "911",
    } | changes


# --- who sees which sections ------------------------------------------------------------------


MANAGERS_OWN = ["Legal basis", "Links to the door card", "Links to tell the site something"]


@pytest.mark.parametrize(
    ("part", "shown", "hidden"),
    [
        ("manager", ["Harbour Health", *MANAGERS_OWN], ["Coastal Police</h2>"]),
        ("leader", ["Harbour Health"], MANAGERS_OWN),
        ("liaison", ["Coastal Police"], ["Legal basis", "Harbour Health</h2>"]),
        ("police_leader", ["Coastal Police"], ["Legal basis", "Harbour Health</h2>"]),
    ],
)
def test_each_sees_what_they_may_change(cast, as_, part, shown, hidden):
    page = text(as_(getattr(cast, part)).get(address(cast)))

    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_somebody_who_may_change_nothing_is_told_who_may(cast, as_):
    response = as_(cast.staff).get(address(cast))

    assert response.status_code == 403
    assert "Site manager" in text(response)


OF_THE_SITE = ["particulars_change", "lifecycle_change", "legal_basis_record", "door_link_issue"]
OF_THE_SITE += ["tell_link_issue"]
OF_A_SIDE = ["designation_appoint", "ladder_replace"]


def part(cast, name):
    side = [cast.partnership.pk, "site"] if name in OF_A_SIDE else []
    return address(cast, name, *side)


@pytest.mark.parametrize("name", [*OF_THE_SITE, *OF_A_SIDE])
def test_each_part_is_opened_on_a_page_of_its_own(cast, as_, name):
    manager = as_(cast.manager)
    where = part(cast, name)

    page = text(manager.get(where))

    assert f'href="{where}"' in text(manager.get(address(cast)))
    assert page.count('<form class="form"') == 1
    assert f'<a class="btn btn-quiet" href="{address(cast)}">' in page
    assert as_(cast.staff).get(where).status_code == 403
    assert as_(cast.liaison).get(where).status_code == 403
    assert as_(cast.other_manager).get(where).status_code == 404


def test_the_page_to_read_says_what_stands(cast, as_):
    said = [Rung(Bilingual("Shift lead", "Chef de quart"), "911", Bilingual(fr="le jour"), True)]
    contact_ladder.replace(cast.partnership, Side.SITE, said, by=cast.manager)
    facts = {"arrival_fr": "Attendez à la grille.", "is_mobile": True}
    site_facts.change_particulars(cast.site, facts, by=cast.manager)

    page = text(as_(cast.manager).get(address(cast)))

    assert '<span lang="en">Shift lead</span> / <span lang="fr">Chef de quart</span>' in page
    assert '<p><span lang="fr">le jour</span></p><p>Shown on the door card</p>' in page
    assert '<span lang="fr">Attendez à la grille.</span>' in page
    assert "<dt>The site is mobile</dt><dd>Yes</dd>" in page
    assert "<form" not in page[page.index("<main") : page.index("</main")]


def test_what_it_is_called_is_asked_for_in_one_language_at_least(cast, as_):
    neither = particulars(cast, local_term_en="", local_term_fr="")
    answer = as_(cast.manager).post(address(cast, "particulars_change"), neither)
    assert answer.status_code == 422
    assert "Fill this in, in one language at least." in text(answer)

    said = particulars(cast, local_term_en="", local_term_fr="Site de consommation supervisée")
    assert as_(cast.manager).post(address(cast, "particulars_change"), said).status_code == 302
    page = text(as_(cast.manager).get(cast.site.get_absolute_url()))
    assert '<span lang="fr">Site de consommation supervisée</span>' in page


def test_a_character_that_cannot_be_seen_is_refused_in_either_language(cast, as_):
    said = {"local_term_fr": "Site\u200b", "complaint_body_fr": "Bureau\u202e", "local_term_en": ""}
    answer = as_(cast.manager).post(address(cast, "particulars_change"), particulars(cast, **said))

    assert set(answer.context["form"].errors) == {"local_term_fr", "complaint_body_fr"}


def test_a_site_is_called_something_in_the_database_too(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.filter(pk=cast.site.pk).update(local_term_en="", local_term_fr="")


# --- particulars ------------------------------------------------------------------------------


def test_particulars_are_kept(cast, as_):
    response = as_(cast.manager).post(address(cast, "particulars_change"), particulars(cast))

    assert response.status_code == 302
    cast.site.refresh_from_db()
    assert cast.site.address == "1 Pier Road"
    assert cast.site.arrival == Bilingual("Wait at the gate.", "Attendez à la grille.")


def test_a_stale_form_says_so_shows_what_stands_and_keeps_what_was_typed(cast, as_):
    stale = particulars(cast)
    site_facts.change_particulars(cast.site, {"address": "9 Quay"}, by=cast.alternate)
    browser = as_(cast.manager)

    response = browser.post(address(cast, "particulars_change"), stale)

    page = text(response)
    assert response.status_code == 409
    assert "Somebody else has changed this meanwhile" in page
    assert "9 Quay" in page
    assert 'value="1 Pier Road"' in page
    cast.site.refresh_from_db()
    again = particulars(cast)
    assert f'value="{again["seen"]}"' in page
    assert browser.post(address(cast, "particulars_change"), again).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Write a few words; this cannot stay empty."),
        ({"emergency_number": "call us"}, "Write a telephone number"),
        ({"name": "Har\u200bbour"}, "cannot be seen"),
        ({"arrival_en": "Ask for 604-555-0123"}, "looks like a telephone number"),
    ],
)
def test_a_form_says_what_is_wrong(cast, as_, changes, words):
    response = as_(cast.manager).post(
        address(cast, "particulars_change"), particulars(cast, **changes)
    )

    assert response.status_code == 422
    assert words in text(response)
    assert 'value="1 Pier Road"' in text(response)


def test_a_number_that_is_not_about_a_person_is_vouched_for_and_that_is_recorded(
    cast, as_, written
):
    said = "Ask for 604-555-0123"
    changes = {"arrival_en": said, "arrival_en-vouched": fields.vouch(said)}

    as_(cast.manager).post(address(cast, "particulars_change"), particulars(cast, **changes))

    cast.site.refresh_from_db()
    assert cast.site.arrival_en == said
    assert written("liaison.site_changed")[0][2]["facts"]["vouched"] == ["arrival_en"]


def test_another_stage_of_life_is_a_change_of_hours(cast, as_):
    opening.set_hours(cast.site, HARBOUR_HOURS | {"buffer_after_minutes": 60}, by=cast.manager)
    before = HoursSet.objects.filter(site=cast.site).count()

    as_(cast.manager).post(address(cast, "lifecycle_change"), {"lifecycle": "suspended"})

    cast.site.refresh_from_db()
    assert cast.site.lifecycle == Lifecycle.SUSPENDED
    assert HoursSet.objects.filter(site=cast.site).count() == before + 1


def test_an_unknown_stage_is_refused(cast, as_):
    response = as_(cast.manager).post(address(cast, "lifecycle_change"), {"lifecycle": "x"})

    assert response.status_code == 422


def test_a_legal_basis_is_recorded(cast, as_):
    said = {
        "kind": "permit",
        "reference": "P-7",
        "covers": "Supervised use inside.",
        "valid_from": "2025-01-01",
        "valid_to": "2025-12-31",
    }
    page = text(as_(cast.manager).post(address(cast, "legal_basis_record"), said, follow=True))

    assert "P-7" in page
    wrong = said | {"valid_to": "2024-12-31"}
    response = as_(cast.manager).post(address(cast, "legal_basis_record"), wrong)
    assert response.status_code == 422
    assert "lies before the first" in text(response)
    assert 'value="P-7"' in text(response)


# --- who speaks -------------------------------------------------------------------------------


def appoint(cast, **changes):
    said = {"rank": "primary", "person": str(cast.liaison.pk), "post": "Liaison officer, East"}
    return said | changes


def test_the_police_say_who_speaks_for_them(cast, as_):
    where = address(cast, "designation_appoint", cast.partnership.pk, "police")

    page = text(as_(cast.police_leader).post(where, appoint(cast), follow=True))

    assert "Liaison officer, East" in page
    standing = cast.partnership.designations.filter(ended_at=None, side="police", rank="primary")
    assert standing.get().post == "Liaison officer, East"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rank": "backup"}, "not both primary and backup"),
        ({"person": ""}, "Choose one of those"),
        ({"person": "nonsense"}, "Choose one of those"),
        ({"post": ""}, "Write a few words; this cannot stay empty."),
        ({"ends_on": "2025-02-03"}, "has passed"),
    ],
)
def test_an_appointment_that_cannot_be_says_why(cast, as_, changes, words):
    where = address(cast, "designation_appoint", cast.partnership.pk, "police")

    response = as_(cast.police_leader).post(where, appoint(cast, **changes))

    assert response.status_code == 422
    assert words in text(response)


def test_an_empty_place_is_shown(cast, as_):
    one = cast.partnership.designations.get(side="site", rank="backup")
    browser = as_(cast.leader)

    page = text(browser.post(address(cast, "designation_end", one.pk), follow=True))

    assert "Nobody yet" in page
    # A second press: the place is empty already, and the page says so.
    again = text(browser.post(address(cast, "designation_end", one.pk), follow=True))
    assert "ended or handed over already" in again


# --- door links -------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [DoorLink, TellLink])
def test_a_link_is_issued_printed_and_revoked(cast, as_, model):
    browser, name = as_(cast.manager), f"{model.OPENS}_link"
    browser.post(address(cast, f"{name}_issue"), {"label": "Front door"})
    link = model.objects.get()
    assert "Front door</a>" in text(browser.get(address(cast)))

    poster = text(browser.get(address(cast, f"{name}_poster", link.pk)))
    assert site_links.address(link) in poster
    assert "<svg" in poster
    assert '<section lang="fr">' in poster

    page = text(browser.post(address(cast, f"{name}_revoke", link.pk), follow=True))
    assert "Front door</a>" not in page
    assert browser.get(address(cast, f"{name}_poster", link.pk)).status_code == 404


def test_a_link_of_another_site_is_not_found(cast, as_):
    other = door_links.issue(cast.other_site, "Theirs", by=cast.other_manager)

    assert as_(cast.manager).get(address(cast, "door_link_poster", other.pk)).status_code == 404
