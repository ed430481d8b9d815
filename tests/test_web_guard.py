"""Who may come in to the local room, and that nothing anybody sends can break it."""

import json

import httpx
import pytest

from adapters.local.asks import Sorry
from adapters.local.door import FREE, Door
from tests.webs import *  # noqa: F403
from tests.webs import HOME, House, Web, fresh_id

KEY = "correct horse battery staple"
HTML = {"Accept": "text/html"}
JSON = {"Content-Type": "application/json"}
POSTS = ("/enter", "/key", "/rooms/den/line", "/rooms/den/press", "/rooms/den/submit")
JUNK = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"7",
    b"\xff\xfe",
    b"[" * 60_000,
    b'{"as":' * 10_000,
    b"9" * 60_000,
    b'{"as": 1e999999, "id": NaN}',
    b'{"as": {"$": []}, "id": "web:1", "text": null, "values": []}',
)


def line(**more: object) -> dict[str, object]:
    """The body of a line that would be taken."""
    return {"as": "ann", "id": fresh_id(), "text": "hello", **more}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
async def test_no_other_site_can_speak_for_somebody(house: House, headers: dict[str, str]) -> None:
    web = house.web()
    for path in POSTS:
        answer = await web.client.post(path, json=line(), headers=headers)
        assert answer.status_code == 403
        assert "another site" in answer.json()["sorry"]
    assert await web.wall("ann") == []


async def test_our_own_page_can_speak(house: House) -> None:
    web = house.web()
    own = {"Sec-Fetch-Site": "same-origin"}
    answer = await web.client.post("/rooms/den/line", json=line(), headers=own)
    assert answer.status_code == 200
    assert [p["text"] for p in await web.wall("ben")] == ["hello"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_is_taken(house: House, kind: str) -> None:
    web = house.web()
    content, headers = json.dumps(line()).encode(), {"Content-Type": kind}
    answer = await web.client.post("/rooms/den/line", content=content, headers=headers)
    assert answer.status_code == 415
    assert await web.wall("ann") == []


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.7:80", "", "["])
async def test_a_foreign_host_name_is_refused_on_loopback(house: House, host: str) -> None:
    web = house.web()
    for path in ("/", "/rooms/den", "/rooms/den/wall?as=ann", "/healthz", "/static/room.js"):
        answer = await web.client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "localhost" in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
async def test_the_names_of_this_computer_are_answered(house: House, host: str) -> None:
    answer = await house.web().client.get("/", headers={"Host": host, **HTML})
    assert answer.status_code == 200


async def test_any_host_name_is_answered_where_others_come_in(house: House) -> None:
    web = house.web(loopback=False, home="http://den.example")
    assert (await web.client.get("/", headers=HTML)).status_code == 200
    assert (await web.say("ann", "hello")).status_code == 200


async def test_a_key_is_asked_for_before_anything_is_shown(house: House) -> None:
    await house.web().say("ann", "a word among friends")
    web = house.web(key=KEY)
    for path in ("/", "/rooms/den", "/nowhere"):
        page = await web.client.get(path, headers=HTML)
        assert page.status_code == 401
        assert 'id="unlock"' in page.text
    for path in ("/rooms/den/wall?as=ann", "/rooms/den/stream?as=ann"):
        answer = await web.client.get(path)
        assert answer.status_code == 401
        assert "friends" not in answer.text
    for path in ("/enter", "/rooms/den/line", "/rooms/den/press", "/rooms/den/submit"):
        assert (await web.client.post(path, json=line())).status_code == 401
    assert (await web.client.get("/healthz")).status_code == 200
    assert (await web.client.get("/readyz")).status_code == 200
    assert (await web.client.get("/metrics")).status_code == 401
    for given, status in (("Bearer another", 401), (f"Bearer {KEY}", 200)):
        figures = await web.client.get("/metrics", headers={"Authorization": given})
        assert figures.status_code == status
    assert (await web.client.get("/static/key.js")).status_code == 200


async def test_the_right_key_opens_and_is_not_in_the_cookie(house: House) -> None:
    web = house.web(key=KEY)
    answer = await web.post("/key", key=KEY)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert KEY not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert (await web.client.get("/rooms/den", headers=HTML)).status_code == 200
    assert (await web.say("ann", "hello")).status_code == 200


@pytest.mark.parametrize("cookie", ["", KEY, "0" * 64, "é"])
async def test_a_made_up_cookie_opens_nothing(house: House, cookie: str) -> None:
    web = house.web(key=KEY)
    headers = [(b"Cookie", f"mastermind={cookie}".encode())]
    assert (await web.client.get("/", headers=headers)).status_code == 401


async def test_whoever_guesses_must_wait(house: House) -> None:
    web = house.web(key=KEY)
    wrong = [(await web.post("/key", key=f"guess {n}")).status_code for n in range(FREE + 1)]
    assert wrong == [403] * FREE + [429]
    late = await web.post("/key", key=KEY)
    assert late.status_code == 429
    assert "wait" in late.json()["sorry"]


def test_the_wait_ends_and_grows_with_each_guess() -> None:
    time = [0.0]
    door = Door(KEY, lambda: time[0])
    for _ in range(FREE):
        assert refused(door, "guess") == 403
    assert refused(door, KEY) == 429
    assert door.unlock(KEY, "elsewhere")
    time[0] += 2
    assert refused(door, "guess") == 403
    time[0] += 2
    assert refused(door, KEY) == 429
    time[0] += 2
    assert door.opens(door.unlock(KEY, "here"))
    assert refused(door, "guess") == 403
    assert door.opens(door.unlock(KEY, "here"))


def refused(door: Door, key: str) -> int:
    """The status with which a key is refused."""
    with pytest.raises(Sorry) as caught:
        door.unlock(key, "here")
    return caught.value.status


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("content", JUNK, ids=range(len(JUNK)))
async def test_junk_is_answered_with_a_sentence(house: House, path: str, content: bytes) -> None:
    answer = await house.web().client.post(path, content=content, headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["sorry"].endswith(".")


@pytest.mark.parametrize("path", POSTS)
async def test_too_much_is_refused_however_it_comes(house: House, path: str) -> None:
    web = house.web()
    big = json.dumps(line(text="x" * 64 * 1024)).encode()

    async def drops() -> object:  # without a length in the headers
        for start in range(0, len(big), 1000):
            yield big[start : start + 1000]

    for content in (big, drops()):
        answer = await web.client.post(path, content=content, headers=JSON)  # type: ignore[arg-type]
        assert answer.status_code == 413
        assert "64 kB" in answer.json()["sorry"]


@pytest.mark.parametrize(
    "id", [None, "", "1", "web:", "web:xyz", fresh_id().upper(), fresh_id() + "0", 7, "tick:a"]
)
async def test_an_id_that_no_browser_makes_is_refused(house: House, id: object) -> None:
    web = house.web()
    answer = await web.post("/rooms/den/line", **line(id=id))
    assert answer.status_code == 400
    assert await web.wall("ann") == []


async def test_a_line_is_cleaned_and_has_an_end(house: House) -> None:
    web = house.web()
    hidden = json.dumps(line(text="a\x00b\ud800c\u202ed")).encode()
    assert (
        await web.client.post("/rooms/den/line", content=hidden, headers=JSON)
    ).status_code == 200
    answer = await web.say("ann", "x" * 4001)
    assert answer.status_code == 400
    assert "4,000 is the most" in answer.json()["sorry"]
    assert [p["text"] for p in await web.wall("ben")] == ["abcd"]


@pytest.mark.parametrize(
    "values",
    [None, [], "text", {"what": 7}, {"what": None}, {str(n): "" for n in range(41)}],
    ids=["missing", "list", "text", "number", "null", "many"],
)
async def test_a_form_filled_in_by_no_page_is_refused(house: House, values: object) -> None:
    web = house.web()
    body = {"as": "ann", "id": fresh_id(), "form": "commit", "rev": "", "values": values}
    answer = await web.post("/rooms/den/submit", **body)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "button", [{}, {"verb": "fly"}, {"verb": "next", "rev": "x.y"}, {"form": "x"}]
)
async def test_a_button_that_never_was_is_answered_in_the_room(
    house: House, button: dict[str, str]
) -> None:
    web = house.web()
    await web.say("ann", "/join")
    answer = await web.post("/rooms/den/press", **{"as": "ann", "id": fresh_id(), **button})
    assert answer.status_code == 200
    assert len([p for p in await web.wall("ann") if p["private"]]) == 1


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "1e9", "١", ""])
async def test_a_place_that_is_no_number_counts_as_the_beginning(house: House, after: str) -> None:
    web = house.web()
    await web.say("ann", "hello")
    answer = await web.client.get("/rooms/den/wall", params={"as": "ben", "after": after})
    assert [p["text"] for p in answer.json()["postings"]] == ["hello"]


async def test_every_answer_keeps_the_browser_on_guard(house: House) -> None:
    web, locked = house.web(), house.web(key=KEY)
    answers = [
        await web.client.get("/", headers=HTML),
        await web.client.get("/rooms/den", headers=HTML),
        await web.client.get("/nowhere", headers=HTML),
        await web.client.get("/static/room.js"),
        await web.client.get("/static/nothing.js"),
        await web.client.delete("/rooms/den"),
        await web.client.post("/enter", content=b"{", headers=JSON),
        await web.client.get("/", headers={"Host": "evil.example", **HTML}),
        await locked.client.get("/", headers=HTML),
    ]
    for answer in answers:
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] in ("no-store", "no-cache")


async def test_no_page_holds_a_script_or_a_style_of_its_own(house: House) -> None:
    for web in (house.web(), house.web(key=KEY)):
        for path in ("/", "/rooms/den", "/rooms/a%20b", "/nowhere"):
            page = (await web.client.get(path, headers=HTML)).text
            assert "<style" not in page
            assert " style=" not in page
            assert " onclick=" not in page
            assert "http://" not in page
            assert "https://" not in page


async def test_an_address_that_is_none_gets_a_sentence(house: House) -> None:
    web = house.web()
    page = await web.client.get("/nowhere", headers=HTML)
    assert page.status_code == 404
    assert "There is no such page" in page.text
    got = await send(web, "PUT", "/rooms/den/line")
    assert got.status_code == 405
    assert got.json()["sorry"].endswith(".")


async def send(web: Web, method: str, path: str) -> httpx.Response:
    """A request of any kind, from our own page."""
    return await web.client.request(method, path, json={}, headers={"Origin": HOME})
