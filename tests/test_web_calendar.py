"""Calendars at their addresses: for whoever has one, as it stands, until it is taken back."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from adapters.web.links import Links
from bot.cards import Feed
from tests.webs import *  # noqa: F403
from tests.webs import House, Web

DEN = "local:main:den"


async def planned(home: House, key: str = "") -> Web:
    """A group that meets on Tuesdays."""
    web = home.web(key)
    await web.say("ann", "/join")
    await web.say("ben", "/join")
    await web.say("ann", "/schedule yes tuesday 18:00 Europe/London")
    return web


async def address(web: Web, who: str, line: str) -> str:
    """The address that a command whispers."""
    await web.say(who, line)
    spans = [
        span
        for posting in await web.wall(who)
        if posting["card"]
        for block in posting["card"]["blocks"]
        for span in block.get("spans", ())
    ]
    return str([span["href"] for span in spans if span["type"] == "feed"][-1])


def starts(answer: httpx.Response) -> list[str]:
    """The first dates of a calendar that was answered."""
    found: Any = Calendar.from_ical(answer.content)
    return [f"{event['DTSTART'].dt:%m-%d %H:%M}" for event in found.walk("VEVENT")][:3]


async def test_a_group_has_a_calendar(house: House) -> None:
    web = await planned(house)
    answer = await web.client.get(await address(web, "ben", "/schedule calendar"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert starts(answer) == ["03-03 18:00", "03-10 18:00", "03-17 18:00"]


async def test_only_who_asked_sees_the_address(house: House) -> None:
    web = await planned(house)
    found = await address(web, "ben", "/schedule calendar")
    assert found in json.dumps(await web.wall("ben"))
    assert "/calendar/" not in json.dumps(await web.wall("ann"))


async def test_a_calendar_asks_for_no_key(house: House) -> None:
    web = await planned(house)
    found = await address(web, "ben", "/schedule calendar")
    locked = house.web(key="sesame")
    assert (await locked.client.get("/rooms/den")).status_code == 401
    assert (await locked.client.get(found)).status_code == 200


async def test_what_is_known_already_is_not_sent_again(house: House) -> None:
    web = await planned(house)
    found = await address(web, "ben", "/schedule calendar")
    tag = (await web.client.get(found)).headers["etag"]
    house.clock.set(house.clock.now() + timedelta(minutes=5))
    again = await web.client.get(found, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    await web.say("ann", "/schedule move Thu 19:00")
    fresh = await web.client.get(found, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["etag"] != tag
    assert starts(fresh)[0] == "03-05 19:00"


async def test_an_address_that_was_taken_back_is_good_no_more(house: House) -> None:
    web = await planned(house)
    old = await address(web, "ann", "/schedule calendar")
    new = await address(web, "ann", "/schedule calendar new")
    answer = await web.client.get(old)
    assert answer.status_code == 410
    assert "taken back" in answer.text
    assert (await web.client.get(new)).status_code == 200


async def test_whoever_leaves_reads_no_more_dates(house: House) -> None:
    web = await planned(house)
    for_ben, for_ann = [await address(web, who, "/schedule calendar") for who in ("ben", "ann")]
    his = await address(web, "ben", "/me calendar")
    await web.say("cat", "/join")
    await web.say("ben", "/leave")
    gone = await web.client.get(for_ben)
    assert gone.status_code == 410
    assert "left" in gone.text
    assert (await web.client.get(for_ann)).status_code == 200
    assert events(await web.client.get(his)) == []


async def test_a_person_has_one_of_all_their_groups(house: House) -> None:
    web = await planned(house)
    for line in ("/join", "/schedule yes friday 9:00 Europe/London"):
        body = {"as": "ben", "id": f"web:00000000-0000-4000-9000-{len(line):012x}", "text": line}
        assert (await web.post("/rooms/loft/line", **body)).status_code == 200
    found = await address(web, "ben", "/me calendar")
    answer = await web.client.get(found)
    assert len({event["UID"].split("-")[1] for event in events(answer)}) == 2
    await web.say("ben", "/me calendar new")
    assert (await web.client.get(found)).status_code == 410


async def test_one_meeting_has_an_address_of_its_own(house: House) -> None:
    web = await planned(house)
    token = house.links.token(Feed(DEN, 0))
    one = await web.client.get(f"/calendar/{token}/2026-03-10.ics")
    assert (len(events(one)), b"METHOD:PUBLISH" in one.content) == (1, True)
    await web.say("ann", "/schedule cancel 10 March half of us travel")
    gone = await web.client.get(f"/calendar/{token}/2026-03-10.ics")
    assert (len(events(gone)), b"METHOD:CANCEL" in gone.content) == (1, True)
    for none in ("2026-03-11", "2026-13-45", "soon"):
        assert (await web.client.get(f"/calendar/{token}/{none}.ics")).status_code == 404


@pytest.mark.parametrize(
    "token",
    ["x", "..", "A" * 40, "A" * 999, "ä", Links("another key").token(Feed(DEN, 0)), "%00", "a b"],
)
async def test_an_address_that_nobody_gave_is_none(house: House, token: str) -> None:
    web = await planned(house)
    answer = await web.client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 404


async def test_a_token_is_good_as_a_whole_or_not_at_all(house: House) -> None:
    assert house.links.read(house.links.token(Feed(DEN, 3))) == Feed(DEN, 3)
    token = house.links.token(Feed(DEN, 3, "ben of the den"))
    assert house.links.read(token) == Feed(DEN, 3, "ben of the den")
    for n in range(len(token)):
        other = "B" if token[n] != "B" else "C"
        assert house.links.read(token[:n] + other + token[n + 1 :]) is None
        assert house.links.read(token[:n]) is None


async def test_the_key_of_a_database_stays(house: House) -> None:
    first = await house.engine.call(lambda tx: tx.key("links", "one"))
    again = await house.engine.call(lambda tx: tx.key("links", "two"))
    assert (first, again) == ("one", "one")


def events(answer: httpx.Response) -> list[Any]:
    """The meetings of a calendar that was answered."""
    found: Any = Calendar.from_ical(answer.content)
    return list(found.walk("VEVENT"))
