"""Files as devices and programs make them, and files made to harm. Each of the former tells more
than its picture or its pages: what it tells bears one of the ``TALES``."""

import zlib
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

TALES = (
    b"CNRY-maker",
    b"CNRY-comment",
    b"CNRY-xmp",
    b"CNRY-tail",
    b"CNRY-text",
    b"CNRY-author",
    b"CNRY-annotation",
    b"CNRY-embedded",
    b"CNRY-piece",
)
_ORIENTATION, _MAKER, _GPS, _LATITUDE = 0x0112, 0x010F, 0x8825, 2


def picture(*, size=(64, 48)):
    """Left half dark, right half light, so that turning it shows."""
    made = Image.new("RGB", size, "white")
    made.paste("navy", (0, 0, size[0] // 2, size[1]))
    return made


def jpeg(*, size=(64, 48), turned=False):
    exif = Image.Exif()
    exif[_MAKER] = "CNRY-maker"
    exif.get_ifd(_GPS)[_LATITUDE] = (49.0, 16.0, 52.0)
    if turned:
        exif[_ORIENTATION] = 6  # what was drawn is to be turned a quarter clockwise
    out = BytesIO()
    picture(size=size).save(
        out, "JPEG", exif=exif, comment=b"CNRY-comment", xmp=b"<x>CNRY-xmp</x>", icc_profile=b"CNRY"
    )
    return out.getvalue() + b"CNRY-tail"


def png(*, size=(64, 48), mode="RGB"):
    told = PngInfo()
    told.add_text("Comment", "CNRY-text")
    told.add_itxt("XML:com.adobe.xmp", "CNRY-xmp", zip=False)
    exif = Image.Exif()
    exif[_MAKER] = "CNRY-maker"
    out = BytesIO()
    picture(size=size).convert(mode).save(out, "PNG", pnginfo=told, exif=exif)
    return out.getvalue() + b"CNRY-tail"


def huge_png(side=30_000):
    """A few hundred bytes that say they are *side* pixels wide and high."""

    def chunk(name, data):
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = side.to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def _stream(data, **entries):
    made = DecodedStreamObject()
    made._data = data
    for key, value in entries.items():
        made[NameObject(f"/{key}")] = value
    return made


def writer(*, pages=1):
    """A document of blank pages, the first of which shows a photo with all that a phone tells."""
    made = PdfWriter()
    for _page in range(pages):
        made.add_blank_page(200, 200)
    shown = _stream(
        jpeg(),
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Image"),
        Width=NumberObject(64),
        Height=NumberObject(48),
        ColorSpace=NameObject("/DeviceRGB"),
        BitsPerComponent=NumberObject(8),
        Filter=NameObject("/DCTDecode"),
        PieceInfo=DictionaryObject({NameObject("/App"): TextStringObject("CNRY-piece")}),
    )
    page = made.pages[0]
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Photo"): made._add_object(shown)})}
    )
    page[NameObject("/Contents")] = made._add_object(_stream(b"q 100 0 0 75 20 20 cm /Photo Do Q"))
    made.add_metadata({"/Author": "CNRY-author"})
    made.xmp_metadata = b"<x>CNRY-xmp</x>"
    return made


def pdf(*, pages=1):
    made = writer(pages=pages)
    made.add_annotation(0, FreeText(text="CNRY-annotation", rect=(10, 10, 60, 30)))
    made.add_attachment("list.txt", b"CNRY-embedded")
    return written(made)


def written(made):
    out = BytesIO()
    made.write(out)
    return out.getvalue()


def locked_pdf():
    made = writer()
    made.encrypt("open sesame", algorithm="RC4-128")
    return written(made)


def script_pdf():
    """Its script lies where readers look for scripts by name."""
    made = writer()
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("alert()"),
        }
    )
    named = ArrayObject([TextStringObject("one"), made._add_object(script)])
    made.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): named})}
    )
    return written(made)


def launching_pdf():
    made = writer()
    made.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )
    return written(made)


def form_pdf():
    made = writer()
    field = made._add_object(DictionaryObject({NameObject("/FT"): NameObject("/Tx")}))
    made.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([field])}
    )
    return written(made)


def layered_pdf():
    made = writer()
    made.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject()}
    )
    return written(made)


def bomb_pdf(size=300 * 1024 * 1024):
    """A page whose content unpacks to *size* bytes."""
    packer = zlib.compressobj(9)
    megabyte = b" " * (1 << 20)
    packed = b"".join(packer.compress(megabyte) for _ in range(size >> 20)) + packer.flush()
    made = writer()
    made.pages[0][NameObject("/Contents")] = made._add_object(
        _stream(packed, Filter=NameObject("/FlateDecode"))
    )
    return written(made)


def polyglot_jpeg():
    """A JPEG whose comment is a page."""
    out = BytesIO()
    picture().save(out, "JPEG", comment=b"<script>CNRY-comment</script>")
    return out.getvalue()
