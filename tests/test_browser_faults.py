"""The room in a real browser when things go wrong, and on a small screen."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.browsers import *  # noqa: F403
from tests.browsers import PHONE, Enter, Server, Tab, lines_of, meet


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


def test_eight_members_in_the_tabs_of_one_browser_all_hear_each_other(enter: Enter) -> None:
    first = enter("m1")
    tabs = [first, *(enter(f"m{n}", beside=first) for n in range(2, 9))]
    for tab in tabs:
        tab.say(f"hello from {tab.name}")
    for tab in tabs:
        for other in tabs:
            tab.sees(f"hello from {other.name}")


def test_what_is_refused_again_for_the_same_cause_stands_once(enter: Enter) -> None:
    ann, _, _ = meet(enter)
    for _ in range(3):
        ann.say("/report 9 done")
    ann.say("/nonsense")
    ann.sees("I don't know /nonsense")
    refused = ann.wall.locator("li", has_text="no open commitment #9")
    expect(refused).to_have_count(1)
    ann.page.reload()
    ann.sees("I don't know /nonsense")
    expect(refused).to_have_count(1)


def test_a_tab_in_the_background_counts_what_it_missed(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    hide = """yes => {
        Object.defineProperty(document, "hidden", { get: () => yes, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    ann.page.evaluate(hide, True)
    ben.say("psst")
    expect(ann.page).to_have_title("(1) lobby · Mastermind")
    ann.page.evaluate(hide, False)
    expect(ann.page).to_have_title("lobby · Mastermind")
    ben.say("there you are")
    ann.sees("there you are")
    assert len(lines_of(ann)) == 2


def test_a_line_whose_answer_was_lost_is_said_once(enter: Enter) -> None:
    ann = enter("ann")
    ann.say("/join")
    ids: list[str] = []

    def lose_first(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "{}")["id"])
        if len(ids) == 1:
            route.fetch()  # the server hears it, and the answer is lost on the way back
            route.abort()
        else:
            route.continue_()

    ann.page.route("**/line", lose_first)
    ann.say("/commit call ten people")
    assert len(ids) >= 2
    assert len(set(ids)) == 1
    ann.say("/mine")
    ann.sees("Your open commitments")
    expect(ann.wall.locator("li", has_text="Noted: call ten people")).to_have_count(1)
    expect(ann.wall.get_by_role("button", name="#2 is done")).to_have_count(0)


def test_a_line_that_waits_outlives_a_reload(enter: Enter) -> None:
    ann, ben = enter("ann"), enter("ben")
    ann.page.route("**/line", lambda route: route.abort())
    ann.page.locator("#line").fill("patience")
    ann.page.locator("#line").press("Enter")
    expect(ann.page.locator("#waiting")).to_contain_text("not sent yet")
    ann.page.unroute("**/line")
    ann.page.reload()
    ben.sees("patience")
    expect(ann.page.locator("#waiting li")).to_have_count(0)
    assert len(lines_of(ben)) == 1


def test_a_locked_room_opens_with_its_key(browser: Browser, tmp_path: Path) -> None:
    server = Server(tmp_path, key="open sesame")
    server.start()
    page = browser.new_page()
    page.goto(f"{server.address}/rooms/den")
    page.get_by_label("Key").fill("open barley")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("not the key")
    page.get_by_label("Key").fill("open sesame")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Who are you here?")).to_be_visible()
    page.close()
    server.stop()


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
    assert fits(ann)
    ann.picture("phone-dark")
    ann.press("Write")
    assert fits(ann)
    ann.picture("phone-form")
    ann.page.locator("dialog#form textarea").fill("calm, a little tired")
    ann.page.get_by_role("button", name="Send", exact=True).last.click()
    ann.sees("Kept.")
    small = "[...document.querySelectorAll('button')].filter(b => b.offsetParent)"
    sizes: list[float] = ann.page.evaluate(f"{small}.map(b => b.getBoundingClientRect().height)")
    assert min(sizes) >= 40
    ann.say("/queue why")
    ann.sees("Credits by meeting")
    assert fits(ann)
    ann.picture("phone-cards")


def test_a_facilitator_on_a_phone_sees_where_to_write(enter: Enter) -> None:
    ann = enter("ann", phone=True)
    others = [enter(name) for name in ("ben", "cat", "dee")]
    for tab in (ann, *others):
        tab.say("/join")
        tab.sees("Welcome")
        tab.say(
            "/brief What would you charge for the second tier of the newsletter by the end of May?"
        )
    ann.say("/start questions_only")
    for tab in (ann, *others):
        tab.say("here")
    ann.say("/facilitate")
    expect(ann.page.locator("#desk")).to_contain_text("You facilitate")
    while not ann.board.get_by_role("heading").inner_text().startswith("Options"):
        drawn = ann.board.get_attribute("data-seq")
        ann.say("/next")
        expect(ann.board).not_to_have_attribute("data-seq", drawn or "")
    expect(ann.page.locator("#desk")).to_contain_text("Silence to write")
    bottom = "document.getElementById('composer').getBoundingClientRect().bottom"
    ann.picture("phone-facilitator")
    assert ann.page.evaluate(bottom) <= PHONE["height"]
    expect(ann.board.get_by_role("button", name="Pass", exact=True)).to_be_in_viewport(ratio=1)


def fits(tab: Tab) -> bool:
    """Whether nothing is wider than the phone's screen."""
    width: int = tab.page.evaluate("document.documentElement.scrollWidth")
    return width <= PHONE["width"]
