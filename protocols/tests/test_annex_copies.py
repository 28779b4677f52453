"""A copy of an annex: who takes it along, and how anybody checks it outside the portal."""
# ruff: noqa: F811 (fixtures of another file)

import io
import json
import subprocess
import sys

import pypdf
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from protocols import document, sending, suspending, verifying
from protocols.lifecycle import Force, Stage
from protocols.models import SentAnnex
from protocols.tests.conftest import SENT, SIGNED_SECOND
from protocols.tests.test_annexes import (  # noqa: F401
    OURS,
    THEIRS,
    agreed,
    annexed,
    frame,
    last_common,
    quay,
)
from tests.cast import NOW

SCRIPT = settings.BASE_DIR / "docs" / "check_signed_text.py"


def file_of(version, partnership):
    return f"{version.get_absolute_url()}annexes/{partnership.pk}/signed-text.txt"


def run(*arguments):
    command = [sys.executable, "-I", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_its_readers_take_it_along_and_check_it_with_the_script(
    cast,
    quay,
    as_,
    agreed,
    tmp_path,
):
    client, file = as_(cast.other_staff), tmp_path / "annex.txt"
    certificate = client.get(f"{agreed.get_absolute_url()}certificate/").content.decode()
    answer = client.get(file_of(agreed, quay))
    file.write_bytes(answer.content)
    digest = run(file).stdout.splitlines()[1]

    assert THEIRS in answer.content.decode()
    assert OURS not in answer.content.decode()
    assert "quay" not in answer["Content-Disposition"]
    assert file_of(agreed, quay) in certificate
    assert digest[:8] in certificate
    named = json.loads(document.signed_text(agreed).partition("\n")[2])["annexes"]
    assert {"digest": digest, "partnership": str(quay.pk)} in named
    assert run(file, digest).returncode == 0
    assert run(file, agreed.digest).returncode == 1
    file.write_bytes(answer.content.replace(b"quay", b"pier"))
    assert run(file, digest).returncode == 1


@pytest.mark.parametrize("part", ["manager", "staff", "liaison", "officer", "observer", "auditor"])
def test_to_others_there_is_no_such_file(cast, quay, as_, agreed, part):
    client = as_(getattr(cast, part))

    assert client.get(file_of(agreed, quay)).status_code == 404
    assert client.get(file_of(agreed, cast.partnership)).status_code == 200
    assert file_of(agreed, quay) not in client.get(agreed.get_absolute_url()).content.decode()


def test_a_draft_has_no_such_file(cast, quay, as_, annexed):
    assert as_(cast.other_manager).get(file_of(annexed, quay)).status_code == 404


def test_the_paper_carries_the_annexes_of_its_reader(cast, quay, as_, agreed):
    answer = as_(cast.other_staff).get(f"{agreed.get_absolute_url()}text.pdf?text=en")
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    held = {name: words[0].decode() for name, words in reader.attachments.items()}

    assert sorted(held.values()) == sorted(
        [document.signed_text(agreed), document.annex_text(agreed, quay.pk)]
    )
    said = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    digest = document.annex_digest(agreed, quay.pk)
    assert "Annex: Quay House" in said
    assert all(digest[at : at + 8] in said for at in range(0, 64, 8))
    assert document.annex_digest(agreed, cast.partnership.pk)[:16] not in said.replace(" ", "")


@pytest.mark.parametrize(
    "as_held",
    [
        lambda version, pair: document.annex_digest(version, pair.pk)[:32],
        lambda version, pair: document.annex_text(version, pair.pk),
        lambda version, pair: document.annex_text(version, pair.pk).partition("\n")[2],
        lambda version, pair: json.dumps(document.annex_of(version, pair.pk), indent=2),
    ],
)
def test_anybody_who_holds_it_learns_of_which_version_it_is_and_when_it_applied(
    quay,
    agreed,
    as_held,
):
    answer = verifying.check(as_held(agreed, quay), at=SIGNED_SECOND)

    assert answer.is_annex
    assert answer.is_genuine
    assert answer.number == agreed.number
    (spell,) = answer.spells
    assert (spell.force, spell.starts) == (
        Force.APPLIES,
        SIGNED_SECOND.astimezone(quay.site.tz).date(),
    )
    assert spell.ends is None


def test_no_word_of_it_is_shown_and_another_word_is_not_known(quay, client, agreed):
    held = document.annex_text(agreed, quay.pk)
    page = client.post("/verify/", {"copy": held}).content.decode()
    told = page.partition('class="verified')[2].partition("</section>")[0]

    assert "an annex to version 1 of its protocol" in told
    assert "Quay House" not in page
    assert THEIRS not in told
    other = verifying.check(held.replace("night", "day"), at=SIGNED_SECOND)
    assert other.stage is None


def test_known_or_not_an_annex_takes_the_same_steps(quay, agreed, django_assert_num_queries):
    for held in (document.annex_text(agreed, quay.pk), "0" * 64):
        with django_assert_num_queries(5):
            verifying.check(held, at=SIGNED_SECOND)


def test_taken_back_it_is_not_known_and_sent_it_stays(cast, quay, annexed):
    sending.send(annexed, by=cast.police_leader, at=SENT)
    annexed.refresh_from_db()
    held = document.annex_text(annexed, quay.pk)
    assert verifying.check(held, at=SENT).stage == Stage.AWAITING_SIGNATURES
    for write in (
        lambda: SentAnnex.objects.update(digest="0" * 64),
        lambda: SentAnnex.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()

    sending.recall(annexed, by=cast.police_leader, at=SENT)
    assert verifying.check(held, at=SENT).stage is None


def test_a_clause_of_an_annex_that_is_suspended_is_told_to_holders_of_that_annex_alone(
    cast, quay, agreed
):
    common, own = last_common(agreed), last_common(agreed) + 1
    held = {"days": 2, "reason": "The watch has changed.", "by": cast.police_leader, "at": NOW}
    suspending.suspend(agreed, quay, clause=own, **held)
    suspending.suspend(agreed, quay, clause=common, **held)

    (of_annex,) = verifying.check(document.annex_text(agreed, quay.pk), at=NOW).spells
    assert [number for number, _since in of_annex.clauses] == [common, own]
    (of_other,) = verifying.check(document.annex_text(agreed, cast.partnership.pk), at=NOW).spells
    assert of_other.clauses == ()
    of_all = verifying.check(agreed.digest, at=NOW).spells
    assert {number for spell in of_all for number, _since in spell.clauses} == {common}
