"""The few kinds of file that are taken, and the bounds of each (``docs/attachments.md``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, sqrt
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import uploads
from liaison.refusal import Refused

MOST_BYTES = uploads.MOST_BYTES
MOST_PIXELS = 25_000_000
MOST_PAGES = 50
# Of one incident, in one lane.
MOST_FILES = 10
MOST_BYTES_IN_ALL = 4 * MOST_BYTES


class CannotTake(Refused):
    """The file is not one that is kept here."""

    def __init__(self, message: Any) -> None:
        super().__init__(message, field="file")


class Kind(models.TextChoices):
    PHOTO = "photo", gettext_lazy("Photo")
    DOCUMENT = "document", gettext_lazy("Document")


@dataclass(frozen=True, slots=True)
class Format:
    """``begins``: the first bytes of every such file; ``endings``: of its name, the usual first."""

    kind: Kind
    media_type: str
    begins: bytes
    endings: tuple[str, ...]
    label: Any

    @property
    def extension(self) -> str:
        return self.endings[0].removeprefix(".").upper()


JPEG = Format(
    Kind.PHOTO, "image/jpeg", b"\xff\xd8\xff", (".jpg", ".jpeg"), gettext_lazy("a JPEG picture")
)
PNG = Format(
    Kind.PHOTO, "image/png", b"\x89PNG\r\n\x1a\n", (".png",), gettext_lazy("a PNG picture")
)
PDF = Format(Kind.DOCUMENT, "application/pdf", b"%PDF-", (".pdf",), gettext_lazy("a PDF document"))
FORMATS: Mapping[str, Format] = {one.media_type: one for one in (JPEG, PNG, PDF)}
ACCEPTED = ",".join((*FORMATS, *(ending for one in FORMATS.values() for ending in one.endings)))
HELP = format_lazy(
    "{} {}",
    gettext_lazy("A JPEG or PNG picture or a PDF document, at most 10 MB."),
    gettext_lazy("Its name, and what it says of place, time, device and author, is not kept."),
)
# The brand of a file that iPhones make where they are not asked for another.
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def recognised(name: str, content: bytes) -> Format:
    """What *content* is, by its first bytes; *name* has to end as such files do.

    Errors: ``CannotTake``.
    """
    if not content:
        raise CannotTake(_("This file is empty. Choose one with something in it."))
    refuse_many_bytes(content)
    for one in FORMATS.values():
        if content.startswith(one.begins):
            if not name.lower().endswith(one.endings):
                raise CannotTake(
                    _("This is %(what)s, but its name does not say so: let it end in %(end)s.")
                    % {"what": one.label, "end": one.endings[0]}
                )
            return one
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise CannotTake(_("HEIC pictures are not taken. Save it as JPEG, and send that."))
    raise CannotTake(
        _("By its content this is no JPEG or PNG picture and no PDF document: send one.")
    )


def refuse_many_bytes(content: bytes) -> None:
    """Errors: ``CannotTake``. What was sent is held to it, and what was made of that."""
    if len(content) > MOST_BYTES:
        raise CannotTake(
            _("This file has more than 10 MB. Send a smaller picture, or fewer pages.")
        )


def refuse_many_pixels(width: int, height: int, *, most: int = MOST_PIXELS) -> None:
    """Errors: ``CannotTake``, with the largest size of the same shape that is taken."""
    if width * height <= most:
        return
    shrink = sqrt(most / (width * height))
    raise CannotTake(
        _(
            "This picture has %(width)s × %(height)s pixels. At most %(most)s million are taken: "
            "make it %(less_wide)s × %(less_high)s or smaller."
        )
        % {
            "most": most // 1_000_000,
            "width": width,
            "height": height,
            "less_wide": max(1, floor(width * shrink)),
            "less_high": max(1, floor(height * shrink)),
        }
    )
