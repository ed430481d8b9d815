"""The local room over HTTP: who sees what, what is done once, and what comes back."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.local.cardjson import card_json
from adapters.store import SqlStore
from bot.cards import Bold, Button, Card, Fields, Lines, Mention, Quote, Text, When, note
from bot.events import Actor
from bot.parcels import Posting
from bot.ports import Tx
from scheduler.hand import NoJobs
from tests.webs import *  # noqa: F403
from tests.webs import START, House, fresh_id, texts

GOOD = ("a", "Ann", "zoë", "Łukasz", "李雷", "अमित", "محمد", "o.k-2_x", "7", "x" * 32)
BAD = ("", " ", "a b", "bot", "BOT", "a:b", "@ann", "<b>", "a/b", ".", "..", "-x", "\u202eann")
WORSE = ("x" * 33, "a\nb", "a\x00b", "\ud800", "👻", None, 7, ["ann"], {"a": 1})


async def test_a_whisper_is_in_no_other_persons_wall_nor_page(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join")
    await web.say("ann", "/commit call my brother")
    assert "call my brother" in await web.seen("ann")
    assert "call my brother" not in await web.seen("ben")
    assert all(not posting["private"] for posting in await web.wall("ben"))


async def test_what_is_written_blind_is_nowhere_before_the_reveal(house: House) -> None:
    web = house.web()
    await web.meet("ann", "ben", "cat")
    await web.go_to("write")
    await web.say("ben", "risk: the small boat sinks")
    await web.press("cat", "Write")
    await web.post(
        "/rooms/den/submit",
        **{"as": "cat", "id": fresh_id(), "form": "write", "values": {"text": "a bigger boat"}},
    )
    for name in ("ann", "ben", "cat", "stranger"):
        assert " boat" not in await web.seen(name)
    await web.say("ann", "/next")
    for name in ("ann", "ben", "cat"):
        seen = await web.seen(name)
        assert "the small boat sinks" in seen
        assert "a bigger boat" in seen


async def test_the_page_of_a_room_holds_nothing_of_its_conversation(house: House) -> None:
    web = house.web()
    await web.say("ann", "a word among friends")
    page = await web.client.get("/rooms/den", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "a word among friends" not in page.text
    assert 'data-name="join"' in page.text


async def test_the_start_lists_the_rooms_that_can_be_entered(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join")
    await house.room.line("local:main:no <room>", Actor("ann"), "/join", "e1")
    page = await web.client.get("/", headers={"Accept": "text/html"})
    assert 'href="/rooms/den"' in page.text
    assert "no &lt;room" not in page.text
    assert "<room" not in page.text


@pytest.mark.parametrize("name", GOOD)
async def test_a_name_may_be_of_any_alphabet(house: House, name: str) -> None:
    answer = await house.web().post("/enter", **{"as": name, "room": "den"})
    assert answer.json() == {"as": name.lower(), "room": "den"}


@pytest.mark.parametrize("name", BAD + WORSE)
async def test_a_bad_name_gets_one_sentence_everywhere(house: House, name: object) -> None:
    web = house.web()
    body = json.dumps({"as": name, "room": "den", "id": fresh_id(), "text": "hi"})
    typed = {"Content-Type": "application/json"}
    for path in ("/enter", "/rooms/den/line", "/rooms/den/press"):
        answer = await web.client.post(path, content=body, headers=typed)
        assert answer.status_code == 400
        assert one_sentence(answer.json()["sorry"])
    if isinstance(name, str) and name.isprintable():
        for path in ("/rooms/den/wall", "/rooms/den/stream"):
            answer = await web.client.get(path, params={"as": name})
            assert answer.status_code == 400
            assert one_sentence(answer.json()["sorry"])
    assert await web.wall("ann") == []


@pytest.mark.parametrize("room", ["a%20b", "x" * 41, "%3Cb%3E", "a:b", "@ann", "%00", "%ff"])
async def test_a_bad_room_gets_one_sentence(house: House, room: str) -> None:
    answer = await house.web().client.get(f"/rooms/{room}")
    assert answer.status_code == 400
    assert one_sentence(answer.json()["sorry"])


async def test_capital_letters_make_no_second_person(house: House) -> None:
    web = house.web()
    await web.say("Ann", "/join")
    await web.say("ann", "/join")
    assert house.group.ids == ("ann",)


async def test_the_same_event_id_acts_once(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join")
    line, promise = fresh_id(), fresh_id()
    for _ in range(3):
        await web.say("ann", "only once", id=line)
        await web.say("ann", "/commit call ten people", id=promise)
    said = [p for p in await web.wall("ann") if p["text"] == "only once"]
    assert [p["id"] for p in said] == [line]
    assert len(house.group.commitments) == 1


async def test_two_presses_of_one_next_move_the_meeting_once(house: House) -> None:
    web = house.web()
    await web.meet("ann", "ben", "cat")
    facilitator = house.group.meeting.facilitator if house.group.meeting else ""
    desk = [p["card"] for p in await web.wall(facilitator) if p["key"] == "desk:1"][-1]
    button = next(b for b in desk["buttons"] if b["label"] == "Next")
    body = {name: button[name] for name in ("verb", "args", "rev", "form")}
    for name in ("ann", "ben"):
        await web.post("/rooms/den/press", **body, **{"as": name, "id": fresh_id()})
    assert house.group.meeting
    assert house.group.meeting.at.turn == 1
    assert "Already moved on" in texts(await web.wall("ben"))
    assert "Already moved on" not in texts(await web.wall("ann"))


async def test_a_form_opens_is_answered_and_says_whether_it_is_safe(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join")
    form = (await web.say("ann", "/commit")).json()["form"]
    names = [field["name"] for field in form["fields"]]
    assert names == ["what", "by", "cue", "sure", "witness", "eyes"]
    assert form["fields"][0]["required"]
    body: dict[str, Any] = {"as": "ann", "form": form["name"], "rev": form["rev"]}
    values = {"what": " ", "by": "tomorrow"}
    told = await web.post("/rooms/den/submit", **body, values=values, id=fresh_id())
    assert not told.json()["kept"]
    values["what"] = "call them"
    told = await web.post("/rooms/den/submit", **body, values=values, id=fresh_id())
    assert told.json()["kept"]


@pytest.mark.parametrize("step", ["arrive", "brief", "clarify", "write", "discuss", "takeaway"])
async def test_the_page_knows_in_every_step_that_a_form_is_safe(house: House, step: str) -> None:
    web = house.web()
    for name in ("ann", "ben", "cat"):
        await web.say(name, "/join")
    await web.say("ann", "/start hot_seat 1")
    await web.go_to(step)
    assert house.group.meeting
    for name in ("ann", "ben", "cat"):
        form = await house.engine.form("local:main:den", "write", Actor(name))
        if form:
            values = {f.name: "tomorrow" if f.name == "by" else "" for f in form.fields}
            values |= {f.name: "words?" for f in form.fields if f.kind == "text" or f.required}
            body = {"as": name, "id": fresh_id(), "form": "write", "values": values}
            told = await web.post("/rooms/den/submit", **body)
            assert told.json()["kept"]
            return
    pytest.fail("nobody writes in this step")


async def test_a_zone_that_is_none_is_left_out(house: House) -> None:
    web = house.web()
    await web.say("ann", "/join", zone="Asia/Kolkata")
    await web.say("ben", "/join", zone="../../etc/passwd")
    await web.say("cat", "/join", zone=7)
    assert [m.zone for m in house.group.members] == ["Asia/Kolkata", "", ""]


async def test_an_edited_card_keeps_its_place(house: House) -> None:
    web = house.web()
    await web.meet("ann", "ben", "cat")
    await web.say("ann", "/next")
    wall = [p for p in await web.wall("ben") if not p["private"]]
    board = next(p for p in wall if p["key"] == "board:1")
    assert board["edited"]
    assert board["seq"] == max(p["seq"] for p in wall)
    assert board["place"] < board["seq"]


async def test_a_stream_follows_and_goes_on_where_it_broke_off(house: House) -> None:
    async with house.served() as web:
        await web.say("ann", "one")
        async with web.client.stream("GET", "/rooms/den/stream?as=ben") as answer:
            events = parts(answer.aiter_lines())
            first = await anext(events)
            assert [p["text"] for p in first["data"]["postings"]] == ["one"]
            await web.say("ann", "two")
            await web.say("ann", "/mine")
            second = await anext(events)
            assert [p["text"] for p in second["data"]["postings"]] == ["two"]
        await web.say("ann", "three")
        again = {"Last-Event-ID": second["id"]}
        address = "/rooms/den/stream?as=ben&after=0"
        async with web.client.stream("GET", address, headers=again) as answer:
            third = await anext(parts(answer.aiter_lines()))
            assert [p["text"] for p in third["data"]["postings"]] == ["three"]
            assert third["data"]["end"]


async def test_a_stream_begins_at_once_in_an_empty_room(house: House) -> None:
    async with (
        house.served() as web,
        web.client.stream("GET", "/rooms/den/stream?as=ann") as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        first = await anext(parts(answer.aiter_lines()))
        assert first["data"] == {"last": 0, "end": True, "postings": []}


async def test_a_long_conversation_comes_whole(house: House) -> None:
    wall = [Posting(f"p{n}", "main", "local:main:den", START, text=str(n)) for n in range(1100)]
    await house.engine.call(lambda tx: [tx.hang(posting) for posting in wall])
    async with (
        house.served() as web,
        web.client.stream("GET", "/rooms/den/stream?as=ann") as answer,
    ):
        found: list[str] = []
        async for event in parts(answer.aiter_lines()):
            found += [p["text"] for p in event["data"]["postings"]]
            if event["data"]["end"]:
                break
    assert found == [str(n) for n in range(1100)]


class Stuck(NoJobs):
    """Jobs that can't be arranged, so that nothing can be saved."""

    def carry(self, tx: Tx, lane: str) -> None:
        """Never."""
        raise OSError("no queue")


async def test_what_could_not_be_saved_may_be_sent_again(sqlite_store: SqlStore) -> None:
    house = House(sqlite_store, Stuck())
    house.engine.start()
    try:
        answer = await house.web().say("ann", "/join")
        assert answer.status_code == 503
        assert one_sentence(answer.json()["sorry"].removesuffix(" Try again in a moment."))
    finally:
        await asyncio.to_thread(house.engine.stop)


def test_a_card_becomes_plain_values() -> None:
    at = datetime(2026, 3, 2, 17, 10, tzinfo=UTC)
    blocks = (
        Text(("Hi ", Mention("ann"), Bold("!"), When(at, "left"))),
        Fields((("Until", (When(at),)),)),
        Lines((("one",), ("two",)), numbered=True),
        Quote("ben", "a boat", "idea", "#4"),
    )
    card = card_json(Card("Title", blocks, (Button("Next", "next", rev="1.2"),)))
    assert json.loads(json.dumps(card)) == card
    assert [block["type"] for block in card["blocks"]] == ["text", "fields", "lines", "quote"]
    kinds = [span["type"] for span in card["blocks"][0]["spans"]]
    assert kinds == ["text", "mention", "bold", "when"]
    assert card["blocks"][0]["spans"][3]["at"] == "2026-03-02T17:10:00+00:00"
    assert card["buttons"][0]["rev"] == "1.2"
    assert card_json(note("", "x"))["buttons"] == []


def one_sentence(text: str) -> bool:
    """Whether a text is one sentence: it ends once."""
    return bool(text) and text[-1] in ".?" and not any(end in text[:-1] for end in (". ", "? "))


async def parts(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
    """The server-sent events of a stream, with their data read."""
    event: dict[str, Any] = {}
    async for line in lines:
        name, _, value = line.partition(": ")
        if not line and "data" in event:
            yield event
            event = {}
        elif name:
            event[name] = json.loads(value) if name == "data" else value
