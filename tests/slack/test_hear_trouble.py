"""What is heard while Slack is slow, or tells things twice or late, or nothing can be kept."""

from bot.words import NOT_SAVED
from tests.slack import payloads
from tests.slack.face import CHANNEL
from tests.slack.fake import Fault
from tests.slack.hearing import *  # noqa: F403
from tests.slack.hearing import ANN, SECOND, button, group, last, typed
from tests.slack.houses import House


async def test_whoever_slack_is_slow_about_is_heard_all_the_same(bot: House) -> None:
    bot.slack.zones["UCAT"] = "Asia/Kolkata"
    bot.slack.faults.append(Fault("users.info", how="slow"))  # more than Slack waits for us
    body = payloads.command("UCAT", "join", CHANNEL, bot.slack.trigger("UCAT"))
    assert (await bot.send(body)).status_code == 200
    member = group(bot).member("UCAT")
    assert member
    assert not member.zone


async def test_what_could_not_be_kept_is_not_acknowledged(bot: House) -> None:
    await typed(bot, "commit")
    (view,) = bot.slack.modals[ANN]
    channel, found = button(bot, "Join")
    bot.engine.stop()
    event = payloads.mention(ANN, "join", CHANNEL)
    assert (await bot.send(event)).status_code == 503  # and Slack sends it again
    told = await bot.send(payloads.command(ANN, "mine", CHANNEL, bot.slack.trigger(ANN)))
    assert told.json()["text"] == NOT_SAVED
    await bot.send(payloads.action(ANN, found, channel, bot.slack.trigger(ANN)))
    assert last(bot) == NOT_SAVED
    sent = await bot.send(payloads.submission(ANN, view, {"what": {}}))
    assert sent.json()["errors"] == {"what": NOT_SAVED}


async def test_events_that_come_twice_and_in_another_order_count_once_each(bot: House) -> None:
    first, second = (payloads.mention(ANN, f"commit {what}", CHANNEL) for what in ("run", "sing"))
    for body in (second, first, second, first):
        bot.clock.jump(SECOND)
        assert (await bot.send(body)).status_code == 200
    assert sorted(made.what for made in group(bot).commitments) == ["run", "sing"]


async def test_a_channel_of_a_workspace_that_is_not_ours_is_none(bot: House) -> None:
    await typed(bot, "menu")
    channel, found = button(bot, "Mine")
    command = payloads.command(ANN, "join", CHANNEL, bot.slack.trigger(ANN))
    pressed = payloads.action(ANN, found, channel, bot.slack.trigger(ANN))
    calls = len(bot.slack.calls)
    for body in ({**command, "team_id": "T2"}, {**pressed, "team": {"id": "T2"}}):
        assert (await bot.send(body)).text == ""
    await bot.settle()
    assert bot.engine.reader.state(f"slack:T2:{CHANNEL}") is None
    assert len(bot.slack.calls) == calls
