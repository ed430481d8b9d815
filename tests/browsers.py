"""A real browser at the bot as people start it: a server, and tabs that are people."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.process import ROOT, command, environment

__all__ = ["browser", "enter", "served"]

PICTURES = ROOT / "var" / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE = 60_000.0  # milliseconds; only a test that fails takes so long
DESK = {"width": 1100, "height": 800}
PHONE = {"width": 375, "height": 667}

expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Server:
    """The bot as people start it, on a database of its own."""

    folder: Path
    key: str = ""
    process: "subprocess.Popen[str] | None" = None
    address: str = ""

    def start(self) -> None:
        """Start it, the second time on the same port as before."""
        port = str(urlsplit(self.address).port if self.address else 0)
        url = f"sqlite:///{self.folder / 'browser.db'}"
        env = environment(ROOM_KEY=self.key, DATABASE_URL=url, PORT=port)
        self.process = subprocess.Popen(
            command("run"), cwd=self.folder, env=env, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        ready = self.process.stdout.readline()
        assert ready.startswith("READY "), f"it did not start: {ready}"
        self.address = ready.split()[1]

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process and self.process.stdout:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        if self.process and self.process.stdout:
            self.process.terminate()
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    """A running bot."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.skip(f"no browser here: install one of {', '.join(NAMES)}")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass(slots=True)
class Tab:
    """One tab, which is one person in the room. `faults` are errors of the page's own script."""

    page: Page
    name: str
    faults: list[str]

    @property
    def board(self) -> Locator:
        return self.page.locator("#pinned")

    @property
    def wall(self) -> Locator:
        return self.page.locator("#wall")

    def say(self, line: str) -> None:
        self.page.locator("#line").fill(line)
        self.page.locator("#line").press("Enter")
        expect(self.page.locator("#waiting li")).to_have_count(0)

    def press(self, label: str) -> None:
        self.board.get_by_role("button", name=label, exact=True).click()

    def sees(self, text: str) -> None:
        expect(self.wall.locator("li:not(.pinned)", has_text=text).last).to_be_visible()

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")

    def everything(self) -> str:
        """All that this tab holds: its document, its memory, and what the server gives it."""
        given: str = self.page.evaluate(
            "name => fetch(`${location.pathname}/wall?as=${name}`).then(r => r.text())", self.name
        )
        kept: str = self.page.evaluate("JSON.stringify(sessionStorage)")
        source = self.page.request.get(self.page.url).text()
        return "\n".join((self.page.content(), given, kept, source))


Enter = Callable[..., Tab]


@pytest.fixture
def enter(served: Server, browser: Browser) -> Iterator[Enter]:
    """Lets somebody in through the start page; `beside` opens another tab of the same browser."""
    contexts, tabs = [], []

    def come(name: str, beside: Tab | None = None, **how: Any) -> Tab:
        if beside is None:
            contexts.append(fresh_context(browser, **how))
        page = (beside.page.context if beside else contexts[-1]).new_page()
        page.set_default_timeout(PATIENCE)
        tab = Tab(page, name, [])
        tabs.append(tab)
        page.on("pageerror", lambda error: tab.faults.append(str(error)))
        page.on(
            "console", lambda m: tab.faults.append(m.text) if is_fault(m.text, m.type) else None
        )
        page.goto(served.address)
        page.get_by_label("Your name").fill(name)
        page.get_by_label("Room", exact=True).fill("lobby")
        page.get_by_role("button", name="Enter").click()
        expect(page.locator("#state")).to_have_text("live")
        return tab

    yield come
    for context in contexts:
        context.close()
    assert [fault for tab in tabs for fault in tab.faults] == []


def fresh_context(
    browser: Browser, phone: bool = False, dark: bool = False, zone: str = "Europe/Berlin"
) -> BrowserContext:
    """A browser that remembers nothing, of a desk or a phone, somewhere in the world."""
    return browser.new_context(
        viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        timezone_id=zone,
        locale="en-GB",
    )


def is_fault(text: str, kind: str) -> bool:
    """Whether the console complains of more than a server that is away, or that refuses."""
    return kind == "error" and not text.startswith("Failed to load resource")


def meet(enter: Enter) -> tuple[Tab, Tab, Tab]:
    """Ann, ben and cat (in ben's browser) are members, and have all spoken in a meeting."""
    ann, ben = enter("ann"), enter("ben")
    cat = enter("cat", beside=ben)
    for tab in (ann, ben, cat):
        tab.say("/join")
        tab.sees("Welcome")
    ann.say("/start hot_seat 1")
    for tab in (ann, ben, cat):
        expect(tab.board.get_by_role("heading", name="Arrive")).to_be_visible()
        tab.say(f"{tab.name} is here")  # the last one ends the step
    for tab in (ann, ben, cat):
        expect(tab.board.get_by_role("heading", name="Review")).to_be_visible()
    return ann, ben, cat


def go_to(tab: Tab, step: str) -> None:
    """Type /next until the Board shows a step; who has the seat, in this tab, asks on the way."""
    while not tab.board.get_by_role("heading").inner_text().startswith(step):
        if tab.board.get_by_role("heading").inner_text().startswith("Brief"):
            tab.say("/write What next?")
            expect(tab.board).to_contain_text("What next?")
        drawn = tab.board.get_attribute("data-seq")
        tab.say("/next")
        expect(tab.board).not_to_have_attribute("data-seq", drawn or "")


def fill_with_keys(tab: Tab, text: str) -> None:
    """Open the form of the step, fill its first field and send it, by keyboard alone."""
    tab.board.get_by_role("button", name="Write", exact=True).focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("dialog#form")).to_be_visible()
    tab.page.keyboard.type(text)
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.locator("dialog#form")).to_be_hidden()


def lines_of(tab: Tab) -> list[str]:
    """The ids of the postings, in the order in which they stand."""
    script = "[...document.querySelectorAll('#wall > li')].map(li => li.dataset.id)"
    ids: list[str] = tab.page.evaluate(script)
    return ids
