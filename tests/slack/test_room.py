"""What the room does with what Slack answers: every kind of error, and answers that get lost."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.client import Api
from adapters.slack.installation import Installation
from adapters.slack.keyring import OneWorkspace
from adapters.slack.room import SlackRoom
from bot.cards import Button, Card, Lines, note
from bot.effects import Book, Show, Whisper
from bot.parcels import Answer, Lost, Parcel, Rebuild, Rejected, Retry, Sent
from bot.seal import Seal
from bot.values import replace
from tests.slack.fake import BOT, TEAM, Fault, Slack, dm, served

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
LANE = "slack:T1:C42"
SHOW = Parcel(LANE, Show("board:1", note("Board", "Hello")), AT, LANE, "e1", id=7)
WHISPER = Parcel(LANE, Whisper("UANN", note("", "psst")), AT, LANE, "e1", id=8)
Method = str


async def tried(slack: Slack, *parcels: tuple[Method, Parcel]) -> list[Answer]:
    """What the room answers to one parcel after the other."""
    slack.members["C42"] |= {"UANN"}
    async with served(slack):
        api = Api(OneWorkspace(Installation(TEAM, slack.token, BOT)), slack.url)
        room = SlackRoom(api, Seal("key"), "mastermind", gap=0)
        answers = [await getattr(room, method)(parcel) for method, parcel in parcels]
        await api.close()
    return answers


def texts(slack: Slack) -> list[str]:
    return [message.text for message in slack.messages]


# What each error of Slack means for whoever sent a message.
ANSWERS: dict[type[Answer], tuple[str, ...]] = {
    Retry: (
        *("ratelimited", "internal_error", "fatal_error", "service_unavailable"),
        *("request_timeout", "missing_scope", "restricted_action", "ekm_access_denied"),
        *("no_permission", "restricted_action_read_only_channel"),
    ),
    Rebuild: ("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"),
    Lost: (
        *("channel_not_found", "is_archived", "not_in_channel", "token_revoked"),
        *("account_inactive", "invalid_auth", "token_expired", "app_uninstalled"),
    ),
    Rejected: (
        *("messages_tab_disabled", "user_disabled", "user_not_found", "cannot_dm_bot"),
        *("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "view_too_large"),
        *("invalid_arguments", "an_error_of_tomorrow"),
    ),
}


@pytest.mark.parametrize(
    ("error", "answer"), [(error, kind) for kind, errors in ANSWERS.items() for error in errors]
)
async def test_each_error_has_its_answer(error: str, answer: type[Answer]) -> None:
    slack = Slack(faults=[Fault("chat.postMessage", error)])
    (told,) = await tried(slack, ("post", SHOW))
    assert isinstance(told, answer)
    assert texts(slack) == []


async def test_a_workspace_that_has_put_us_out_is_called_no_more() -> None:
    slack = Slack(faults=[Fault("chat.postMessage", "token_revoked")])
    other = replace(SHOW, lane="slack:T1:C43", id=9)
    told = await tried(slack, ("post", SHOW), ("post", other), ("whisper", WHISPER))
    assert told == [Lost("token_revoked")] * 3
    assert [method for method, _ in slack.calls] == ["chat.postMessage"]


async def test_a_permission_that_is_missing_is_named(caplog: pytest.LogCaptureFixture) -> None:
    slack = Slack(faults=[Fault("chat.postMessage", "missing_scope", needed="chat:write")])
    await tried(slack, ("post", SHOW))
    assert "missing_scope: chat:write" in caplog.text


@pytest.mark.parametrize("error", ANSWERS[Rebuild])
async def test_a_message_that_is_no_more_is_posted_afresh(error: str) -> None:
    slack = Slack(faults=[Fault("chat.update", error)])
    (told,) = await tried(slack, ("edit", replace(SHOW, receipt="C42:1700000000.000009")))
    assert told == Rebuild()


async def test_a_method_that_is_limited_rests_for_that_workspace() -> None:
    slack = Slack(faults=[Fault("chat.postMessage", status=429, retry_after="30")])
    first, second = await tried(slack, ("post", SHOW), ("post", replace(SHOW, tries=1)))
    assert first == Retry(30.0)
    assert isinstance(second, Retry)
    assert 0 < second.after <= 30
    assert [method for method, _ in slack.calls] == ["chat.postMessage"]


@pytest.mark.parametrize("after", ["0.5", "soon", ""])
async def test_a_retry_after_that_is_no_whole_number_is_understood(after: str) -> None:
    slack = Slack(faults=[Fault("chat.postMessage", status=429, retry_after=after)])
    (told,) = await tried(slack, ("post", SHOW))
    assert isinstance(told, Retry)
    assert told.after > 0


@pytest.mark.parametrize("how", ["accept and fail", "accept and reset"])
async def test_what_was_accepted_without_an_answer_is_not_posted_twice(how: Any) -> None:
    slack = Slack(may_read=True, faults=[Fault("chat.postMessage", status=500, how=how)])
    first, second = await tried(slack, ("post", SHOW), ("post", replace(SHOW, tries=1)))
    assert isinstance(first, Retry)
    assert isinstance(second, Sent)
    assert texts(slack) == ["Board\nHello"]
    assert second.receipt == f"C42:{slack.messages[0].ts}"


async def test_a_direct_message_without_an_answer_is_found_where_it_is() -> None:
    slack = Slack(faults=[Fault("chat.postMessage", status=500, how="accept and fail")])
    parcels = (replace(WHISPER, room="", tries=tries) for tries in (0, 1))
    told = await tried(slack, *(("whisper", one) for one in parcels))
    assert told == [Retry(1.0), Sent(f"{dm('UANN')}:{slack.messages[0].ts}")]
    assert texts(slack) == ["psst"]


async def test_what_is_in_a_thread_without_an_answer_is_found_in_the_thread() -> None:
    slack = Slack(may_read=True)
    (board,) = await tried(slack, ("post", SHOW))
    assert isinstance(board, Sent)
    slack.faults = [Fault("chat.postMessage", status=500, how="accept and fail")]
    effect = Show("items:1", note("Written", "Much"))
    below = replace(SHOW, id=9, effect=effect, under=board.receipt)
    await tried(slack, ("post", below), ("post", replace(below, tries=1)))
    assert texts(slack) == ["Board\nHello", "Written\nMuch"]


@pytest.mark.parametrize("question", ["conversations.open", "conversations.history"])
async def test_while_nobody_can_say_whether_it_arrived_it_waits(question: str) -> None:
    slack = Slack(faults=[Fault("chat.postMessage", status=500), Fault(question, status=503)])
    slack.faults[0].how = "accept and fail"
    alone = [("whisper", replace(WHISPER, room="", tries=tries)) for tries in (0, 1, 1)]
    told = await tried(slack, *alone)
    assert [type(one) for one in told] == [Retry, Retry, Sent]
    assert texts(slack) == ["psst"]


async def test_of_a_long_card_only_what_was_not_accepted_is_posted_again() -> None:
    slack = Slack(may_read=True)
    lines = Lines(tuple((f"{n} " + "word " * 60,) for n in range(60)))
    long = replace(SHOW, effect=Show("recap:1", Card("Recap", (lines,))))
    await tried(slack, ("post", long))
    whole, slack.messages = texts(slack), slack.messages[:2]
    await tried(slack, ("post", replace(long, tries=1)))
    assert texts(slack) == whole != whole[:2]


async def test_without_the_right_to_read_it_is_sent_again_under_the_same_key() -> None:
    slack = Slack(faults=[Fault("chat.postMessage", status=500, how="accept and fail")])
    await tried(slack, ("post", SHOW), ("post", replace(SHOW, tries=1)))
    keys = [args["client_msg_id"] for name, args in slack.calls if name == "chat.postMessage"]
    assert len(keys) == 2
    assert len(set(keys)) == 1


async def test_a_long_card_goes_on_in_its_thread_and_shrinks_again() -> None:
    slack = Slack()
    lines = Lines(tuple((f"{n} " + "word " * 60,) for n in range(60)))
    long = replace(SHOW, effect=Show("recap:1", Card("Recap", (lines,), (Button("Go", "go"),))))
    async with served(slack):
        api = Api(OneWorkspace(Installation(TEAM, slack.token, BOT)), slack.url)
        room = SlackRoom(api, Seal("key"), "mastermind", gap=0)
        posted = await room.post(long)
        assert isinstance(posted, Sent)
        count = len(slack.messages)
        assert count > 2
        head = slack.messages[0].ts
        assert {m.thread for m in slack.messages[1:]} == {head}
        short = replace(SHOW, id=9, receipt=posted.receipt)
        edited = await room.edit(short)
        assert edited == Sent(f"C42:{head}")
        assert texts(slack) == ["Board\nHello"]
        again = await room.edit(replace(long, id=10, receipt=edited.receipt))
        assert isinstance(again, Sent)
        assert len(again.receipt.split(",")) == len(slack.messages) == count
        await api.close()


async def test_a_reply_stands_in_the_thread_of_its_board() -> None:
    slack = Slack()
    reply = Show("items:1", note("Items"), thread="board:1")
    (board,) = await tried(slack, ("post", SHOW))
    assert isinstance(board, Sent)
    await tried(slack, ("post", replace(SHOW, id=9, effect=reply, under=board.receipt)))
    assert slack.messages[1].thread == slack.messages[0].ts


async def test_a_whisper_is_ephemeral_where_something_was_done() -> None:
    slack = Slack()
    assert await tried(slack, ("whisper", WHISPER)) == [Sent()]
    assert [(m.channel, m.to) for m in slack.messages] == [("C42", "UANN")]


async def test_whoever_is_not_in_the_channel_gets_a_direct_message() -> None:
    slack = Slack()
    told = Whisper("UBEN", note("", "psst"))
    await tried(slack, ("whisper", replace(WHISPER, effect=told)))
    assert [(m.channel, m.to) for m in slack.messages] == [(dm("UBEN"), "")]


async def test_a_whisper_with_a_key_is_a_direct_message_that_is_edited() -> None:
    slack = Slack()
    desk = Whisper("UANN", note("Desk", "1", buttons=(Button("Next", "next"),)), "desk:1")
    (first,) = await tried(slack, ("whisper", replace(WHISPER, effect=desk)))
    assert isinstance(first, Sent)
    newer = replace(desk, card=note("Desk", "2"))
    await tried(slack, ("whisper", replace(WHISPER, effect=newer, receipt=first.receipt)))
    assert [(m.channel, m.text, m.edited) for m in slack.messages] == [
        (dm("UANN"), "Desk\n2", True)
    ]


async def test_a_closed_direct_message_becomes_an_ephemeral_one() -> None:
    slack = Slack(closed={"UANN"})
    desk = Whisper("UANN", note("Desk"), "desk:1")
    assert await tried(slack, ("whisper", replace(WHISPER, effect=desk, room=""))) == [Sent()]
    assert [(m.channel, m.to) for m in slack.messages] == [("C42", "UANN")]


async def test_a_person_who_can_not_be_reached_is_given_up() -> None:
    slack = Slack(closed={"UANN"})
    lone = replace(WHISPER, lane="slack:T1:@UANN", room="")
    assert await tried(slack, ("whisper", lone)) == [Rejected("person")]


async def test_a_workspace_that_let_us_go_is_not_called_at_all() -> None:
    slack = Slack()
    async with served(slack):
        keyring = OneWorkspace(Installation(TEAM, slack.token, BOT))
        await keyring.drop(TEAM)
        api = Api(keyring, slack.url)
        told = await SlackRoom(api, Seal("key"), "mastermind", gap=0).post(SHOW)
        await api.close()
    assert told == Lost("not_installed")
    assert slack.calls == []


async def test_a_proxys_page_is_no_answer() -> None:
    slack = Slack()
    async with served(slack):
        api = Api(OneWorkspace(Installation(TEAM, slack.token, BOT)), slack.url + "x/y/")
        told = await SlackRoom(api, Seal("key"), "mastermind", gap=0).post(SHOW)
        await api.close()
    assert isinstance(told, Retry)


async def test_nobody_there_is_tried_again() -> None:
    api = Api(OneWorkspace(Installation(TEAM, "x", BOT)), "http://127.0.0.1:9/api/")
    told = await SlackRoom(api, Seal("key"), "mastermind", gap=0).post(SHOW)
    await api.close()
    assert isinstance(told, Retry)


async def test_a_refused_card_is_sent_as_plain_text() -> None:
    slack = Slack()
    await tried(slack, ("post", replace(SHOW, plain=True)))
    assert slack.messages[0].blocks == []
    assert slack.messages[0].text == "Board\nHello"


async def test_nothing_that_is_posted_calls_or_unfolds_anything() -> None:
    slack = Slack()
    quiet = {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
    await tried(slack, ("post", SHOW), ("whisper", replace(WHISPER, room="")))
    posted = [args for method, args in slack.calls if method == "chat.postMessage"]
    assert [{name: args[name] for name in quiet} for args in posted] == [quiet] * 2


async def test_a_channel_is_posted_to_once_in_a_while_and_others_do_not_wait_for_it() -> None:
    slack, loop = Slack(), asyncio.get_running_loop()
    slack.members["C43"] = {BOT}
    other = replace(SHOW, lane="slack:T1:C43", id=11)
    async with served(slack):
        api = Api(OneWorkspace(Installation(TEAM, slack.token, BOT)), slack.url)
        room = SlackRoom(api, Seal("key"), "mastermind", gap=0.5)
        begun = loop.time()
        again = replace(SHOW, id=9)
        await asyncio.gather(room.post(SHOW), room.post(again), room.post(other))
        assert loop.time() - begun >= 0.5
        await api.close()
    assert [m.channel for m in slack.messages][-1] == "C42"
    assert {m.channel for m in slack.messages[:2]} == {"C42", "C43"}


async def test_slack_has_no_calendar_and_is_not_asked_for_one() -> None:
    slack = Slack()
    book = Parcel(LANE, Book("date:2026-03-03", "Peers", "", AT, AT), AT, LANE, "e1", id=9)
    assert await tried(slack, ("book", book)) == [Sent()]
    assert slack.calls == []
