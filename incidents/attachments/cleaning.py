"""What was sent becomes what is kept: recognised by its content, and made anew from it."""

from dataclasses import dataclass

from incidents.attachments import formats, papers, pictures
from incidents.attachments.formats import PDF, Format


@dataclass(frozen=True, slots=True)
class Clean:
    """A file made here from one that was sent; the name and the bytes that came are gone."""

    format: Format
    content: bytes


def clean(name: str, content: bytes) -> Clean:
    """Errors: ``CannotTake``, with what to send instead."""
    form = formats.recognised(name, content)
    made = papers.written_anew(content) if form is PDF else pictures.drawn_anew(content, form)
    formats.refuse_many_bytes(made)
    return Clean(form, made)
