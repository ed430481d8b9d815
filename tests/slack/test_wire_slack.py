"""The bot as a process of its own in a simulated workspace: over HTTP, killed in a meeting, and
going on where it was.
"""

from collections.abc import Iterator
from pathlib import Path
from time import sleep, time  # noqa: TID251 - a process of its own is on the computer's clock
from typing import Any

import httpx
import pytest

from tests.loopback import beside
from tests.process import Bot, bot
from tests.slack import payloads, reading
from tests.slack.face import CHANNEL, user
from tests.slack.fake import Fault, Message, Slack, served
from tests.slack.payloads import SECRET

ANN, BEN = user("ann"), user("ben")
SAID = "Nobody but the group may read this sentence."


@pytest.fixture
def slack() -> Iterator[Slack]:
    with beside(served(Slack())) as world:
        world.members[CHANNEL] |= {ANN, BEN}
        yield world


def send(running: Bot, body: dict[str, Any]) -> httpx.Response:
    """A payload as Slack sends it, now."""
    kind, raw = payloads.wire(body)
    sign = payloads.signed(raw, int(time()))
    url = f"{running.address}/slack/events"
    return httpx.post(url, content=raw, headers={"Content-Type": kind, **sign})


def settings(slack: Slack) -> dict[str, str]:
    """The settings that name this workspace."""
    token, url = slack.token, slack.url
    mine = {"SLACK_API_BASE_URL": url, "SLACK_BOT_TOKEN": token, "SLACK_SIGNING_SECRET": SECRET}
    return {**mine, "LOG_LEVEL": "DEBUG"}


def button(message: Message, label: str) -> Any:
    """The button of this label on a message."""
    found = (b for block in message.blocks for b in reading.buttons(block))
    return next(b for b in found if b["text"]["text"] == label)


def types(running: Bot, slack: Slack, who: str, text: str) -> httpx.Response:
    return send(running, payloads.command(who, text, CHANNEL, slack.trigger(who)))


def waits_for(slack: Slack, text: str, who: str = ANN) -> Any:
    """The newest message that somebody sees with this in it, once it is there."""
    for _ in range(600):
        for message in slack.visible(who):
            if text in message.text:
                return message
        sleep(0.05)
    raise AssertionError(f"{text!r} in {[m.text for m in slack.visible(who)]}")


def test_a_meeting_goes_on_after_the_process_was_killed(
    slack: Slack, sqlite_url: str, tmp_path: Path
) -> None:
    with bot(tmp_path, sqlite_url, **settings(slack)) as running:
        for who in (ANN, BEN):
            assert types(running, slack, who, "join").status_code == 200
        waits_for(slack, f"<@{BEN}> joined")
        types(running, slack, ANN, "start round_robin")
        board = waits_for(slack, "Meeting ends: ")
        types(running, slack, ANN, "group")
        waits_for(slack, "Members")  # which comes after the bot has noted that its Board stands
        running.kill()
        slack.faults.append(Fault("chat.update", status=429, retry_after="1"))
        running.start()
        types(running, slack, ANN, f"write {SAID}")
        waits_for(slack, "Done: <@UANN>")
        pressed = button(board, "Done")
        for _ in range(2):  # pressed twice
            send(running, payloads.action(BEN, pressed, CHANNEL, slack.trigger(BEN)))
        waits_for(slack, "Report (2/")
        boards = [m for m in slack.messages if "Meeting ends: " in m.text]
        assert len(boards) == 1
        assert httpx.post(f"{running.address}/slack/events", content=b"[" * 999).status_code == 401
        log = running.log
    assert slack.token not in log
    assert SECRET not in log
    assert SAID not in log
    assert "Traceback" not in log
