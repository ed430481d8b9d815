"""Members meet in the tabs of a real browser: what each sees, presses and fills in."""

import re

from playwright.sync_api import expect

from tests.browsers import *  # noqa: F403
from tests.browsers import Enter, fill_with_keys, go_to, lines_of, meet


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
    one.sees("until the reveal")
    other.say("idea: a bigger boat")
    other.sees("until the reveal")
    for tab in (holder, other):
        assert "smallest boat" not in tab.everything()
    for tab in (holder, one):
        assert "bigger boat" not in tab.everything()
    one.picture("blind")
    holder.say("/next")
    for tab in (holder, one, other):
        tab.sees("the smallest boat sinks first")
        tab.sees("a bigger boat")
    holder.picture("reveal")


def test_a_whisper_is_marked_and_seen_by_its_reader_alone(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    ann.say("/join")
    ann.say("/mine")
    ann.sees("only you see this")
    expect(ann.wall.locator("li.private", has_text="You have no open commitment")).to_be_visible()
    ben.sees("Welcome")
    assert "open commitment" not in ben.everything().lower()


def test_an_old_button_says_that_the_board_has_moved_on(enter: Enter) -> None:
    ann, ben, _ = meet(enter)
    stale = ann.board.get_by_role("button", name="Done with my turn")
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
    ann.board.get_by_role("button", name="Done with my turn").focus()
    ben.say("/extend 5")
    expect(left).to_have_text(re.compile(r"[56]:\d\d left"))
    expect(ann.board.get_by_role("button", name="Done with my turn")).to_be_focused()


def test_what_is_taller_than_the_page_is_read_from_its_top(enter: Enter) -> None:
    ann = enter("ann")
    ann.say("/join")
    ann.sees("Welcome")
    ann.say("/help")
    ann.sees("This list")
    help = ann.wall.locator("li.private", has_text="This list")
    expect(help.get_by_role("heading")).to_be_in_viewport()
    expect(help.get_by_text("This list")).not_to_be_in_viewport()


def test_the_answer_to_a_press_is_in_sight_wherever_one_has_read(enter: Enter) -> None:
    ann, _, cat = meet(enter)
    for number in range(8):
        ann.say(f"/help commit {number}")
    ann.page.locator("#talk").evaluate("talk => { talk.scrollTop = 0 }")
    ann.press("Pass my turn")
    expect(cat.board).not_to_contain_text("@ann")
    expect(ann.wall.locator("li.private", has_text="Passed.")).to_be_in_viewport()


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
    for what in ("write the plan", "read it aloud", "sleep on it"):
        ann.say(f"/commit {what}")
        ann.sees(f"Noted: {what}")
    ann.say("/commit")
    dialog = ann.page.locator("dialog#form")
    expect(dialog).to_be_visible()
    ann.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    ann.say("/commit")
    dialog.get_by_label("What will you do?").fill("call three customers")
    dialog.get_by_label("By when").fill("tomorrow")
    ann.picture("form")
    ann.page.keyboard.press("Enter")
    ann.sees("You have three open commitments")
    ann.say("/done 1")
    ann.sees("write the plan: done")
    ann.say("/commit")
    expect(dialog.get_by_label("What will you do?")).to_have_value("call three customers")
    expect(dialog).to_contain_text("What you wrote last is filled in again")
    ann.page.keyboard.press("Enter")
    ann.sees("Noted: call three customers")
    ann.say("/commit")
    expect(dialog.get_by_label("What will you do?")).to_have_value("")


def test_no_more_than_three_can_be_picked(enter: Enter) -> None:
    ann, ben, cat = meet(enter)
    go_to(ann, "Write")
    for n, text in enumerate(("an idea", "risk: a risk", "experience: it held"), 1):
        ben.say(text)
        expect(ben.wall.locator("li.private", has_text="until the reveal")).to_have_count(n)
    cat.say("resource: a book")
    expect(cat.wall.locator("li.private", has_text="until the reveal")).to_have_count(1)
    go_to(ann, "Take away")
    ann.press("Take away")
    boxes = ann.page.locator("dialog#form").get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    for n in range(3):
        boxes.nth(n).check()
    expect(boxes.nth(3)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(3)).to_be_enabled()
    ann.picture("picks")


def test_commands_complete_themselves(enter: Enter) -> None:
    ann = enter("ann")
    line = ann.page.locator("#line")
    line.focus()
    ann.page.keyboard.type("/")
    expect(ann.page.locator("#choices li:visible").first).to_contain_text("/join")
    ann.picture("completion")
    ann.page.keyboard.type("hel")
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


def test_what_members_write_is_text_and_never_markup(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    hostile = "<img src=x onerror=\"document.title='owned'\"><b>bold</b> {{ 7*7 }}"
    ann.say("/join")
    ann.say(hostile)
    ann.say(f"/commit {hostile}")
    ann.sees("Noted: ")
    ben.sees(hostile)
    for tab in (ann, ben):
        assert tab.page.locator("#wall img").count() == 0
        assert "owned" not in tab.page.title()


def test_only_the_facilitator_sees_the_buttons_of_the_clock(enter: Enter) -> None:
    ann, ben, cat = meet(enter)
    desk = ben.page.locator("#desk")
    expect(desk).to_contain_text("You facilitate")
    for tab in (ann, cat):
        expect(tab.page.locator("#desk")).to_be_hidden()
    expect(ben.board.get_by_role("button", name="Next", exact=True)).to_have_count(0)
    desk.get_by_role("button", name="Next", exact=True).click()
    expect(desk).to_contain_text("Next hands over to")
    ben.picture("facilitator")
    cat.say("/facilitate")
    expect(cat.page.locator("#desk")).to_contain_text("You facilitate")
    expect(desk).to_be_hidden()
    ben.sees("@cat facilitates now")
    cat.say("/end now")
    expect(cat.page.locator("#desk")).to_be_hidden()
