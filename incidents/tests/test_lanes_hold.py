"""No word of one side reaches the other: on no page, in no query, in no notice, at no stage."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import EntryBody
from incidents import noting
from incidents.models import Incident, Statement
from incidents.tests import reports
from incidents.tests.world import PROMISE
from notifications import rendering
from notifications.models import Notice
from tests.architecture import doors
from tests.cast import NOW, PASSWORD
from vault import DoesNotOpen

SITE = ["CNRY-SITE-draft", "CNRY-SITE-done", "CNRY-SITE-badge", "CNRY-SITE-note"]
BADGE = SITE[2]  # of the site's own people only whoever wrote it reads it
POLICE = ["CNRY-POLICE-draft", "CNRY-POLICE-note"]
STAGES = ("logged", "released", "acknowledged", "discussed", "proposed", "settled")


def incident_at(cast, stage, author):
    draft, done, badge = (SITE if author == "staff" else [POLICE[0], "", ""])[:3]
    person = getattr(cast, author)
    options = {"by": person} if stage == "logged" else {"author": person}
    if stage == "settled":
        options["promises"] = [PROMISE]
    return getattr(reports, stage)(cast, narrative=draft, done=done, identifiers=badge, **options)


@pytest.fixture
def everything(cast):
    """Each side's incident at each stage it can reach, with a private note of either side."""
    made = [incident_at(cast, stage, "staff") for stage in STAGES]
    made += [incident_at(cast, stage, "liaison") for stage in ("logged", "released")]
    for incident in made:
        if incident.side == "site" or incident.released_at:
            noting.note(incident, SITE[3], key=uuid.uuid4(), by=cast.manager, at=NOW)
        if incident.side == "police" or incident.released_at:
            noting.note(incident, POLICE[1], key=uuid.uuid4(), by=cast.liaison, at=NOW)
    return made


def pages(incidents):
    yield reverse("incidents:incident_list")
    yield reverse("incidents:incident_log")
    yield reverse("notifications:notice_list")
    yield reverse("desk:home")
    for incident in incidents:
        yield incident.get_absolute_url()
        for name in ("apart", "release", "settle"):
            yield f"{incident.get_absolute_url()}{name}/"
        for settlement in incident.settlements.all():
            yield f"{incident.get_absolute_url()}settlements/{settlement.pk}/decline/"
            for promise in settlement.commitments.all():
                yield f"{incident.get_absolute_url()}promises/{promise.pk}/done/"
                yield f"{incident.get_absolute_url()}promises/{promise.pk}/check/"
    yield from {incident.site.get_absolute_url() for incident in incidents}


def read_by(client, incidents):
    with CaptureQueriesContext(connection) as caught:
        text = "".join(_open(client, page).content.decode() for page in pages(incidents))
    return text, "".join(one["sql"] for one in caught.captured_queries)


@pytest.mark.parametrize("part", sorted(doors.EVERYONE))
def test_each_reads_the_words_of_the_own_side_alone(cast, as_, everything, part):
    text, _sql = read_by(as_(getattr(cast, part)), everything)

    in_charge_of_site = part in {"manager", "alternate", "leader"}
    for words in SITE:
        expected = (in_charge_of_site and words != BADGE) or part == "staff"
        assert (words in text) == expected, words
    for words in POLICE:
        assert (words in text) == (part in doors.POLICE), words


def _open(client, page):
    """What is kept apart is in the answer to the password."""
    return client.post(page, {"password": PASSWORD}) if "/apart/" in page else client.get(page)


def refusals(incidents):
    """Addresses where something is typed, each of which shows its page again when that is wrong."""
    for page in pages(incidents):
        if page.startswith("/incidents/") and page.count("/") > 3:
            yield page
    for incident in incidents:
        for name in ("say", "note", "take-up"):
            yield f"{incident.get_absolute_url()}{name}/"


@pytest.mark.parametrize(
    ("part", "foreign"), [("liaison", SITE), ("police_leader", SITE), ("manager", POLICE)]
)
def test_no_page_that_comes_back_with_a_refusal_shows_the_other_lane(
    cast, as_, everything, part, foreign
):
    client = as_(getattr(cast, part))
    answers = [client.post(page, {"words": "", "seen": "x"}) for page in refusals(everything)]

    assert {422} < {answer.status_code for answer in answers} <= {302, 403, 404, 405, 409, 422}
    text = "".join(answer.content.decode() for answer in answers)
    assert not [words for words in foreign if words in text]


@pytest.mark.parametrize(("part", "lane"), [("manager", "police"), ("liaison", "site")])
def test_the_other_lane_is_never_even_loaded(cast, as_, everything, part, lane):
    foreign = [bytes(one.ciphertext) for one in Statement.objects.filter(lane=lane)]
    loaded = []

    def watch(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        loaded.append((sql, params))
        return answer

    with connection.execute_wrapper(watch):
        read_by(as_(getattr(cast, part)), everything)

    asked = [params for sql, params in loaded if "ciphertext" in sql and sql.startswith("SELECT")]
    assert asked
    assert foreign
    assert not [params for params in asked if lane in map(str, params or ())]


def test_no_notice_and_no_ledger_entry_holds_a_word(cast, everything):
    canaries = [*SITE, *POLICE, reports.SHOWN]
    told = "".join(
        rendering.subject(notice) + rendering.body(notice) + str(notice.facts) + notice.path
        for notice in Notice.objects.select_related("recipient")
    )
    bodies = "".join(EntryBody.objects.values_list("body", flat=True))

    assert told
    assert bodies
    assert not [words for words in canaries if words in told or words in bodies]


def test_at_rest_nothing_can_be_read(cast, everything):
    """No table of the database holds a private word."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            held = b"".join(_bytes(value) for row in cursor.fetchall() for value in row)
            for words in (*SITE, *POLICE, reports.SHOWN, "Parked elsewhere"):
                assert words.encode() not in held, table


def _bytes(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


def test_words_moved_to_another_row_do_not_open(cast):
    """The ciphertext is bound to its row: put into another it is worthless."""
    one, two = reports.logged(cast), reports.logged(cast, by=cast.liaison)
    own, foreign = one.statements.get(), two.statements.get()
    own.ciphertext, own.data_key = foreign.ciphertext, foreign.data_key

    with pytest.raises(DoesNotOpen):
        own.words()


def test_the_pages_of_the_sites_own_people_do_show_their_words(cast, as_, everything):
    text, _sql = read_by(as_(cast.manager), everything)

    assert all(words in text for words in SITE if words != BADGE)
    assert Incident.objects.visible_to(cast.manager).count() == 7
