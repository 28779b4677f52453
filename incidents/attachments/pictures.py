"""Pictures are drawn anew from their pixels: place, time, device, author and comments stay behind,
and so does whatever was hidden before, after or between the pixels."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from incidents.attachments import formats, memory
from incidents.attachments.formats import JPEG, CannotTake, Format

# Pillow would warn of many pixels by a measure of its own; they are counted here, before any of
# them is unpacked.
Image.MAX_IMAGE_PIXELS = None
_QUALITY = 85
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# The segments of a JPEG that a decoder needs, beside its tables: JFIF, colours, Adobe's transform.
_NEEDED = frozenset({0xE0, 0xE2, 0xEE})
_TELLING = frozenset({*range(0xE0, 0xF0), 0xFE}) - _NEEDED


def drawn_anew(content: bytes, form: Format) -> bytes:
    """The same picture, upright, and nothing else. Errors: ``CannotTake``."""
    try:
        with Image.open(BytesIO(content), formats=[_name(form)]) as picture:
            formats.refuse_many_pixels(*picture.size)
            turns = _turns(picture)
            _make_it_fit(picture, form, turns=turns)
            picture.load()
            if turns:
                ImageOps.exif_transpose(picture, in_place=True)
            return _written(picture, form)
    except CannotTake:
        raise
    except Exception as error:
        # A file made to harm brings a decoder to any exception there is.
        raise CannotTake(
            _("This picture cannot be read whole. Open it on your device, save it anew, send that.")
        ) from error


def _turns(picture: Image.Image) -> bool:
    """Whether it lies on its side. Asked of what is known before the pixels: a PNG that says so
    after them stays as it lies."""
    return Image.Image.getexif(picture).get(ExifTags.Base.Orientation, 1) != 1


def _make_it_fit(picture: Image.Image, form: Format, *, turns: bool) -> None:
    """A JPEG that would take too much memory is drawn at half its width and height. Errors:
    ``CannotTake`` where that is not enough, and for a PNG."""
    width, height = picture.size
    most_of = partial(memory.most_pixels, picture, mode=_mode(picture, form), turns=turns)
    if isinstance(picture, JpegImageFile) and width * height > most_of():
        formats.refuse_many_pixels(width, height, most=most_of(shrunk=2))
        picture.draft(picture.mode, (width // 2, height // 2))
    else:
        formats.refuse_many_pixels(width, height, most=most_of())


def _mode(picture: Image.Image, form: Format) -> str:
    return "RGBA" if form is not JPEG and picture.has_transparency_data else "RGB"


def _written(picture: Image.Image, form: Format) -> bytes:
    mode = _mode(picture, form)
    # Converting would copy a hundred megabytes even where there is nothing to convert.
    plain = picture if picture.mode == mode else picture.convert(mode)
    plain.info = {}
    kept = BytesIO()
    plain.save(kept, _name(form), **({"quality": _QUALITY} if form is JPEG else {}))
    return kept.getvalue()


def _name(form: Format) -> str:
    return "JPEG" if form is JPEG else "PNG"


def without_tales(jpeg: bytes) -> bytes:
    """A JPEG as it lies within a document, without the segments that tell of place, device or
    author, and without what follows its end; its pixels are untouched.

    Errors: ``ValueError`` for what is no JPEG.
    """
    return b"".join(_kept(jpeg))


def _kept(jpeg: bytes) -> Iterator[bytes]:
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    yield jpeg[:2]
    at = 2
    while True:
        start, marker = _next_marker(jpeg, at)
        yield jpeg[at:start]  # pixels, where a scan was before
        if marker == _END:
            yield jpeg[start : start + 2]
            return
        at = start + 2 + int.from_bytes(jpeg[start + 2 : start + 4])
        if marker not in _TELLING:
            yield jpeg[start:at]


def _next_marker(jpeg: bytes, at: int) -> tuple[int, int]:
    """Where the next segment begins, and its marker: within pixels FF 00 is a byte of theirs, FF D0
    to D7 counts them, and FF FF fills."""
    while True:
        start = jpeg.find(b"\xff", at)
        if start < 0 or (start + 3 > len(jpeg) and jpeg[start + 1 :] != bytes([_END])):
            raise ValueError("a JPEG without an end")
        marker = jpeg[start + 1]
        if marker not in (0x00, 0xFF) and not 0xD0 <= marker <= 0xD7:
            return start, marker
        at = start + (1 if marker == 0xFF else 2)
