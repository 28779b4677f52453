"""The words of a notice, in the language of the person who gets it."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django.utils import translation

from notifications import calendar_parts
from notifications.models import Notice

log = logging.getLogger(__name__)


def subject(notice: Notice) -> str:
    """One line, in the language that is active: no name of a site, nothing of a case."""
    return " ".join(_render(f"notices/{notice.kind}.subject.txt", notice).split())


def body(notice: Notice) -> str:
    """One to three sentences as plain text, in the language that is active."""
    return _render(f"notices/{notice.kind}.body.txt", notice).strip()


def mail(notice: Notice) -> EmailMultiAlternatives:
    """The mail, ready to send, always under the same Message-ID. A kind may bring a frame of
    its own, and an entry for the recipient's calendar."""
    own_frame = f"notices/{notice.kind}.mail.txt"
    with translation.override(notice.recipient.language):
        text = _render([own_frame, "notices/frame.txt"], notice, body=body(notice))
        line = subject(notice)
    host = urlsplit(settings.BASE_URL).hostname
    message = EmailMultiAlternatives(
        subject=line,
        body=text,
        to=[notice.recipient.email],
        headers={
            "Message-ID": f"<{notice.pk}@{host}>",
            # Keeps an absent colleague's automatic answer from coming back.
            "Auto-Submitted": "auto-generated",
        },
    )
    _attach_calendar(message, notice)
    return message


def _attach_calendar(message: EmailMultiAlternatives, notice: Notice) -> None:
    """What is wrong with it costs it alone: the letter goes without."""
    try:
        # A query that fails must not take the transaction it may stand in.
        with transaction.atomic():
            part = calendar_parts.of(notice)
    except Exception as error:
        # The kind and the type only: the message of an error may carry an address or words.
        log.error("A notice %s goes without its calendar: %s", notice.kind, type(error).__name__)
        return
    if part:
        message.attach_alternative(part.content, part.media_type)


def _render(template: str | list[str], notice: Notice, **more: str) -> str:
    context = {
        "facts": notice.facts,
        "path": notice.path,
        "url": settings.BASE_URL + notice.path,
        "name": notice.recipient.name,
        **more,
    }
    # Plain text: a name with an apostrophe must arrive with an apostrophe. Pages that show this
    # text escape it there.
    names = [template] if isinstance(template, str) else template
    found = Engine.get_default().select_template(names)
    return found.render(Context(context, autoescape=False))
