"""Whole meetings in the tabs of a real browser, filled in by whoever is asked: nothing confusing,
nothing lost.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count

import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from bot.formats.catalogue import catalogue, find
from tests.browsers import *  # noqa: F403
from tests.browsers import Enter, Tab, go_to

PEOPLE = ("ann", "ben", "cat", "dee")
PLAIN = {"by": "friday", "sure": "8", "matter": "4", "witness": "ben"}
PRESSES = 60  # more of them, and a meeting does not end
AGAIN = 10_000  # milliseconds after which a button is pressed once more


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
        number = next(self._numbers)
        self.tabs[number % len(self.tabs)].picture(f"{self.name}-{number:02}")
        if self._title(self.tabs[0]) == title and title:
            self._moves(self.tabs[0])

    def _title(self, tab: Tab) -> str:
        if not tab.board.is_visible():
            return ""
        # Without waiting, as the Board may close just now.
        return "".join(tab.board.get_by_role("heading").all_inner_texts())

    def _takes_part(self, tab: Tab) -> None:
        main = tab.board.locator("button.main")
        if not main.count():
            return
        if self._pressed(tab, main.first).get("form"):
            dialog = tab.page.locator("dialog#form")
            expect(dialog).to_be_visible()
            self._fill(dialog)
            dialog.get_by_role("button", name="Send").click()
            expect(dialog).to_be_hidden()

    def _pressed(self, tab: Tab, button: Locator) -> dict[str, object]:
        """What is answered to a press. A Board that is drawn anew under the finger takes none."""
        for _ in range(3):
            with suppress(TimeoutError):
                with tab.page.expect_response("**/press", timeout=AGAIN) as answered:
                    button.click()
                found: dict[str, object] = answered.value.json()
                return found
        raise AssertionError("no press is answered")

    def _fill(self, dialog: Locator) -> None:
        for field in dialog.locator("input:not([type]), textarea").all():
            name = field.get_attribute("name") or ""
            field.fill(PLAIN.get(name, f"What {self.name} is about, {next(self._numbers)}"))
        for choice in dialog.locator("select").all():
            options = choice.locator("option[value]:not([value=''])")
            choice.select_option(options.first.get_attribute("value"))
        for taps in dialog.locator(".taps").all():
            taps.locator("label").nth(3).click()
        for boxes in dialog.locator("fieldset:has(.box)").all():
            boxes.locator("label").first.click()

    def _moves(self, tab: Tab) -> None:
        drawn = tab.board.get_attribute("data-seq")
        tab.say("/next now")  # over days a step is not closed before everybody was awake
        moved = "drawn => pinned.hidden || pinned.dataset.seq !== drawn"  # hidden: it was the last
        tab.page.wait_for_function(moved, arg=drawn or "")


@pytest.mark.parametrize("format", catalogue())
def test_a_whole_meeting_goes_to_its_recap(enter: Enter, format: str) -> None:
    tabs = [enter(name) for name in PEOPLE]
    for tab in tabs:
        tab.say("/join")
        tab.sees("Welcome")
    if rests := find(format).charter:
        agree(tabs)
    tabs[0].say(f"/start {format}")
    expect(tabs[0].board).to_be_visible()
    Player(tabs, format).play()
    for tab in tabs:
        tab.sees(f"Recap of meeting {1 + rests}")
        tab.picture(f"{format}-recap-{tab.name}")


def agree(tabs: Sequence[Tab]) -> None:
    """They agree on a charter, on which a meeting can rest."""
    first = tabs[0]
    first.say("/start kickoff")
    expect(first.board).to_be_visible()
    for tab in tabs:
        tab.say("here")
    go_to(first, "Charter")
    first.say("What is said here stays here.")
    go_to(first, "Consent")
    for tab in tabs:
        tab.say("yes")
    first.sees("The charter is agreed on")
    first.say("/end now")
    for tab in tabs:
        tab.sees("Recap of meeting 1")
