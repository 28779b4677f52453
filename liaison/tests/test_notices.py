"""The words that go out: short, without the name of a site, in both languages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from notifications import rendering
from notifications.models import Notice

KINDS = sorted(
    path.name.removesuffix(".subject.txt")
    for path in (Path(settings.BASE_DIR) / "templates/notices/liaison").glob("*.subject.txt")
)
FACTS = {
    "role": "site_manager",
    "from": "2025-02-04",
    "to": "2026-02-03",
    "first": "2025-02-10",
    "last": "2025-02-14",
    "side": "police",
    "rank": "backup",
    "visits": 2,
    "invitation": "0" * 32,
}


@pytest.fixture
def notice(cast):
    def about(kind: str, **facts) -> Notice:
        facts["person"] = cast.manager.pk.hex
        return Notice(kind=f"liaison/{kind}", recipient=cast.manager, path="/x/", facts=facts)

    return about


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_reads_in_a_line_and_a_few_sentences(notice, kind, language):
    one = notice(kind, **FACTS)
    one.recipient.language = language
    with translation.override(language):
        subject, body = rendering.subject(one), rendering.body(one)

    assert 5 < len(subject) < 80
    assert 10 < len(body) < 400
    assert "{" not in subject + body
    message = rendering.mail(one)
    assert ("/invite/" in message.body) == (kind == "invited")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "invited"])
def test_a_code_that_is_not_known_does_not_stop_a_notice(notice, kind):
    facts = FACTS | {"role": "astronaut", "side": "moon", "rank": "captain", "to": ""}

    assert rendering.body(notice(kind, **facts))


def test_every_kind_that_is_sent_has_its_words_and_no_other():
    source = Path(settings.BASE_DIR, "liaison", "notices.py").read_text(encoding="utf-8")

    assert sorted(set(re.findall(r'"liaison/(\w+)"', source))) == KINDS
