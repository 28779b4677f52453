"""How much memory a picture takes while it is drawn anew, told before any of it is unpacked."""

from math import floor
from typing import Any

from PIL import Image

# Of pixels at any moment (bytes). With what was sent, and what is made of it, beside them it stays
# below 150 MB for each file.
MOST = 128_000_000
# How many bytes a pixel takes in Pillow; four in every other mode.
_NARROW = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
_WIDE = 4
_COEFFICIENT = 2


def most_pixels(picture: Image.Image, *, mode: str, turns: bool, shrunk: int = 1) -> int:
    """How many pixels *picture*, not unpacked yet, can have at most to be drawn in *mode* (RGB or
    RGBA): turned first, if it *turns*; *shrunk*: so many times fewer of them each way."""
    return floor(MOST / _a_pixel(picture, mode, turns, shrunk))


def _a_pixel(picture: Image.Image, mode: str, turns: bool, shrunk: int) -> float:
    """Bytes for each pixel of what was sent."""
    drawn = _NARROW.get(picture.mode, _WIDE) / shrunk**2
    converted = drawn + (_WIDE / shrunk**2 if picture.mode != mode else 0)
    turned = 2 * drawn if turns else 0
    return max(_coefficients(picture) + drawn, converted, turned)


def _coefficients(picture: Any) -> float:
    """A progressive JPEG comes in passes over the whole picture, which are all kept until the last:
    a number for each pixel of each layer, however few pixels are wanted."""
    if not picture.info.get("progressive"):
        return 0
    sizes = [across * down for _name, across, down, _table in picture.layer]
    return _COEFFICIENT * sum(sizes) / max(sizes)
