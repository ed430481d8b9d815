"""The local room in a real browser: members meet in tabs, and the server may die meanwhile."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright here: install it")
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright  # noqa: E402

ROOT = Path(__file__).parents[1]
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
    process: "subprocess.Popen[str] | None" = None
    address: str = ""

    def start(self) -> None:
        """Start it, the second time on the same port as before."""
        env = {k: v for k, v in os.environ.items() if k not in ("HOST", "ROOM_KEY", "LOG_LEVEL")}
        env["PYTHONPATH"] = str(ROOT)
        env["DATABASE_URL"] = f"sqlite:///{self.folder / 'browser.db'}"
        env["PORT"] = str(urlsplit(self.address).port if self.address else 0)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            text=True,
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
        """All that this tab holds or has held: its document, its memory, and what the server gives."""
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

    def come(name: str, beside: Tab | None = None, phone: bool = False, dark: bool = False) -> Tab:
        if beside is None:
            contexts.append(
                browser.new_context(
                    viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
                    color_scheme="dark" if dark else "light",
                    timezone_id="Europe/Berlin",
                    locale="en-GB",
                )
            )
        page = (beside.page.context if beside else contexts[-1]).new_page()
        page.set_default_timeout(PATIENCE)
        tab = Tab(page, name, [])
        tabs.append(tab)
        page.on("pageerror", lambda error: tab.faults.append(str(error)))
        page.on("console", lambda m: tab.faults.append(m.text) if is_fault(m.text, m.type) else None)
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


def is_fault(text: str, kind: str) -> bool:
    """Whether the browser's console complains of more than a server that is away."""
    return kind == "error" and "net::ERR" not in text


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
    """Press Next until the Board shows a step."""
    heading = tab.board.get_by_role("heading")
    while not (was := heading.inner_text()).startswith(step):
        until = tab.board.locator("dl").inner_text()
        tab.press("Next")
        changed = (
            "([was, until]) => document.querySelector('#pinned h3')?.innerText !== was"
            " || document.querySelector('#pinned dl')?.innerText !== until"
        )
        tab.page.wait_for_function(changed, arg=[was, until])


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


def test_members_write_blind_and_see_it_all_at_the_reveal(enter: Enter) -> None:
    ann, ben, cat = meet(enter)
    go_to(ann, "Write")
    for tab in (ann, ben, cat):
        expect(tab.board.get_by_role("heading", name="Write")).to_be_visible()
    ann.picture("board-desk")
    seat = ann.board.locator(".mention").first.inner_text().removeprefix("@")
    tabs = {tab.name: tab for tab in (ann, ben, cat)}
    holder = tabs.pop(seat)
    one, other = tabs.values()
    fill_with_keys(one, "risk: the smallest boat sinks first")
    one.sees("Kept until the reveal")
    other.say("idea: a bigger boat")
    other.sees("Kept until the reveal")
    for tab in (holder, other):
        assert "smallest boat" not in tab.everything()
    for tab in (holder, one):
        assert "bigger boat" not in tab.everything()
    one.picture("blind")
    holder.press("Next")
    for tab in (holder, one, other):
        tab.sees("the smallest boat sinks first")
        tab.sees("a bigger boat")
    holder.picture("reveal")


def test_a_whisper_is_marked_and_seen_by_its_reader_alone(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    ann.say("/join")
    ann.say("/mine")
    ann.sees("only you see this")
    expect(ann.wall.locator("li.private", has_text="Your open commitments").or_(
        ann.wall.locator("li.private", has_text="You have no open commitment")
    )).to_be_visible()
    ben.sees("Welcome")
    assert "open commitment" not in ben.everything().lower()


def test_an_old_button_says_that_the_board_has_moved_on(enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    stale = ann.board.get_by_role("button", name="Next", exact=True)
    stale.evaluate("node => { window.stale = node }")
    go_to(ben, "Brief")
    expect(ann.board.get_by_role("heading", name="Brief")).to_be_visible()
    ann.page.evaluate("window.stale.click()")
    ann.sees("Already moved on")
    expect(ann.board.get_by_role("heading", name="Brief")).to_be_visible()


def test_the_board_counts_down_and_keeps_the_focus_when_it_changes(enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    left = ann.board.locator("time.left")
    expect(left).to_have_text(re.compile(r"\d:\d\d left"))
    first = left.inner_text()
    expect(left).not_to_have_text(first)
    expect(left).to_have_attribute("title", re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d UTC$"))
    ann.board.get_by_role("button", name="Pause", exact=True).focus()
    ben.press("+5")
    expect(left).to_have_text(re.compile(r"[56]:\d\d left"))
    expect(ann.board.get_by_role("button", name="Pause", exact=True)).to_be_focused()


def test_a_board_stays_at_its_place_and_its_end_is_told_there(enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    before = lines_of(ann)
    place = ann.wall.locator("li.pinned")
    expect(place).to_contain_text("the Board is pinned above")
    ann.say("/end now")
    expect(ann.board).to_be_hidden()
    ann.sees("Stopped early")
    assert lines_of(ann)[: len(before)] == before
    ann.sees("Recap of meeting 1")
    ann.picture("recap")
    ben.sees("Recap of meeting 1")


def test_what_was_refused_stands_in_the_form_again(enter: Enter) -> None:
    ann = enter("ann")
    ann.say("/join")
    ann.sees("Welcome")
    ann.say("/commit")
    dialog = ann.page.locator("dialog#form")
    expect(dialog).to_be_visible()
    ann.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    ann.say("/commit")
    dialog.get_by_label("What will you do?").fill("call three customers")
    dialog.get_by_label("By when").fill("when pigs fly")
    ann.picture("form")
    ann.page.keyboard.press("Enter")
    ann.sees("is no date I know")
    ann.say("/commit")
    expect(dialog.get_by_label("What will you do?")).to_have_value("call three customers")
    expect(dialog).to_contain_text("What you wrote last is filled in again")
    dialog.get_by_label("By when").fill("tomorrow")
    ann.page.keyboard.press("Enter")
    ann.sees("Noted: call three customers")
    ann.say("/commit")
    expect(dialog.get_by_label("What will you do?")).to_have_value("")


def test_commands_complete_themselves(enter: Enter) -> None:
    ann = enter("ann")
    line = ann.page.locator("#line")
    line.focus()
    ann.page.keyboard.type("/")
    expect(ann.page.locator("#choices li:visible").first).to_contain_text("/join")
    ann.picture("completion")
    ann.page.keyboard.type("he")
    ann.page.keyboard.press("Tab")
    expect(line).to_have_value("/help ")
    ann.page.keyboard.press("Enter")
    ann.sees("What I do")
    ann.picture("help")
    ann.page.keyboard.type("/")
    ann.page.keyboard.press("ArrowDown")
    ann.page.keyboard.press("ArrowDown")
    ann.page.keyboard.press("Enter")
    expect(line).to_have_value("/leave ")


def test_a_reload_keeps_the_conversation_and_the_name(enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    ben.say("still here?")
    ann.sees("still here?")
    before = lines_of(ann)
    ann.page.reload()
    expect(ann.page.locator("#state")).to_have_text("live")
    ann.sees("still here?")
    assert lines_of(ann) == before
    expect(ann.board.get_by_role("heading", name="Review")).to_be_visible()


def test_nothing_is_lost_or_doubled_when_the_server_dies(served: Server, enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    ben.say("before the fall")
    ann.sees("before the fall")
    before = lines_of(ann)
    served.kill()
    expect(ann.page.locator("#state")).to_have_text("reconnecting …")
    ann.page.locator("#line").fill("said into the dark")
    ann.page.locator("#line").press("Enter")
    expect(ann.page.locator("#waiting")).to_contain_text("not sent yet")
    ann.picture("reconnecting")
    served.start()
    for tab in (ann, ben):
        expect(tab.page.locator("#state")).to_have_text("live")
        tab.sees("said into the dark")
        expect(tab.wall.get_by_text("said into the dark", exact=True)).to_have_count(1)
    after = lines_of(ann)
    assert after[: len(before)] == before
    assert len(after) == len(set(after)) == len(before) + 1
    expect(ann.page.locator("#waiting li")).to_have_count(0)


def test_a_line_whose_answer_was_lost_is_said_once(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    ann.say("/join")
    ids: list[str] = []

    def lose_first(route: "playwright.Route") -> None:
        ids.append(json.loads(route.request.post_data or "{}")["id"])
        if len(ids) == 1:
            route.fetch()  # the server hears it, and the answer is lost on the way back
            route.abort()
        else:
            route.continue_()

    ann.page.route("**/line", lose_first)
    ann.say("only once, please")
    ben.sees("only once, please")
    assert len(ids) >= 2 and len(set(ids)) == 1
    expect(ben.wall.get_by_text("only once, please", exact=True)).to_have_count(1)


def test_what_members_write_is_text_and_never_markup(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    hostile = '<img src=x onerror="document.title=\'owned\'"><b>bold</b> {{ 7*7 }}'
    ann.say("/join")
    ann.say(hostile)
    ann.say(f"/commit {hostile}")
    ann.sees("Noted: ")
    ben.sees(hostile)
    for tab in (ann, ben):
        assert tab.page.locator("#wall img").count() == 0
        assert "owned" not in tab.page.title()


def test_a_name_that_cannot_be_used_is_answered_with_a_sentence(
    served: Server, enter: Enter
) -> None:
    ann = enter("ann")
    ann.page.goto(served.address)
    ann.page.get_by_label("Your name").fill("bot")
    ann.page.get_by_role("button", name="Enter").click()
    expect(ann.page.get_by_role("alert")).to_contain_text("taken by the bot itself")
    ann.picture("start")
    ann.page.evaluate("sessionStorage.clear()")
    ann.page.goto(f"{served.address}/rooms/lobby")
    asked = ann.page.get_by_role("dialog", name="Who are you here?")
    asked.get_by_label("Your name").fill("an n")
    ann.page.keyboard.press("Enter")
    expect(asked.get_by_role("alert")).to_contain_text("That name can't be used")
    ann.picture("name")
    asked.get_by_label("Your name").fill("Ännchen")
    ann.page.keyboard.press("Enter")
    expect(ann.page.locator("#who")).to_have_text("ännchen")


def test_an_empty_room_says_what_to_do_first(enter: Enter) -> None:
    ann = enter("ann", phone=True)
    expect(ann.page.locator("#empty")).to_contain_text("/join")
    ann.picture("empty-phone")
    ann.page.get_by_role("button", name="Send /join").click()
    ann.sees("made this group")
    expect(ann.page.locator("#empty")).to_be_hidden()


@contextmanager
def no_overflow(tab: Tab) -> Iterator[None]:
    """Nothing is wider than the screen."""
    yield
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_meeting_fits_on_a_phone(enter: Enter) -> None:
    ann, ben = enter("ann", phone=True, dark=True), enter("ben")
    for tab in (ann, ben):
        tab.say("/join")
        tab.sees("Welcome")
    ann.say("/start")
    expect(ann.board.get_by_role("heading", name="Arrive")).to_be_visible()
    ben.say("a" * 300)
    ben.say("I have been looking forward to this all week, and I brought a question.")
    ann.sees("looking forward")
    with no_overflow(ann):
        ann.picture("phone-dark")
    ann.press("Write")
    with no_overflow(ann):
        ann.picture("phone-form")
    ann.page.locator("dialog#form textarea").fill("calm, a little tired")
    ann.page.get_by_role("button", name="Send", exact=True).last.click()
    ann.sees("Kept.")
    small = "[...document.querySelectorAll('button')].filter(b => b.offsetParent)"
    sizes: list[float] = ann.page.evaluate(f"{small}.map(b => b.getBoundingClientRect().height)")
    assert min(sizes) >= 40
    ann.say("/queue why")
    ann.sees("Credits by meeting")
    with no_overflow(ann):
        ann.picture("phone-cards")
