"""Of what was sent only the picture or the pages are kept; what is more is refused in words."""

import time
from functools import partial
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from incidents.attachments import cleaning, formats
from incidents.attachments.formats import CannotTake, Kind
from incidents.attachments.tests import files


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("IMG_2041.JPG", files.jpeg, Kind.PHOTO),
        ("a.jpeg", files.polyglot_jpeg, Kind.PHOTO),
        ("screen.png", files.png, Kind.PHOTO),
        ("palette.png", partial(files.png, mode="P"), Kind.PHOTO),
        ("letter.pdf", partial(files.pdf, pages=2), Kind.DOCUMENT),
    ],
)
def test_what_a_file_tells_beside_itself_is_gone(name, content, kind):
    content = content()
    assert any(tale in content for tale in files.TALES)

    made = cleaning.clean(name, content)

    assert made.format.kind is kind
    assert made.content.startswith(made.format.begins)
    assert not [tale for tale in files.TALES if tale in made.content]
    assert b"<script" not in made.content
    assert b"Exif" not in made.content
    assert b"pypdf" not in made.content


@pytest.mark.parametrize(("name", "content"), [("a.jpg", files.jpeg), ("a.png", files.png)])
def test_the_picture_itself_stays(name, content):
    with Image.open(BytesIO(cleaning.clean(name, content()).content)) as made:
        assert made.size == (64, 48)
        assert not made.getexif()
        left, right = (made.convert("RGB").getpixel((x, 24)) for x in (8, 56))
    assert left[2] > left[0] + 60
    assert min(right) > 240


def test_a_picture_that_was_held_upright_stands_upright():
    made = cleaning.clean("a.jpg", files.jpeg(turned=True))

    with Image.open(BytesIO(made.content)) as picture:
        assert picture.size == (48, 64)
        assert min(picture.convert("RGB").getpixel((24, 60))) > 240


def test_what_can_be_seen_through_stays_so():
    made = cleaning.clean("a.png", files.png(mode="RGBA"))

    with Image.open(BytesIO(made.content)) as picture:
        assert picture.mode == "RGBA"


def test_the_pages_themselves_stay():
    made = PdfReader(BytesIO(cleaning.clean("a.pdf", files.pdf(pages=3)).content))

    assert len(made.pages) == 3
    assert b"Do" in made.pages[0].get_contents().get_data()
    [shown] = made.pages[0].images
    assert shown.image.size == (64, 48)
    assert made.metadata is None
    assert made.xmp_metadata is None
    assert not made.attachments
    assert "/Annots" not in made.pages[0]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.jpg", b"", "empty"),
        ("page.pdf", b"<html><script>1</script></html>", "By its content"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "By its content"),
        ("a.docx", b"PK\x03\x04" + bytes(60), "By its content"),
        ("a.jpg", b"MZ" + bytes(60), "By its content"),
        ("a.gif", b"GIF89a" + bytes(60), "By its content"),
        ("a.pdf", lambda: b"<html>" + files.pdf(), "By its content"),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(60), "HEIC"),
        ("a.pdf", files.jpeg, r"a JPEG picture.*\.jpg"),
        ("a.jpg", files.pdf, r"a PDF document.*\.pdf"),
        ("a.jpg.exe", files.jpeg, r"\.jpg"),
        ("noname", files.png, r"\.png"),
        ("a.jpg", lambda: files.jpeg()[:400], "cannot be read whole"),
        ("a.png", lambda: files.png()[:90], "cannot be read whole"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(500), "cannot be read whole"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(500), "cannot be read whole"),
        ("a.png", files.huge_png, "30000 × 30000 pixels.*5000 × 5000 or smaller"),
        ("a.pdf", files.locked_pdf, "locked"),
        ("a.pdf", files.script_pdf, "a script, a film or a command"),
        ("a.pdf", files.launching_pdf, "a script, a film or a command"),
        ("a.pdf", files.form_pdf, "a form"),
        ("a.pdf", files.layered_pdf, "layers"),
        ("a.pdf", partial(files.pdf, pages=51), "51 pages; at most 50"),
        ("big.jpg", lambda: files.jpeg() + bytes(formats.MOST_BYTES), "more than 10 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_is_not_taken_is_refused_with_what_to_send_instead(name, content, words):
    with pytest.raises(CannotTake, match=words) as refused:
        cleaning.clean(name, content() if callable(content) else content)

    assert refused.value.field == "file"


def test_what_unpacks_to_very_much_is_refused_before_it_fills_the_memory():
    bomb = files.bomb_pdf()
    began = time.monotonic()

    with pytest.raises(CannotTake, match="unpacks to more than 250 MB"):
        cleaning.clean("a.pdf", bomb)
    assert time.monotonic() - began < 5


def test_the_largest_picture_is_taken_and_no_larger():
    formats.refuse_many_pixels(5000, 5000)

    with pytest.raises(CannotTake, match="make it 7071 × 3535 or smaller"):
        formats.refuse_many_pixels(8000, 4000)
