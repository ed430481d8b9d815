"""What is Discord's own: permissions, closed doors, old messages, other guilds, and being put
out."""

from collections.abc import AsyncIterator

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Message
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from adapters.discord.commands import payload
from adapters.store import SqlStore
from bot.cards import Card, Lines, Mention, Quote, Text
from bot.effects import Whisper
from bot.group import Group
from bot.parcels import Parcel
from bot.words import app as words
from bot.words.charter import CLOSED_NOW
from tests.discord.face import Face
from tests.discord.houses import House, house
from tests.discord.reading import line
from tests.discord.seen import Seen


@pytest.fixture
async def bot(sqlite_store: SqlStore) -> AsyncIterator[House]:
    async with house(sqlite_store) as home:
        yield home


@pytest.fixture
def face(bot: House) -> Face:
    return Face(bot, Seen(bot.env))


async def types(who: MemberActor, channel: ChannelHandle, verb: str) -> InteractionResult:
    result: InteractionResult = await who.slash(channel, f"mastermind {verb}")
    return result


def answer(result: InteractionResult) -> str:
    assert result.response
    return line([{"components": result.response.components}], {})


def group(bot: House, channel: ChannelHandle) -> Group | None:
    state = bot.engine.reader.state(f"discord:{bot.guild.id}:{channel.id}")
    return state if isinstance(state, Group) else None


def boards(bot: House, face: Face) -> list[Message]:
    """The Boards that somebody sees."""
    seen = face.seen.visible(str(bot.person("ann").id))
    return [m for m in seen if "**Facilitator:**" in str(m.components)]


def calls(bot: House, method: str, end: str) -> int:
    found = [c for c in bot.env.http_requests if c.method == method and c.path.endswith(end)]
    return len(found)


async def test_what_is_missing_is_named_before_anything_happens(bot: House) -> None:
    ann, blind = bot.person("ann"), discord.PermissionOverwrite(send_messages=False)
    assert bot.env.bot.user
    shut = bot.guild.create_text_channel("shut", overwrites={bot.env.bot.user: blind})
    result = await types(ann, shut, "join")
    assert "in this channel I lack Send Messages. Somebody who manages" in answer(result)
    assert group(bot, shut) is None


async def test_a_button_of_another_guild_does_nothing_here(bot: House, face: Face) -> None:
    await face.feed("ann> /join")
    other = bot.env.create_guild("Others")
    channel = other.create_text_channel("mastermind")
    zoe = other.add_member(bot.env.create_user("zoe"))
    theirs = next(m for m in face.seen.visible(str(bot.person("ann").id)) if m.components)
    copied = bot.env.backend.create_message(
        channel.id, bot.env.backend.bot_user.id, "", components=theirs.components, flags=1 << 15
    )
    result = await zoe.click(ResponseMessage(bot.env, copied), label="Join")
    assert "That button is not one of mine any more" in answer(result)
    assert group(bot, channel) is None


async def test_whoever_lets_nobody_write_to_them_is_called_in_the_channel(
    bot: House, face: Face
) -> None:
    for text in ("ann> /join", "ben> /join", "cat> /join"):
        await face.feed(text)
    for who in ("ann", "ben", "cat"):  # one of them facilitates, and gets a card for it
        alone = bot.person(who).user.dm_channel.id
        bot.env.inject_error("POST", f"/channels/{alone}/messages", status=403, code=50007)
    told = await face.feed("ann> /start")
    (called,) = [each for each in told if "I have something for you alone" in each]
    assert called.startswith("bot> @")


async def test_a_board_that_was_deleted_is_posted_anew(bot: House, face: Face) -> None:
    for text in ("ann> /join", "ben> /join", "cat> /join", "ann> /start"):
        await face.feed(text)
    (board,) = boards(bot, face)
    bot.env.backend.delete_message(board.channel_id, board.id)
    await face.feed("ann> /pause")
    (anew,) = boards(bot, face)
    assert anew.id != board.id


async def test_a_board_of_an_hour_that_still_changes_is_a_new_message(
    bot: House, face: Face
) -> None:
    for text in ("ann> /join", "ben> /join", "cat> /join", "ann> /start"):
        await face.feed(text)
    (board,) = boards(bot, face)
    for minutes in range(5, 75, 5):
        await face.feed("ann> /pause")
        await face.feed("... 5m")
        await face.feed("ann> /resume")
        (now,) = boards(bot, face)
        assert (now.id == board.id) == (minutes < 60)


async def test_a_new_board_goes_on_in_the_thread_of_the_old_one(bot: House, face: Face) -> None:
    for text in (
        "ann> /join",
        "ben> /join",
        "cat> /join",
        "ann> /start round_robin",
        "ann> /pause",
    ):
        await face.feed(text)
    (board,) = boards(bot, face)
    threads = list[set[int]]()
    for text in ("ann", "ben"):
        await face.feed(f"{text}> /write I am {text}")
        threads.append({c.id for c in bot.env.backend.channels.values() if c.type in (11, 12)})
        for _ in range(14):
            await face.feed("ann> /resume")
            await face.feed("ann> /pause")
            await face.feed("... 5m")
    (anew,) = boards(bot, face)
    assert anew.id != board.id
    assert threads == [{board.id}, {board.id}]
    told = [str(m.components) for m in bot.env.backend.messages[board.id].values()]
    assert [sum(f"I am {name}" in each for each in told) for name in ("ann", "ben")] == [1, 1]


async def test_after_a_restart_every_button_still_works(bot: House, face: Face) -> None:
    await face.feed("ann> /join")
    await face.feed("!restart")
    told = await face.feed("ben> [Join]")
    assert any("@ben joined" in each for each in told)
    assert calls(bot, "PUT", "/commands") == 1


async def test_a_channel_that_is_shut_after_a_restart_is_the_groups_own_again(
    bot: House, face: Face
) -> None:
    for text in ("ann> /join", "ben> /join", "!public", "!restart", "... 1m"):
        await face.feed(text)
    held = group(bot, bot.channel)
    assert held
    assert held.exposed
    assert await face.feed("!private") == [f"bot> {CLOSED_NOW}"]


async def test_the_second_press_of_one_moment_is_answered_too(bot: House, face: Face) -> None:
    for text in ("ann> /join", "ben> /join", "ann> /start", "ann> [Done]"):
        await face.feed(text)
    result = await types(bot.person("ben"), bot.channel, "mine")
    await bot.settle()
    assert "Yours" in answer(result)


async def test_put_out_of_a_guild_the_group_waits_and_an_outage_is_nothing(
    bot: House, face: Face
) -> None:
    await face.feed("ann> /join")
    await face.feed("ann> /schedule every Tuesday 18:00 Europe/London")
    await face.feed("ann> [Confirm]")
    backend = bot.env.backend
    backend.emit("GUILD_DELETE", {"id": str(bot.guild.id), "unavailable": True})
    await bot.env.settle()
    held = group(bot, bot.channel)
    assert held
    assert held.next_at
    await bot.parts.bot.gone(str(bot.guild.id), "", "put out of the guild")
    gone = group(bot, bot.channel)
    assert gone != held


async def test_whoever_is_mentioned_in_a_text_is_called_by_name(bot: House, face: Face) -> None:
    for text in ("ann> /join", "ben> /join"):
        await face.feed(text)
    ann, ben, me = bot.person("ann"), bot.person("ben"), bot.env.bot.user
    assert me
    for said in (f"commit call {ben.mention} by friday", f"write {ben.mention} and {ann.mention}"):
        await ann.send(bot.channel, f"{me.mention} {said}")
        await bot.settle()
    held = group(bot, bot.channel)
    assert held
    assert [each.what for each in held.commitments] == ["call @ben"]


async def test_in_a_direct_message_the_others_are_called_by_name(bot: House) -> None:
    ann, ben = bot.person("ann"), bot.person("ben")
    said = Text((Mention(str(ann.id)), ", this is of ", Mention(str(ben.id)), "."))
    listed, quoted = Lines(((Mention(str(ben.id)),),)), Quote(str(ben.id), "so", "idea")
    whisper = Whisper(str(ann.id), Card("", (said, listed, quoted)))
    lane = f"discord:{bot.guild.id}:{bot.channel.id}"
    await bot.parts.room.whisper(Parcel(lane, whisper, bot.clock.now(), lane))
    (message,) = bot.env.backend.messages[bot.env.backend.dm_channels[ann.id]].values()
    read = line([{"components": message.components}], {str(ann.id): "ann"})
    assert read == "@ann, this is of @ben. | - @ben | @ben (idea): so"
    assert str(ben.id) not in str(message.components)


async def test_a_message_becomes_a_commitment(bot: House, face: Face) -> None:
    await face.feed("ann> /join")
    ann = bot.person("ann")
    message = await ann.send(bot.channel, "call three customers by friday")
    result = await ann.context_menu(bot.channel, words.COMMIT, message)
    assert result.modal
    what = result.modal["components"][0]["component"]
    assert what["value"] == "call three customers by friday"


async def test_what_the_group_knows_of_somebody_is_behind_a_click_on_them(
    bot: House, face: Face
) -> None:
    for text in ("ann> /join", "ben> /join", "ben> /commit call the bank by friday"):
        await face.feed(text)
    ann, ben, dee = map(bot.person, ("ann", "ben", "dee"))
    await ann.context_menu(bot.channel, words.KNOWN, ben)
    (told,) = await face.feed("# what is shown")
    assert told.startswith("bot>ann> What the group knows | @ben | Here since: Mon 02 Mar | ")
    assert told.endswith("Open commitments: | - call the bank, by Fri 6 Mar")
    await dee.context_menu(bot.channel, words.KNOWN, ben)
    (told,) = await face.feed("# what a stranger is shown")
    assert told.startswith("bot>dee> That is for members of this group.")
    await ann.context_menu(bot.channel, words.KNOWN, dee)
    (told,) = await face.feed("# what is known of a stranger")
    assert told.startswith("bot>ann> @dee is no member of this group.")


async def test_whoever_types_is_told_what_could_stand_there(bot: House, face: Face) -> None:
    await face.feed("ann> /join")
    await face.feed("ann> /commit call three customers by friday")
    ann, name = bot.person("ann"), "mastermind report"
    (one,) = await ann.autocomplete(bot.channel, name, "number", "")
    assert one == {"name": "1: call three customers", "value": 1}
    found = await ann.autocomplete(bot.channel, name, "status", "part", number=1)
    assert found == [{"name": "partly", "value": "partly"}]
    zones = await ann.autocomplete(bot.channel, "mastermind me", "words", "lisbon")
    assert zones == [{"name": "zone Europe/Lisbon", "value": "zone Europe/Lisbon"}]
    verbs = await ann.autocomplete(bot.channel, "mastermind help", "command", "")
    assert len(verbs) == 25


async def test_numbers_are_of_what_somebody_wrote_or_may_build_on(bot: House, face: Face) -> None:
    for text in ("ann> /join", "ben> /join", "cat> /join", "ann> /start round_robin"):
        await face.feed(text)
    for text in ("ann> I closed two deals", "ben> I slept well"):
        await face.feed(text.replace("> ", "> /write "))
    ann = bot.person("ann")
    found = await ann.autocomplete(bot.channel, "mastermind step edit", "number", "")
    assert [each["name"] for each in found] == ["1: I closed two deals"]
    assert await ann.autocomplete(bot.channel, "mastermind step edit", "number", "slept") == []


async def test_an_instant_that_was_picked_is_read_in_the_zone_of_whoever_picked_it(
    bot: House, face: Face
) -> None:
    for text in ("ann> /join", "ben> /join", "ann> /me zone Asia/Tokyo"):
        await face.feed(text)
    evening = "<t:1772737200:f>"  # Thu 5 March 19:00 in UTC, Friday 4:00 in Tokyo
    await face.feed(f"ann> /commit call the bank by {evening}")
    held = group(bot, bot.channel)
    assert held
    assert str(held.commitments[0].due) == "2026-03-06"
    await face.feed("ann> /schedule yes Tuesday 18:00 Europe/London")
    await face.feed(f"ann> /schedule move {evening}")
    moved = group(bot, bot.channel)
    assert moved
    assert str(moved.next_at) == "2026-03-05 19:00:00+00:00"


def test_every_verb_has_its_place_among_the_commands() -> None:
    root, on_messages, on_people = payload()
    assert len(root["options"]) <= 25
    assert all(len(each.get("options", ())) <= 25 for each in root["options"])
    assert (on_messages["name"], on_people["name"]) == (words.COMMIT, words.KNOWN)
