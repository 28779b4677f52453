"""Steps that several journeys take: to draft, agree, sign, hang up a card, scan it, suspend."""

import base64
import re
from urllib.parse import urlsplit

import segno

from tests.cast import PASSWORD

OPEN_POINTS = "#still-open"
KEPT = """
caches.open("door-cards").then(async (cache) =>
  (await cache.keys()).filter((one) => one.url.includes("/whole/")).length)
"""
WORKS = "navigator.serviceWorker.ready.then((one) => one.active.state)"
# What a camera makes of a picture: a row of 0 and 1 for each line of dots, as dark as they look.
SEEN = """
async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const dots = brush.getImageData(0, 0, image.width, image.height).data;
  return Array.from({length: image.height}, (_, y) => Array.from({length: image.width}, (_, x) =>
    dots[4 * (y * image.width + x)] < 128 ? "1" : "0").join(""));
}
"""


def begin_a_draft(somebody, title: str, *places: str) -> str:
    """Begins a protocol for *places*, where there is a choice; gives the address of its first
    version."""
    page = somebody.opens("/protocols/new/")
    somebody.finds_it_accessible()
    for place in places:
        somebody.picks(place)
    somebody.types(page.get_by_label("Title"), title)
    somebody.goes(page.get_by_role("button", name="Begin the draft"))
    return urlsplit(page.url).path


def propose_wording(somebody, words: str) -> None:
    """On the page where one proposes other words."""
    somebody.types(somebody.page.get_by_label("Text (English)"), words)
    somebody.goes(somebody.page.get_by_role("button", name="Propose it to the other side"))
    somebody.finds_it_accessible()


def tick_answers(page, state: str, *circumstances: str) -> None:
    for code in circumstances:
        boxes = page.locator(f"#entry-{code}").get_by_role("checkbox")
        boxes.and_(page.get_by_label(state, exact=False)).first.check()


def give_one_answer(somebody, disposition: str, *, en: str, fr: str) -> None:
    """To all that is ticked in the table."""
    page = somebody.page
    somebody.goes(page.get_by_role("button", name="Give one answer"))
    somebody.finds_it_accessible()
    somebody.picks(disposition)
    somebody.types(page.get_by_label("Steps (English)"), en)
    somebody.types(page.get_by_label("Steps (French)"), fr)
    somebody.picks("Nothing to write down")
    page.get_by_label("Clause it rests on").select_option(index=1)
    somebody.goes(page.get_by_role("button", name="Save the answer"))


def send_for_signature(somebody) -> None:
    """From the page of the draft on, to be signed by those who usually do."""
    page = somebody.page
    somebody.goes(page.get_by_role("link", name="Send for signature"))
    somebody.finds_it_accessible()
    somebody.goes(page.get_by_role("button", name="Send for signature"))
    page.locator(".page-head").get_by_text("Awaiting signatures").wait_for()


def sign(somebody, password: str = PASSWORD) -> None:
    """On the page where one reads and signs."""
    section = somebody.page.locator("#sign")
    section.get_by_label("Your password").fill(password)
    for box in section.get_by_role("checkbox").all():
        box.check()
    somebody.goes(section.get_by_role("button", name="Sign for my organisation"))


def sign_from_the_desk(somebody) -> None:
    page = somebody.opens("/")
    somebody.goes(page.locator("main").get_by_role("link", name="Read and sign"))
    somebody.finds_it_accessible()
    sign(somebody)


def hang_up_a_card(manager, site) -> str:
    """Issues a link and opens its poster; gives what a scan of the square on it leads to."""
    page = manager.opens(f"{site.get_absolute_url()}settings/")
    manager.goes(page.get_by_role("link", name="Issue a link"))
    manager.types(page.get_by_label("For whom"), "Poster at the front door")
    manager.goes(page.get_by_role("button", name="Issue a link"))
    manager.goes(page.get_by_role("link", name="Poster at the front door", exact=True))
    manager.finds_it_accessible()
    address = page.locator(".poster__address").inner_text()
    assert _square_on_the_screen(page) == _square_of(address)
    return urlsplit(address).path


def _square_on_the_screen(page) -> list[str]:
    """The modules of the square as somebody sees them who holds a phone in front of it."""
    taken = base64.b64encode(page.locator(".poster__code svg").screenshot()).decode()
    dots = page.evaluate(SEEN, taken)
    rows = [row for row in dots if "1" in row]
    left = min(row.index("1") for row in rows)
    right = max(row.rindex("1") for row in rows) + 1
    # The corner marks of every square are seven modules wide.
    corner = re.match("1+", rows[0][left:])
    assert corner is not None
    module = len(corner[0]) / 7
    middle = [int((place + 0.5) * module) for place in range(round((right - left) / module))]
    return ["".join(rows[down][left + across] for across in middle) for down in middle]


def _square_of(address: str) -> list[str]:
    return ["".join(map(str, row)) for row in segno.make(address, error="m").matrix]


def scan(officer, card: str) -> None:
    """Opens the address of a card, and waits until the phone keeps a copy in both languages."""
    officer.opens(card)
    officer.page.evaluate(WORKS)
    has_kept(officer, 2)


def has_kept(officer, copies: int) -> None:
    """Waits until the phone holds that many copies."""
    for _attempt in range(100):
        if officer.page.evaluate(KEPT) == copies:
            return
        officer.page.wait_for_timeout(50)
    raise AssertionError(officer.page.evaluate(KEPT))


def tap(officer, *tiles: str) -> str:
    """The large words after these taps."""
    for tile in tiles:
        officer.goes(officer.page.get_by_role("link", name=tile, exact=True))
        officer.finds_it_accessible()
    return officer.page.locator(".words:visible").inner_text()


def suspend(somebody, version: str, what: str, reason: str) -> None:
    page = somebody.opens(version)
    somebody.goes(page.get_by_role("link", name="Suspend it, or one clause").first)
    somebody.finds_it_accessible()
    page.get_by_label("What").select_option(label=what)
    somebody.types(page.get_by_label("For how many days, at most"), "3")
    somebody.types(page.get_by_label("Why"), reason)
    somebody.goes(page.get_by_role("button", name="Suspend now and tell both sides"))
    somebody.finds_it_accessible()
