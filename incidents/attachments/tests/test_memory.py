"""How much memory a picture takes while it is drawn anew: told beforehand, kept to, or refused."""

import json
import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from incidents.attachments import cleaning, memory
from incidents.attachments.formats import CannotTake
from incidents.attachments.tests import files

SIZE = (640, 480)
PIXELS = SIZE[0] * SIZE[1]
_SIDEWAYS = Image.Exif()
_SIDEWAYS[files._ORIENTATION] = 6


def sent(form, mode="RGB", **options):
    out = BytesIO()
    files.picture(size=SIZE).convert(mode).save(out, form, **options)
    return out.getvalue()


def drawn(content):
    name = "a.png" if content.startswith(b"\x89PNG") else "a.jpg"
    with Image.open(BytesIO(cleaning.clean(name, content).content)) as made:
        return made.size


# Bytes a pixel takes at the most, whole and drawn at half its width and height.
JPEGS = [
    (dict(), 4, 1),
    (dict(mode="L"), 5, 1.25),
    (dict(mode="CMYK"), 8, 2),
    (dict(exif=_SIDEWAYS), 8, 2),
    (dict(progressive=True, subsampling="4:2:0"), 7, 4),
    (dict(progressive=True, subsampling="4:4:4"), 10, 7),
]


@pytest.mark.parametrize(("options", "whole", "half"), JPEGS)
def test_a_jpeg_that_takes_too_much_is_drawn_at_half_its_width_or_refused(
    monkeypatch, options, whole, half
):
    content = sent("JPEG", **options)

    def with_room_for(bytes_a_pixel):
        monkeypatch.setattr(memory, "MOST", round(PIXELS * bytes_a_pixel))
        return drawn(content)

    assert max(with_room_for(whole)) == 640
    assert max(with_room_for(whole - 0.01)) == 320
    assert max(with_room_for(half)) == 320
    with pytest.raises(CannotTake, match="or smaller"):
        with_room_for(half - 0.01)


@pytest.mark.parametrize(
    ("options", "whole"),
    [
        (dict(), 4),
        (dict(mode="RGBA"), 4),
        (dict(mode="P", transparency=3), 5),
        (dict(mode="I;16"), 6),
        (dict(exif=_SIDEWAYS), 8),
    ],
)
def test_a_png_that_takes_too_much_is_refused(monkeypatch, options, whole):
    content = sent("PNG", **options)
    monkeypatch.setattr(memory, "MOST", PIXELS * whole)
    assert max(drawn(content)) == 640
    monkeypatch.setattr(memory, "MOST", PIXELS * whole - 1)

    with pytest.raises(CannotTake, match="make it 639 × 479 or smaller"):
        drawn(content)


def test_a_png_that_says_after_its_pixels_how_it_lies_stays_as_it_lies():
    content = sent("PNG")
    sideways = sent("PNG", exif=_SIDEWAYS)
    start = sideways.index(b"eXIf") - 4
    chunk = sideways[start : start + 12 + int.from_bytes(sideways[start : start + 4])]
    end = content.index(b"IEND") - 4

    assert drawn(sideways) == (480, 640)
    assert drawn(content[:end] + chunk + content[end:]) == (640, 480)


# A process of its own, so that what else was unpacked there does not count.
MEASURED = """
import json, os, sys
from io import BytesIO
import django
django.setup()
from PIL import Image
from incidents.attachments import cleaning

def resident(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024

exif = Image.Exif()
exif[0x0112] = 6
plain = Image.effect_noise((5770, 4330), 40).convert("RGB")
sent = []
for options in ({"exif": exif}, {"progressive": True}):
    out = BytesIO()
    plain.save(out, "JPEG", quality=70, **options)
    sent.append(out.getvalue())
del plain, out
took = []
for content in sent:
    with open("/proc/self/clear_refs", "w") as peak:
        peak.write("5")
    before = resident("VmRSS")
    cleaning.clean("a.jpg", content)
    took.append(resident("VmHWM") - before)
print(json.dumps(took))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is read from /proc")
def test_the_largest_pictures_take_no_more_than_150_megabytes():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True,
        text=True,
        check=True,
    )

    took = json.loads(done.stdout)
    assert len(took) == 2
    assert max(took) < 150_000_000
