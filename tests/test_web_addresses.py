"""Addresses that no browser makes: none leads past the door, and each is answered."""

import pytest
from starlette.types import Message

from tests.webs import *  # noqa: F403
from tests.webs import House


@pytest.mark.parametrize("host", ["localhost/static/", "localhost/static/?", "x@localhost/key#"])
async def test_no_host_name_leads_past_the_door(house: House, host: str) -> None:
    web = house.web(key="a key", loopback=False)
    assert (await web.client.get("/rooms/den/wall", headers={"Host": host})).status_code == 401


async def test_an_address_of_bytes_that_are_no_text_is_answered(house: House) -> None:
    asked, told = house.app(), list[int]()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message.get("status", 0))

    scope = {"type": "http", "method": "GET", "scheme": "http", "path": "/healthz", "headers": []}
    host = {"headers": [(b"host", b"localhost")], "query_string": b"a=\xcb", "root_path": ""}
    await asked(scope | host, receive, send)
    assert told[0] == 400
