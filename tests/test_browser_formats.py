"""Whole meetings in the tabs of a real browser, filled in by whoever is asked: nothing confusing,
nothing lost.
"""

from collections.abc import Sequence
from itertools import count

import pytest
from playwright.sync_api import Locator, expect

from tests.browsers import *  # noqa: F403
from tests.browsers import Enter, Tab

PEOPLE = ("ann", "ben", "cat", "dee")
PLAIN = {"by": "friday", "sure": "8", "matter": "4", "witness": "ben"}
PRESSES = 60  # more of them, and a meeting does not end


class Player:
    """Does in each tab what the Board asks of that person, as it stands there."""

    def __init__(self, tabs: Sequence[Tab], name: str) -> None:
        self.tabs, self.name = tabs, name
        self._numbers = count(1)

    def play(self) -> None:
        """From the first step to the recap."""
        for _ in range(PRESSES):
            if not self.tabs[0].board.is_visible():
                return
            self._step()
        raise AssertionError("the meeting does not end")

    def _step(self) -> None:
        title = self._title(self.tabs[0])
        for tab in self.tabs:
            if self._title(tab) == title:
                self._takes_part(tab)
        self.tabs[0].picture(f"{self.name}-{next(self._numbers):02}")
        if self._title(self.tabs[0]) == title and title:
            self._moves(self.tabs[0])

    def _title(self, tab: Tab) -> str:
        board = tab.board
        return board.get_by_role("heading").inner_text() if board.is_visible() else ""

    def _takes_part(self, tab: Tab) -> None:
        main = tab.board.locator("button.main")
        if not main.count():
            return
        main.first.click()
        dialog = tab.page.locator("dialog#form")
        tab.page.wait_for_timeout(150)
        if dialog.is_visible():
            self._fill(dialog)
            dialog.get_by_role("button", name="Send").click()
            expect(dialog).to_be_hidden()

    def _fill(self, dialog: Locator) -> None:
        for field in dialog.locator("input:not([type]), textarea").all():
            name = field.get_attribute("name") or ""
            field.fill(PLAIN.get(name, f"What {self.name} is about, {next(self._numbers)}"))
        for choice in dialog.locator("select").all():
            choice.select_option(index=1)
        for taps in dialog.locator(".taps").all():
            taps.locator("label").nth(3).click()
        for boxes in dialog.locator("fieldset:has(.box)").all():
            boxes.locator("label").first.click()

    def _moves(self, tab: Tab) -> None:
        drawn = tab.board.get_attribute("data-seq")
        tab.say("/next")
        expect(tab.board).not_to_have_attribute("data-seq", drawn or "")


@pytest.mark.parametrize("format", ["hot_seat", "round_robin"])
def test_a_whole_meeting_goes_to_its_recap(enter: Enter, format: str) -> None:
    tabs = [enter(name) for name in PEOPLE]
    for tab in tabs:
        tab.say("/join")
        tab.sees("Welcome")
    tabs[0].say(f"/start {format}")
    expect(tabs[0].board).to_be_visible()
    Player(tabs, format).play()
    for tab in tabs:
        tab.sees("Recap of meeting 1")
        tab.picture(f"{format}-recap-{tab.name}")
