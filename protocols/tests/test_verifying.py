"""Anybody checks a copy; nobody learns more than they hold."""

import json
import secrets
import subprocess
import sys
from datetime import date, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from accounts import guessing
from liaison.models import LegalBasis
from protocols import (
    canonical,
    declining,
    document,
    drafting,
    sending,
    suspending,
    terminating,
    verifying,
)
from protocols.lifecycle import Force, Stage
from protocols.models import ClauseText, Version
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, agree, put_name
from protocols.verifying import CannotRead

DAY = timedelta(days=1)
AT = SIGNED_SECOND + DAY
SCRIPT = Path(settings.BASE_DIR) / "docs" / "check_signed_text.py"


def check(handed_in, at=AT):
    return verifying.check(handed_in, at=at)


def test_a_signed_text_is_genuine_from_its_day_on(signed):
    answer = check(signed.digest)

    assert answer.is_genuine
    assert answer.number == 1
    (spell,) = answer.spells
    assert (spell.force, spell.starts, spell.ends) == (Force.APPLIES, date(2025, 1, 15), None)


@pytest.mark.parametrize(
    "as_held",
    [
        lambda version: version.digest.upper(),
        lambda version: " ".join(version.digest_groups),
        lambda version: "\n".join(version.digest_groups[:4]) + "\n",
        verifying.address,
        document.signed_text,
        lambda version: document.signed_text(version).replace("\n", "\r\n") + "\r\n",
        lambda version: document.signed_text(version).partition("\n")[2],
        lambda version: json.dumps(document.of(version), indent=4, ensure_ascii=True),
    ],
)
def test_a_copy_is_a_code_an_address_or_the_signed_text_however_spaced(signed, as_held):
    assert check(as_held(signed)).is_genuine


def test_one_sign_that_differs_makes_another_text(signed):
    text = document.signed_text(signed)

    assert check(text.replace("Entry and presence", "Entry and Presence")).stage is None
    assert check(text.replace("enter_now", "do_not_enter", 1)).stage is None
    assert check(signed.digest[:-1] + ("0" if signed.digest[-1] != "0" else "1")).stage is None


def test_the_scheme_that_is_named_is_the_one_that_counts(signed):
    text = document.signed_text(signed)

    assert check(text.replace(canonical.SCHEME, canonical.SECOND, 1)).stage is None


@pytest.mark.parametrize(
    "handed_in",
    [
        "hello",
        "0123456789abcdef" * 1,
        "{}x",
        "[]",
        "1",
        '{"a": 1, "a": 2}',
        '{"b": [{"a": 1, "a": 2}]}',
        '{"a": 1.5}',
        '{"é": 1}',
        '{"a": "enter\\u202enow"}',
        '{"a": NaN}',
        "[" * 20_000,
        '{"a":' * 900 + "1" + "}" * 900,
        '{"a": "\\ud800"}',
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_what_is_neither_is_refused_and_told_what_would_be(db, handed_in):
    with pytest.raises(CannotRead, match="first four groups"):
        check(handed_in)


def test_a_text_that_waits_or_was_declined_was_never_in_force(cast, half_signed):
    assert check(half_signed.digest).stage == Stage.AWAITING_SIGNATURES
    assert not check(half_signed.digest).is_genuine

    declining.decline(half_signed, reason="Not so.", by=cast.police_leader)
    assert check(half_signed.digest).stage == Stage.DECLINED
    assert not check(half_signed.digest).is_genuine


def test_a_text_that_was_taken_back_is_not_known(cast, sent):
    sending.recall(sent, by=cast.manager)

    assert check(sent.digest).stage is None


def test_what_came_after_is_told_by_its_number(cast, signed):
    later = SIGNED_SECOND + 30 * DAY
    agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=later)

    (spell,) = check(signed.digest, at=later + DAY).spells
    assert (spell.force, spell.superseded_by) == (Force.SUPERSEDED, 2)
    assert spell.ends == later.date()
    assert check(spell.superseded_code, at=later + DAY).number == 2


def test_another_protocol_that_took_over_is_not_named(cast, signed):
    other = drafting.start([cast.partnership], title="Other", by=cast.manager, at=SIGNED_FIRST)
    agree(other, cast, at=SIGNED_SECOND + 3 * DAY)

    (spell,) = check(signed.digest, at=SIGNED_SECOND + 4 * DAY).spells
    assert (spell.force, spell.superseded_by) == (Force.SUPERSEDED, None)
    assert spell.superseded_code == ""


def suspend(cast, version, clause=None, *, at=AT):
    held = {"clause": clause, "days": 3, "reason": "The fence is down."}
    return suspending.suspend(version, cast.partnership, by=cast.manager, at=at, **held)


def spell_of(version, at=AT):
    (spell,) = check(version.digest, at=at).spells
    return spell


def test_a_suspension_is_told_while_it_stands(cast, signed):
    suspend(cast, signed)

    spell = spell_of(signed, AT + DAY)
    assert (spell.force, spell.since) == (Force.SUSPENDED, AT.date())
    spell = spell_of(signed, AT + 5 * DAY)
    assert (spell.force, spell.since) == (Force.APPLIES, None)


def test_a_suspension_that_was_taken_back_is_over(cast, signed):
    held = suspend(cast, signed)
    suspending.resume(held, by=cast.manager, at=AT + DAY / 2)

    assert spell_of(signed, AT + DAY / 4).force is Force.SUSPENDED
    assert spell_of(signed, AT + DAY).force is Force.APPLIES


def test_a_clause_that_is_suspended_is_told_by_its_number(cast, signed, client):
    suspend(cast, signed, 11, at=AT)
    suspend(cast, signed, 5, at=AT + DAY)

    spell = spell_of(signed, AT + 2 * DAY)
    later = (AT + DAY).date()
    assert (spell.force, spell.clauses) == (Force.APPLIES, ((5, later), (11, AT.date())))
    assert spell_of(signed, AT + 10 * DAY).clauses == ()
    with time_machine.travel(AT + 2 * DAY, tick=False):
        page = ask(client, signed.digest).content.decode()
    assert "Clause 5 suspended" in page
    assert "Clause 11 suspended" in page
    headings = ClauseText.objects.filter(clause__version=signed).values_list("heading", flat=True)
    assert headings
    assert not [heading for heading in headings if heading in page]


def test_that_the_legal_basis_has_lapsed_is_told_from_the_next_day_on(cast, signed, client):
    basis = {"site": cast.site, "kind": "permit", "valid_from": date(2025, 1, 1)}
    recorded = {"recorded_at": SIGNED_FIRST, "recorded_by": cast.manager}
    LegalBasis.objects.create(valid_to=AT.date(), **basis, **recorded)

    assert spell_of(signed, AT).force is Force.APPLIES
    spell = spell_of(signed, AT + 2 * DAY)
    assert (spell.force, spell.since) == (Force.LAPSED, (AT + DAY).date())
    with time_machine.travel(AT + 2 * DAY, tick=False):
        assert (
            "no legal basis on record since Fri 17 Jan"
            in ask(client, signed.digest).content.decode()
        )


def test_a_notice_that_has_run_out_and_an_agreed_end_are_told_apart(cast, signed):
    last = AT.date() + timedelta(days=signed.notice_days + 1)
    terminating.terminate(
        signed, cast.partnership, last_day=last, reason="It does not work.", by=cast.leader, at=AT
    )

    assert spell_of(signed).force is Force.APPLIES
    assert spell_of(signed, AT + timedelta(days=signed.notice_days + 3)).force is Force.TERMINATED


def test_what_ended_as_agreed_has_expired(cast, draft):
    Version.objects.filter(pk=draft.pk).update(ends_on=AT.date() + 2 * DAY)
    draft.refresh_from_db()
    agree(draft, cast)

    assert spell_of(draft).force is Force.APPLIES
    assert spell_of(draft, AT + 5 * DAY).force is Force.EXPIRED


def test_known_or_not_it_takes_the_same_steps(signed, django_assert_num_queries):
    for code in (signed.digest, "0" * 64):
        with django_assert_num_queries(5):
            check(code)


# The page -----------------------------------------------------------------------------------


@pytest.fixture
def client(client):
    """Comes from an address of its own: misses are counted by address, in a cache that other
    test processes share."""
    client.defaults["REMOTE_ADDR"] = str(IPv4Address(secrets.randbits(32)))
    return client


def ask(client, copy):
    return client.post("/verify/", {"copy": copy})


def test_anybody_asks_and_learns_no_word_of_the_text(cast, client, signed):
    page = ask(client, signed.digest).content.decode()

    assert "This copy is genuine" in page
    assert "every post named in it has signed" in page
    for hidden in (signed.protocol.title, cast.site.name, cast.operator.name, cast.manager.name):
        assert hidden not in page


def test_a_copy_that_is_not_known_is_said_to_be_so(db, client):
    page = ask(client, "ab" * 32).content.decode()

    assert "not known here" in page
    assert "genuine</h2>" not in page


def test_what_was_typed_is_kept_and_never_part_of_an_address(db, client):
    answer = ask(client, "not a code")

    assert answer.status_code == 422
    assert "not a code</textarea>" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_guessing_stops_after_a_while(signed, client):
    for _guess in range(guessing.MOST):
        assert ask(client, "ab" * 32).status_code == 200

    stopped = ask(client, signed.digest)
    assert stopped.status_code == 422
    assert "Try again in five minutes" in stopped.content.decode()
    assert "This copy is genuine" not in stopped.content.decode()


def test_right_codes_are_never_counted(signed, client):
    for _check in range(guessing.MOST + 3):
        assert "This copy is genuine" in ask(client, signed.digest).content.decode()


def test_the_code_in_a_scanned_square_is_kept_from_servers(signed):
    before, _hash, code = verifying.address(signed).partition("#")

    assert code == signed.digest
    assert signed.digest not in before


# Taken along --------------------------------------------------------------------------------


def test_a_script_that_knows_nothing_of_ours_finds_the_same_digest(as_, cast, signed, tmp_path):
    answer = as_(cast.officer).get(f"{signed.get_absolute_url()}signed-text.txt")
    file = tmp_path / "signed.txt"
    file.write_bytes(answer.content)

    right = _run(file, *signed.digest_groups)
    assert right.stdout.splitlines()[1] == signed.digest
    assert right.returncode == 0
    assert _run(file, "0" * 64).returncode == 1
    file.write_bytes(answer.content.replace(b"Entry", b"Exit."))
    assert _run(file, signed.digest).returncode == 1
    assert len(SCRIPT.read_text().splitlines()) <= 30


def _run(*arguments):
    command = [sys.executable, "-I", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_draft_has_no_signed_text(as_, cast, draft):
    assert as_(cast.manager).get(f"{draft.get_absolute_url()}signed-text.txt").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_paper_comes_in_the_language_asked_for(as_, cast, signed, language):
    answer = as_(cast.officer).get(f"{signed.get_absolute_url()}text.pdf?text={language}")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Language"] == language
    assert signed.protocol.title not in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")


def test_the_certificate_leads_to_all_of_it(as_, cast, half_signed):
    put_name(half_signed, cast.police_leader)
    page = as_(cast.observer).get(f"{half_signed.get_absolute_url()}certificate/").content.decode()

    for words in ("Police leader, Coastal Police", "signed-text.txt", "text.pdf?text=fr", "<svg"):
        assert words in page, words


def test_a_legal_basis_without_an_end_in_sight_is_no_hindrance(cast, signed):
    said = {"site": cast.site, "kind": "exemption", "valid_from": date.min, "valid_to": date.max}
    LegalBasis.objects.create(**said, recorded_at=AT, recorded_by=cast.manager)

    (spell,) = check(signed.digest).spells
    assert (spell.force, spell.since) == (Force.APPLIES, None)
