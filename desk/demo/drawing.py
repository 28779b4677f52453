"""A picture for the demonstration, drawn here: a bin at the side of a road, with a bag in it."""

from io import BytesIO

from PIL import Image, ImageDraw


def bin_by_the_road() -> bytes:
    """A JPEG."""
    picture = Image.new("RGB", (960, 720), "#cfd8dc")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 960, 720), fill="#8d8d86")
    pen.rectangle((0, 440, 960, 480), fill="#b8b3a6")
    pen.rectangle((60, 90, 420, 440), fill="#a98f7a")
    pen.rectangle((140, 160, 230, 280), fill="#5d7480")
    pen.ellipse((520, 250, 760, 420), fill="#2f5d9b")
    pen.polygon(((510, 340), (770, 340), (735, 640), (545, 640)), fill="#3d4a45")
    pen.rectangle((495, 325, 785, 355), fill="#2c3733")
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()
