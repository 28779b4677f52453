"""PDF documents are written anew from their pages: author, programs, comments, embedded files and
what is told about pictures stay behind. What would act, or show different things to different
readers, is refused."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from incidents.attachments import pictures
from incidents.attachments.formats import MOST_PAGES, CannotTake

_MOST_OBJECTS = 50_000
_MOST_UNPACKED = 250 * 1024 * 1024
# Of a page: what is drawn, and on what.
_OF_A_PAGE = frozenset(
    {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/UserUnit",
        "/Resources",
        "/Contents",
        "/Group",
    }
)
# Of anything on it: what tells who made it, when and with what; and what else hangs on it.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/StructParent", "/StructParents")
_ACTS = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/GoToE",
        "/GoTo3DView",
    }
)


def written_anew(content: bytes) -> bytes:
    """The same pages, and nothing else. Errors: ``CannotTake``."""
    try:
        return _written(PdfReader(BytesIO(content)))
    except CannotTake:
        raise
    except Exception as error:
        # A file made to harm brings a reader to any exception there is, recursion included.
        raise _print_it(_("This document cannot be read whole.")) from error


def _written(reader: PdfReader) -> bytes:
    if reader.is_encrypted:
        raise CannotTake(
            _("This document is locked. Print it to a new PDF without a password, and send that.")
        )
    if len(reader.pages) > MOST_PAGES:
        raise CannotTake(
            _("This document has %(pages)s pages; at most %(most)s are taken. Send fewer.")
            % {"pages": len(reader.pages), "most": MOST_PAGES}
        )
    _refuse_what_acts(reader.root_object)
    writer = PdfWriter()
    writer.metadata = None
    for page in reader.pages:
        _make_bare(page)
        writer.add_page(page)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _refuse_what_acts(root: DictionaryObject) -> None:
    unpacked = 0
    for one in _objects(root):
        if _ACTS & one.keys() or one.get("/S") in _ACTIONS:
            raise _print_it(_("This document holds a script, a film or a command."))
        if "/OCProperties" in one:
            raise _print_it(_("This document has layers that can be hidden."))
        if _get(_get(one, "/AcroForm"), "/Fields"):
            raise _print_it(_("This document is a form to fill in."))
        unpacked += _unpacked(one, _MOST_UNPACKED - unpacked)
        if unpacked > _MOST_UNPACKED:
            raise _print_it(_("This document unpacks to more than 250 MB."))


def _print_it(words: str) -> CannotTake:
    instead = _("Print it to a new PDF, and send that.")
    return CannotTake(f"{words} {instead}")


def _make_bare(page: PageObject) -> None:
    for key in page.keys() - _OF_A_PAGE:
        del page[key]
    for one in _objects(page):
        for key in _TELLING:
            one.pop(key, None)
        if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            one._data = pictures.without_tales(one._data)


def _objects(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that hangs on *root*, once. Errors: ``ValueError`` for too many."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [root]
    visited = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        visited += 1
        if visited > _MOST_OBJECTS:
            raise ValueError("too many objects")
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))


def _get(one: Any, key: str) -> Any:
    found = one.get(key) if isinstance(one, DictionaryObject) else None
    return found.get_object() if isinstance(found, IndirectObject) else found


def _unpacked(one: DictionaryObject, most: int) -> int:
    """How many bytes a packed stream unpacks to, counted a little beyond *most* and no further."""
    if not isinstance(one, StreamObject) or one.get("/Filter") not in (
        "/FlateDecode",
        ["/FlateDecode"],
    ):
        return 0
    packed, count = zlib.decompressobj(), 0
    left = one._data
    while left and count <= most:
        try:
            count += len(packed.decompress(left, 1 << 20))
        except zlib.error:
            return count
        left = packed.unconsumed_tail
    return count
