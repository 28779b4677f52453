"""A real browser for the journeys: Debian's chromium, driven by Playwright."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.cast import NOW

CHROMIUM = Path("/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The gallery shows what leads on many pages, beside one another.
LEADING = """[...document.querySelectorAll("main .btn-primary:not(.gallery-states *)")]
    .filter(button => button.checkVisibility()).length"""
HEIGHT = "document.documentElement.scrollHeight"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WAIT = 10_000  # milliseconds
expect.set_options(timeout=WAIT)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # One browser and one live server at a time: two cores are soon busy.
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"no browser: {CHROMIUM} is absent"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


def _violations(page: Page, *, colours: bool) -> list[dict]:
    """What axe finds broken. What is right is not described, and a page that was looked at before
    still has the rules: either takes as long again."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    asked = {
        "runOnly": RULES,
        "resultTypes": ["violations"],
        "reporter": "no-passes",
        "rules": {"color-contrast": {"enabled": colours}},
    }
    return page.evaluate("asked => axe.run(asked).then(found => found.violations)", asked)


class Visitor:
    """One person at one screen. Every page they pass can be held against the WCAG rules."""

    def __init__(
        self, browser: Browser, address: str, viewport: dict[str, int], *, minds_the_rules: bool
    ) -> None:
        self.address, self.width = address, viewport["width"]
        self.minds_the_rules = minds_the_rules
        self.context = browser.new_context(viewport=viewport, base_url=address, locale="en-CA")
        self.context.set_default_timeout(WAIT)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.interactions = 0
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def signs_in(self, person, password: str) -> "Visitor":
        self.page.goto("/accounts/login/")
        self.page.get_by_label("mail").fill(person.email)
        self.page.get_by_label("Password", exact=False).first.fill(password)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(f"{self.address}/")
        return self

    def presses(self, what: Locator) -> None:
        self.interactions += 1
        what.click()

    def goes(self, what: Locator) -> None:
        """Presses a link or a button that leads to another page, and waits until it is there."""
        with self.page.expect_navigation():
            self.presses(what)

    def types(self, where: Locator, words: str) -> None:
        self.interactions += 1
        where.fill(words)

    def picks(self, words: str) -> None:
        """Presses the tile that says *words*."""
        self.presses(self.page.locator(".choice label:visible", has_text=words).first)

    def opens(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def turns_to(self, viewport: dict[str, int]) -> None:
        self.width = viewport["width"]
        self.page.set_viewport_size(viewport)

    def must_scroll_sideways(self) -> bool:
        return bool(self.page.evaluate(SIDEWAYS))

    def what_is_wrong(self, *, rules: bool = True, colours: bool = True) -> list:
        """Violations of WCAG 2.2 A or AA, what stands beyond the edge of the screen, a second
        action that leads, and script or policy errors on the way here. Without *colours* their
        contrast is not measured, which takes longer than all the rest; without *rules* nothing
        is asked of WCAG."""
        self._takes_a_picture()
        found = _violations(self.page, colours=colours) if rules else []
        wrong = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]
        if self.must_scroll_sideways():
            wrong.append(("scrolls sideways", []))
        if self.page.evaluate(LEADING) > 1:
            wrong.append(("more than one leading action", []))
        faults, self.faults = self.faults, []
        return wrong + faults

    def finds_it_accessible(self) -> None:
        wrong = self.what_is_wrong(rules=self.minds_the_rules)
        assert not wrong, (self.page.url, wrong)

    def _takes_a_picture(self) -> None:
        """For people who look at the pages: SHOTS names a folder."""
        if folder := os.environ.get("SHOTS"):
            path = urlsplit(self.page.url).path.strip("/").replace("/", "_") or "desk"
            Path(folder).mkdir(parents=True, exist_ok=True)
            number = len(list(Path(folder).iterdir()))
            name = f"{number:03}-{self.width}-{path[:80]}.png"
            # At full height: the bar at a phone's foot would lie across the middle of the page.
            seen, height = self.page.viewport_size, self.page.evaluate(HEIGHT)
            self.page.set_viewport_size({"width": self.width, "height": height})
            self.page.screenshot(path=Path(folder) / name)
            self.page.set_viewport_size(seen)


@pytest.fixture
def clock() -> Iterator[None]:
    """The journey begins on the cast's Tuesday morning, and time goes on from there."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def visitor(browser: Browser, live_server, transactional_db, pytestconfig) -> Iterator:
    """``visitor(PHONE)`` or ``visitor(DESK)``: somebody new at a screen of that size."""
    visitors: list[Visitor] = []
    minds = not pytestconfig.getoption("appearance_elsewhere")

    def arrive(viewport: dict[str, int] = DESK) -> Visitor:
        visitors.append(Visitor(browser, live_server.url, viewport, minds_the_rules=minds))
        return visitors[-1]

    yield arrive
    for somebody in visitors:
        somebody.context.close()
