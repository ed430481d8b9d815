"""What people do in Slack beside talking: pressing twice, old buttons, direct messages, shortcuts,
the home tab; and what befalls the channel and the workspace.
"""

from typing import Any

import pytest

from adapters.slack.manifest import COMMIT, NEW, THINGS
from adapters.slack.reply import plain, reason
from bot.events import Actor, Command
from bot.words import rooms as say
from tests.slack import payloads, reading
from tests.slack.face import CHANNEL
from tests.slack.fake import APP, BOT, TEAM, Fault, dm
from tests.slack.hearing import *  # noqa: F403
from tests.slack.hearing import ANN, BEN, GROUP, SECOND, button, group, last, typed
from tests.slack.houses import House


async def test_the_same_delivery_counts_once(bot: House) -> None:
    body = payloads.command(ANN, "commit call the bank by friday", CHANNEL, "trigger.x")
    for _ in range(3):
        bot.clock.jump(SECOND)
        assert (await bot.send(body)).status_code == 200
    await bot.settle()
    assert len(group(bot).commitments) == 1


async def test_a_modal_that_is_sent_off_twice_counts_once(bot: House) -> None:
    await typed(bot, "commit")
    (view,) = bot.slack.modals[ANN]
    values = {"what": {"value.what": {"type": "plain_text_input", "value": "call the bank"}}}
    body = payloads.submission(ANN, view, values)
    for _ in range(2):
        bot.clock.jump(SECOND)
        assert (await bot.send(body)).text == ""
    assert len(group(bot).commitments) + len(group(bot).drafts) == 1


async def test_a_modal_that_is_refused_stays_open_and_says_why(bot: House) -> None:
    await typed(bot, "commit")
    (view,) = bot.slack.modals[ANN]
    told = await bot.send(payloads.submission(ANN, view, {"what": {}, "by": {}}))
    assert told.json()["response_action"] == "errors"
    assert "nothing written" in str(told.json()["errors"])


async def test_a_modal_that_was_tampered_with_keeps_nothing(bot: House) -> None:
    await typed(bot, "commit")
    (view,) = bot.slack.modals[ANN]
    metadata = view["private_metadata"]
    for other in ("", "x" * 40, metadata[:-1], metadata.replace("commit", "fix")):
        body = payloads.submission(ANN, {**view, "private_metadata": other}, {"what": {}})
        bot.clock.jump(SECOND)
        assert (await bot.send(body)).json()["errors"] == {
            "what": say.OLD_FORM.replace("/menu", "/mastermind menu")
        }


async def test_a_button_of_an_earlier_release_is_answered_in_words(bot: House) -> None:
    await typed(bot, "menu")
    channel, found = button(bot, "Mine")
    for value in ("", "v0|mine", found["value"][:-1]):
        old = {**found, "value": value}
        bot.clock.jump(SECOND)
        await bot.send(payloads.action(ANN, old, channel, bot.slack.trigger(ANN)))
        assert "not one of mine" in last(bot)


async def test_a_form_that_could_not_be_opened_in_time_is_said(bot: House) -> None:
    await typed(bot, "menu")
    channel, found = button(bot, "Commit")
    await bot.send(payloads.action(ANN, found, channel, "trigger.late"))
    assert "could not be opened in time" in last(bot)


async def test_whoever_is_in_one_group_may_type_to_the_bot_alone(bot: House) -> None:
    await typed(bot, "commit call the bank by friday", channel=dm(ANN))
    assert [c.what for c in group(bot).commitments] == ["call the bank"]
    newest = bot.slack.visible(ANN)[0]
    assert newest.channel == dm(ANN)
    body = payloads.event("message", channel_type="im", user=ANN, channel=dm(ANN), text="mine")
    await bot.send(body)
    await bot.settle()
    assert "call the bank" in last(bot)


async def test_whoever_is_in_no_group_is_told_where_to_go(bot: House) -> None:
    told = await typed(bot, "commit x", who="UZOE", channel=dm("UZOE"))
    assert "in no group" in told
    told = await typed(bot, "join", who="UZOE", channel=dm("UZOE"))
    assert "in no group" in told
    await typed(bot, "help join", who="UZOE", channel=dm("UZOE"))
    assert "join" in last(bot, "UZOE")


async def test_whoever_is_in_several_groups_is_asked_which(bot: House) -> None:
    bot.slack.members["C43"] = {BOT, ANN}
    await typed(bot, "join", channel="C43")
    assert "several groups" in await typed(bot, "commit x", channel=dm(ANN))


async def test_the_home_tab_shows_the_groups_and_its_buttons_work(bot: House) -> None:
    opened = payloads.event("app_home_opened", user=ANN, channel=dm(ANN), tab="home")
    await typed(bot, "commit call the bank by friday")
    await bot.send(opened)
    page = bot.slack.homes[ANN]
    assert "call the bank" in str(page)
    (done,) = (b for b in page_buttons(page) if b["text"]["text"] == "#1 is done")
    await bot.send(payloads.action(ANN, done, "", bot.slack.trigger(ANN)))
    await bot.settle()
    assert not group(bot).commitments
    assert "call the bank" not in str(bot.slack.homes[ANN])
    assert bot.slack.visible(ANN)[0].channel == dm(ANN)


def page_buttons(page: dict[str, Any]) -> list[Any]:
    return [b for block in page["blocks"] for b in reading.buttons(block)]


async def test_a_message_is_made_a_commitment(bot: House) -> None:
    wish = payloads.shortcut(ANN, COMMIT, bot.slack.trigger(ANN), CHANNEL, "I call  the bank")
    await bot.send(wish)
    (view,) = bot.slack.modals[ANN]
    assert "I call the bank" in str(view)


async def test_a_shortcut_shows_what_is_mine(bot: House) -> None:
    await bot.send(payloads.shortcut(ANN, THINGS, bot.slack.trigger(ANN)))
    (view,) = bot.slack.modals[ANN]
    assert "1 group" in str(view)


async def test_a_new_group_is_made_where_the_bot_is(bot: House) -> None:
    bot.slack.members |= {"C44": {ANN}, "C45": {ANN, BOT}}
    for channel, made in (("C44", False), ("C45", True)):
        await bot.send(payloads.shortcut(ANN, NEW, bot.slack.trigger(ANN)))
        (view,) = bot.slack.modals[ANN]
        chosen = {"type": "conversations_select", "selected_conversation": channel}
        body = payloads.submission(ANN, view, {"where": {"where": chosen}})
        told = await bot.send(body)
        assert ("invite" in told.text) is not made
        assert (bot.engine.reader.state(f"slack:{TEAM}:{channel}") is not None) is made


async def test_whoever_leaves_the_channel_leaves_the_group(bot: House) -> None:
    left = payloads.event("member_left_channel", user=BEN, channel=CHANNEL, channel_type="G")
    await bot.send(left)
    assert group(bot).ids == (ANN,)


async def test_a_bot_that_is_removed_waits_and_comes_back_with_the_first_word(bot: House) -> None:
    left = payloads.event("member_left_channel", user=BOT, channel=CHANNEL, channel_type="G")
    await bot.send(left)
    assert group(bot).gone
    await typed(bot, "mine")
    assert not group(bot).gone


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_a_workspace_that_lets_us_go_is_let_go(bot: House, kind: str) -> None:
    body = payloads.event(kind, tokens={"bot": [BOT]})
    assert (await bot.send(body)).status_code == 200
    assert group(bot).gone
    calls = len(bot.slack.calls)
    assert await typed(bot, "mine") == ""
    assert len(bot.slack.calls) == calls


async def test_tokens_of_people_are_none_of_ours(bot: House) -> None:
    await bot.send(payloads.event("tokens_revoked", tokens={"oauth": [ANN]}))
    assert not group(bot).gone


async def test_people_of_another_workspace_may_only_say_whether_they_come(bot: House) -> None:
    await typed(bot, "menu")
    channel, found = button(bot, "Mine")
    body = payloads.action("UFAR", found, channel, bot.slack.trigger("UFAR"))
    body["user"]["team_id"] = "T9"
    bot.slack.members[CHANNEL].add("UFAR")
    await bot.send(body)
    await bot.settle()
    assert "another workspace" in last(bot, "UFAR")


async def test_words_of_bots_and_to_others_mean_nothing(bot: House) -> None:
    before = group(bot)
    for fields in (
        {"user": ANN, "text": "join", "channel": CHANNEL, "channel_type": "group"},
        {"user": ANN, "text": "leave yes", "channel_type": "im", "bot_id": "B9"},
        {"user": ANN, "text": "leave yes", "channel_type": "im", "subtype": "message_changed"},
    ):
        await bot.send(payloads.event("message", **fields))
    assert group(bot) == before


async def test_a_zone_comes_from_slack_and_its_absence_stops_nothing(bot: House) -> None:
    bot.slack.zones["UCAT"] = "Asia/Kolkata"
    await typed(bot, "join", who="UCAT")
    member = group(bot).member("UCAT")
    assert member
    assert member.zone == "Asia/Kolkata"
    bot.slack.faults.append(Fault("users.info", "user_not_found"))
    await typed(bot, "join", who="UDEE")
    assert group(bot).member("UDEE")


async def test_a_challenge_is_answered(bot: House) -> None:
    body = {"type": "url_verification", "challenge": "abc", "token": "old", "api_app_id": APP}
    assert (await bot.send(body)).json() == {"challenge": "abc"}


async def test_whoever_is_no_member_is_named_and_not_by_their_id(bot: House) -> None:
    await typed(bot, "swap <@UZOE99|zoe>")
    assert "<@UZOE99> is no member of this group." in last(bot)
    outcome = await bot.engine.handle(Command("e1", GROUP, Actor(ANN), "swap", "@UZOE99"))
    assert outcome
    said = plain(reason(outcome), {"UZOE99": "zoe"}.__getitem__)  # as a modal has it
    assert said == "@zoe is no member of this group. /group lists who is."


async def test_whoever_is_mentioned_in_a_text_is_called_by_name(bot: House) -> None:
    told = await typed(bot, f"commit call <@{BEN}|b.miller> by friday")
    assert "Noted: call @ben, by" in last(bot)
    assert BEN not in told
    await typed(bot, f"guest <@{BEN}>")
    assert f"<@{BEN}>" in last(bot)


async def test_whoever_administers_the_workspace_may_take_over_a_group(bot: House) -> None:
    await typed(bot, "join", who="UCAT")
    await typed(bot, "group organiser <@UCAT>", who="UCAT")
    assert roles(bot)["UCAT"] == "member"
    bot.slack.admins.add("UCHIEF")
    await typed(bot, "join", who="UCHIEF")
    await typed(bot, "group organiser <@UCHIEF>", who="UCHIEF")
    assert roles(bot)["UCHIEF"] == "organiser"


def roles(bot: House) -> dict[str, str]:
    """Who is what in the group."""
    return {member.id: member.role for member in group(bot).members}
