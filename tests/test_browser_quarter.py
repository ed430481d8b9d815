"""A group is planned in words in the browser, and meets by itself for a quarter: over a change of
the clocks, with a date moved and one left out, somebody away, and two seats changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from icalendar import Calendar
from playwright.sync_api import expect

from adapters.store import SqlStore
from bot.archive import Recap
from bot.group import Group
from scheduler.hand import turn
from tests.browsers import *  # noqa: F403
from tests.browsers import Enter, Tab
from tests.webs import House

LOBBY = "local:main:lobby"
ZONES = {
    "ann": "Europe/London",
    "ben": "America/New_York",
    "cat": "Europe/Berlin",
    "dee": "Asia/Kolkata",
}
COMES = "I come / I can't / I'll be late / In writing"
HELPED = "Tried, it helped / Tried, no help / Not tried"
BRIEF, SWAP, CLAIM = "Write the brief", "Change seats", "Take the seat"
# What each was asked unprompted, and when (UTC): what only they could do, until they had done it.
ASKED = {
    "ann": [
        "03-02 17:01 Agree / No, thanks",
        f"03-09 18:01 {COMES}",
        f"03-23 18:01 {BRIEF}",  # the seat after the swapped one
        f"03-24 18:01 {COMES} / {BRIEF} / {SWAP}",
        f"03-24 18:30 {BRIEF}",  # where Later had put it
        "03-30 18:01 Details / Fix a line",  # of what she missed; a fourth message in seven days
        f"04-19 17:01 {BRIEF}",  # whoever can't come keeps their place
        f"04-20 17:01 {COMES} / {BRIEF} / {SWAP}",
        "04-21 07:00 ",  # fewer than three have said that they come, an organiser is told
        f"05-04 17:01 {COMES}",
        f"05-05 17:01 {HELPED}",
        f"05-18 17:01 {COMES}",
        "05-19 07:00 ",
        f"06-01 17:01 {COMES}",
        "06-02 07:00 ",
    ],
    "ben": [
        f"03-08 18:01 {BRIEF}",  # the swapped seat
        f"03-09 18:01 {COMES} / {SWAP}",  # the brief is written
        f"03-24 18:01 {HELPED} / {COMES}",
        f"04-20 17:01 {COMES}",
        f"05-04 17:01 {COMES}",
        f"05-09 18:01 {HELPED}",  # sixty days after the seat
        f"05-18 17:01 {COMES}",
        f"05-19 12:00 {CLAIM}",  # as ben's day begins
        f"06-01 17:01 {COMES}",
        f"06-02 12:00 {CLAIM}",
    ],
    "cat": [
        f"03-09 18:01 {COMES}",
        "03-16 07:00 On track / Stuck / Done",  # as cat's day begins
        "03-19 17:00 Done / Something else",
        f"03-24 18:01 {COMES}",
        f"03-24 18:31 {BRIEF}",  # hers from when ann can't come
        f"04-20 17:01 {COMES}",
        f"04-21 06:00 {CLAIM}",
        f"05-04 17:01 {COMES} / {SWAP}",  # her brief had come without asking
        f"05-18 17:01 {COMES}",
        f"05-19 17:01 {HELPED}",
        f"06-01 17:01 {COMES}",
    ],
    "dee": [  # nothing while away; then as dee's day begins
        f"04-21 02:30 {COMES}",  # not asked before 5 May, as she had said it
        f"05-18 02:30 {BRIEF}",
        f"05-19 02:30 {COMES} / {BRIEF} / {SWAP}",
        f"06-01 02:30 {BRIEF}",
        f"06-02 02:30 {COMES} / {BRIEF} / {SWAP}",
    ],
}
SEATS = ["03-03 18:00", "03-18 18:00", "04-14 17:00", "04-28 17:00", "05-12 17:00", "05-26 17:00"]
SOON = ["03-10 17:50", "03-25 17:50", "04-21 16:50", "05-05 16:50", "05-19 16:50", "06-02 16:50"]
HELD = ["03-10 18:00", "03-25 18:00", "04-21 17:00", "05-05 17:00", "05-19 17:00", "06-02 17:00"]
DRIFT = "04-15 18:00"  # one and a half rhythms after 25 March
DAYS = ["0310", "0324", "0421", "0505", "0519", "0602"]  # as the series knows them


@dataclass(slots=True)
class Turned:
    """A house on a port, in a thread of its own, whose clock is turned by hand."""

    house: House
    portal: BlockingPortal
    address: str

    def turn(self, until: str) -> None:
        """Let time pass until an instant of 2026, such as "03-10 18:00" (UTC)."""
        at = datetime.fromisoformat(f"2026-{until}").replace(tzinfo=UTC)
        house = self.house
        self.portal.call(turn, house.engine, house.pump, house.clock, at, nobody)

    @property
    def group(self) -> Group:
        """The group of the room."""
        state = self.house.store.reader.state(LOBBY)
        assert isinstance(state, Group)
        return state

    def held(self) -> list[str]:
        """When the meetings of the record began."""
        found: list[Recap] = []
        while recap := self.house.store.reader.record("meeting", LOBBY, str(len(found) + 1)):
            assert isinstance(recap, Recap)
            found.append(recap)
        return [f"{recap.started:%m-%d %H:%M}" for recap in found]


@pytest.fixture(name="served")
def turned(sqlite_store: SqlStore) -> Iterator[Turned]:
    """What the tabs of this file come to."""
    house = House(sqlite_store)
    house.engine.start()
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(house.served()) as web,
    ):
        yield Turned(house, portal, str(web.client.base_url))
    house.engine.stop()


async def nobody() -> None:
    """Nobody watches."""


def presses(tab: Tab, label: str) -> None:
    """Press the newest button of this name on the wall, and wait for what comes of it."""
    newest = wall(tab)[-1]["id"]
    expect(tab.wall.locator(f'li[data-id="{newest}"]')).to_be_attached()
    tab.wall.get_by_role("button", name=label, exact=True).last.click()
    expect(tab.page.locator("button[aria-disabled=true]")).to_have_count(0)


def writes_the_brief(tab: Tab, question: str) -> None:
    """Answer the reminder of one's brief, by its form."""
    presses(tab, "Write the brief")
    dialog = tab.page.locator("dialog#form")
    dialog.locator("[name=question]").fill(question)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()


def meets(tabs: Sequence[Tab], step: str = "") -> None:
    """All of these are there as the meeting opens; it goes on to a step, and is ended."""
    for tab in tabs:
        expect(tab.board.get_by_role("heading", name="Arrive")).to_be_visible()
        tab.say("here")
    board = tabs[0].board
    while step and not board.get_by_role("heading").inner_text().startswith(step):
        drawn = board.get_attribute("data-seq") or ""
        tabs[0].say("/next now")
        expect(board).not_to_have_attribute("data-seq", drawn)
    tabs[-1].picture(f"quarter-{step.lower() or 'arrive'}-{tabs[-1].name}")
    tabs[0].say("/end now")
    expect(board).to_be_hidden()


def wall(tab: Tab) -> list[dict[str, Any]]:
    """The cards that somebody may see, in the order of their first posting."""
    answer = tab.page.request.get(f"{tab.page.url}/wall?as={tab.name}")
    postings = [posting for posting in answer.json()["postings"] if posting["card"]]
    return sorted(postings, key=lambda posting: int(posting["place"]))


def moment(posting: dict[str, Any]) -> str:
    return f"{datetime.fromisoformat(posting['at']):%m-%d %H:%M}"


def asked(tab: Tab) -> list[str]:
    """When somebody was asked for something unprompted, and what."""
    labels = [(p, [b["label"] for b in p["card"]["buttons"]]) for p in wall(tab) if p["private"]]
    return [f"{moment(p)} {' / '.join(all[:-2])}" for p, all in labels if "Stop these" in all]


def told(tab: Tab, key: str) -> list[str]:
    """When the room was told something that is known by such a key."""
    return [moment(posting) for posting in wall(tab) if posting["key"].startswith(f"{key}:")]


def calendar(tab: Tab) -> list[str]:
    """The group's calendar at the address that the page shows, for two weeks after the quarter:
    each date as the series knows it, its start (UTC), and whether it takes place."""
    tab.say("/schedule calendar")
    link = tab.wall.locator("a.feed").last
    expect(link).to_be_visible()
    answer = tab.page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    found: Any = Calendar.from_ical(answer.body())
    every = [(e["UID"][4:8], e["DTSTART"].dt, e["STATUS"]) for e in found.walk("VEVENT")]
    last = datetime(2026, 6, 17, tzinfo=UTC)
    return [f"{day} {at.astimezone(UTC):%m-%d %H:%M} {s}" for day, at, s in every if at < last]


def plans(served: Turned, ann: Tab, ben: Tab, dee: Tab) -> None:
    """A rhythm in words, a date moved, one skipped, somebody away, and a seat swapped."""
    ann.say("/schedule every other Tuesday 18:00 Europe/London from 10 March")
    ann.sees("@ben (America/New_York): 14:00, from Tue 7 Apr 13:00")
    ann.picture("quarter-echo")
    assert served.group.cadence is None
    presses(ann, "Confirm")
    ann.say("/schedule move 24 March to 25 March 18:00")
    ann.say("/schedule skip 7 April")
    dee.say("/away until 1 April")
    ben.say("/swap @ann")
    served.turn("03-02 17:05")
    presses(ann, "Agree")
    ben.sees("takes the next seat")


def first_two(served: Turned, ann: Tab, ben: Tab, cat: Tab) -> None:
    """Ben has the seat and then, as ann can't come, cat, who is asked for her brief at once; a
    commitment is kept meanwhile."""
    served.turn("03-08 19:00")
    writes_the_brief(ben, "What would you charge?")
    served.turn("03-09 19:00")
    for tab in (ann, ben, cat):
        presses(tab, "I come")
    served.turn("03-10 18:00")
    meets((ann, ben, cat), "Clarify")
    cat.say("/commit send the draft by 20 March")
    served.turn("03-16 12:00")
    presses(cat, "On track")
    served.turn("03-19 18:00")
    presses(cat, "Done")
    served.turn("03-23 19:00")
    presses(ann, "Later")
    served.turn("03-24 18:30")
    presses(ann, "I can't")
    presses(ben, "Tried, it helped")
    for tab in (ben, cat):
        presses(tab, "I come")
    served.turn("03-24 19:00")
    writes_the_brief(cat, "Do I need a second boat?")
    served.turn("03-25 18:00")
    meets((ben, cat))


def the_others(served: Turned, tabs: Sequence[Tab]) -> None:
    """Summer time begins, a date is left out, dee is back; who has said it already isn't asked."""
    ann, ben, cat, dee = tabs
    served.turn("04-21 17:00")
    ben.sees("Tue 21 Apr, 13:00")
    dee.sees("Tue 21 Apr, 22:30")
    meets(tabs, "Clarify")
    served.turn("05-03 12:00")
    cat.say("/brief What would you pay?")
    dee.say("/rsvp yes")
    served.turn("05-04 18:00")
    for tab in (ann, ben, cat):
        presses(tab, "I come")
    served.turn("05-05 17:00")
    meets(tabs, "Clarify")
    for start in ("05-19 17:00", "06-02 17:00"):
        served.turn(start)
        meets(tabs)


def test_a_group_meets_by_itself_for_a_quarter(served: Turned, enter: Enter) -> None:
    ann, ben, cat, dee = tabs = [enter(name, zone=zone) for name, zone in ZONES.items()]
    for tab in tabs:
        tab.say("/join")
        tab.sees(f"@{tab.name}")
    plans(served, ann, ben, dee)
    assert calendar(ben)[:4] == [
        "0310 03-10 18:00 CONFIRMED",
        "0324 03-25 18:00 CONFIRMED",
        "0407 04-07 17:00 CANCELLED",
        "0421 04-21 17:00 CONFIRMED",
    ]
    first_two(served, ann, ben, cat)
    the_others(served, tabs)
    assert {tab.name: asked(tab) for tab in tabs} == ASKED
    assert (told(dee, "seats"), told(dee, "soon"), told(dee, "drift")) == (SEATS, SOON, [DRIFT])
    assert served.held() == HELD
    dates = zip((*DAYS, "0616"), (*HELD, "06-16 17:00"), strict=True)
    assert calendar(ben) == [f"{day} {at} CONFIRMED" for day, at in dates]
