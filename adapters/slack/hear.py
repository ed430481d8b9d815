"""What is done with what Slack sent: events for the core, forms, the home tab.

Everything is acknowledged after the commit. What could not be committed is not acknowledged where
Slack sends it again (events), and said in words where it does not (commands, forms).
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from adapters.chat.meant import alone, form_of, group_of, groups_of, lost, mentioned, pressed
from adapters.slack import views
from adapters.slack.client import Api
from adapters.slack.keyring import Keyring, NotInstalled, NotNow
from adapters.slack.limits import USER
from adapters.slack.manifest import COMMIT, NEW
from adapters.slack.parse import (
    MENTION,
    Came,
    Challenge,
    Fill,
    From,
    Home,
    Line,
    Meant,
    Nothing,
    Push,
    Revoked,
    Shut,
    Wish,
)
from adapters.slack.people import People
from adapters.slack.reply import AGAIN, DONE, Reply, ephemeral, faulty, plain, reason
from adapters.slack.walls import Walls
from adapters.slack.wishes import WHERE, Pages, can_read, chosen_channel
from bot import words
from bot.cards import Mention
from bot.commands import COMMANDS
from bot.effects import Outcome
from bot.engine import Engine, NotSaved
from bot.events import Actor, Command, Event, Gone, Said, Submitted, person_id
from bot.forms import prefilled
from bot.values import replace
from bot.verbs import WALLED, called
from bot.words import rooms as say


class Ears:
    """Does what was meant, and says what to answer."""

    def __init__(
        self, engine: Engine, api: Api, keyring: Keyring, people: People, walls: Walls, pages: Pages
    ) -> None:
        self._engine, self._api, self._keyring = engine, api, keyring
        self._people, self._walls, self._pages = people, walls, pages
        self._seal, self._command = pages.seal, pages.command

    async def hear(self, meant: Meant) -> Reply:
        """Act on what a payload means."""
        match meant:
            case Challenge(text):
                return Reply(body={"challenge": text})
            case Nothing():
                return DONE
            case Came() | Shut() | Revoked():
                return await self._turned(meant)
        try:  # whoever does something in a workspace that we know nothing of is not answered
            await self._keyring.of(meant.at.tenant, meant.at.enterprise)
        except NotInstalled:
            return DONE
        except NotNow:
            return Reply(AGAIN)
        return await self._done(meant)

    async def _done(self, meant: Line | Push | Fill | Wish | Home) -> Reply:
        match meant:
            case Line():
                return await self._line(meant)
            case Push():
                return await self._push(meant)
            case Fill():
                return await self._fill(meant)
            case Wish():
                return await self._wish(meant)
            case Home(at):
                await self._pages.home(at)
                return DONE

    # -- words -------------------------------------------------------------------------------------

    async def _line(self, line: Line) -> Reply:
        at, by = line.at, await self._people.actor(line.at)
        verb, _, rest = line.text.strip().partition(" ")
        name = verb.removeprefix("/").lower() or "menu"
        args = (await self._meant(at, name, rest)).strip()
        groups = [] if at.group else await self._groups(at)
        group = at.group or alone(groups, name, f"{at.scope}:{at.room}")
        if not group:
            return await self._say(line, lost(groups))
        if not line.slash and name not in COMMANDS:
            said = await self._meant(at, "write", line.text)
            return await self._do(line, Said(at.id, group, by, said))
        bare = not args and name != "me"
        if bare and at.trigger and (form := await self._engine.form(group, name, by)):
            asked = replace(form, group=group if at.direct else "")
            opened = await self._pages.ask(at, asked, group)
            return DONE if opened else await self._say(line, say.TOO_SLOW)
        if name in WALLED:
            await self._walls.look(at, line.walls)
        reply = await self._do(line, Command(at.id, group, by, name, args, direct=at.direct))
        if name == "join":
            await self._walls.joined(at, line.walls)
        return reply

    async def _meant(self, at: From, verb: str, text: str) -> str:
        """Mentions as the core takes them: by id where somebody is meant, elsewhere by name."""
        return await mentioned(verb, text, MENTION, partial(self._people.names, at.tenant))

    async def _groups(self, at: From) -> Sequence[str]:
        return await groups_of(self._engine.reader, [person_id(f"{at.scope}:-", at.user)])

    # -- buttons and forms -------------------------------------------------------------------------

    async def _push(self, push: Push) -> Reply:
        at, by = push.at, await self._people.actor(push.at)
        press = self._seal.open(push.sealed, at.scope)
        if press is None:
            return await self._say(push, say.OLD_BUTTON)
        group = press.group or at.group or f"{at.scope}:{at.room or '-'}"
        if form := await form_of(self._engine, group, press, by):
            opened = await self._pages.ask(at, form, group)
            return DONE if opened else await self._say(push, say.TOO_SLOW)
        reply = await self._do(push, pressed(at.id, group, by, press))
        if at.home:
            await self._pages.home(at)
        return reply

    async def _fill(self, fill: Fill) -> Reply:
        at, by = fill.at, await self._people.actor(fill.at)
        if fill.view.get("callback_id") == NEW:
            return await self._new_group(fill, by)
        values, field = views.values(fill.view), views.first(fill.view)
        opened = views.opened(fill.metadata, self._seal, at.scope)
        if opened is None:
            return faulty(field, say.OLD_FORM, self._command)
        (name, rev, group), direct = opened, views.is_direct(fill.metadata, self._seal, at.scope)
        event = Submitted(at.id, group, by, name, values, rev, direct)
        reply, outcome = await self._try(fill, event)
        if outcome is not None and outcome.refused:
            return faulty(field, await self._why(at, outcome), self._command)
        return reply

    async def _wish(self, wish: Wish) -> Reply:
        at, by = wish.at, await self._people.actor(wish.at)
        if wish.what != COMMIT:
            opened = await self._pages.wish(wish, by)
        elif at.group and (form := await self._engine.form(at.group, "commit", by)):
            opened = await self._pages.ask(at, prefilled(form, wish.text), at.group)
        elif at.group:  # there is nothing to ask: the core says why
            return await self._do(wish, Command(at.id, at.group, by, "commit"))
        else:
            return await self._say(wish, lost(await self._groups(at)))
        return DONE if opened else await self._say(wish, say.TOO_SLOW)

    async def _new_group(self, fill: Fill, by: Actor) -> Reply:
        at, room = fill.at, chosen_channel(fill.view)
        if not room or not await can_read(self._api, at.tenant, room):
            return faulty(WHERE, say.NOT_IN_CHANNEL.format(bot=self._command), self._command)
        event = Command(at.id, f"{at.scope}:{room}", by, "join")
        reply, outcome = await self._try(fill, event)
        if outcome is not None and outcome.refused:
            return faulty(WHERE, await self._why(at, outcome), self._command)
        return reply

    async def _why(self, at: From, refused: Outcome[Any]) -> str:
        """Why something was refused, where nobody can be mentioned."""
        why = reason(refused)
        whom = {s.who for s in why if isinstance(s, Mention) and USER.fullmatch(s.who)}
        return plain(why, await self._people.names(at.tenant, whom))

    # -- the room itself ---------------------------------------------------------------------------

    async def _turned(self, meant: Came | Shut | Revoked) -> Reply:
        at = meant.at
        match meant:
            case Revoked(why=why, since=since):
                groups = await asyncio.to_thread(self._engine.reader.rooms, "slack", at.tenant)
                for group in groups:
                    await self._engine.handle(Gone(f"{at.id}:{group}", group, why))
                when = datetime.fromtimestamp(since, UTC) if since else None
                await self._keyring.drop(at.tenant, when)
            case Shut(why=why):
                await self._engine.handle(Gone(at.id, at.group, why))
            case Came(bot=True, left=True):
                await self._engine.handle(Gone(at.id, at.group, words.ROOM_GONE))
            case Came(left=left, bot=bot, private=private):
                if left and not bot:
                    await self._left(at)
                await self._walls.look(at, "private" if private else "open")
        return DONE

    async def _left(self, at: From) -> None:
        """Whoever can't read the room any more is no member of its group."""
        group = await group_of(self._engine.reader, at.group)
        if group and group.member(at.user):
            await self._engine.handle(Command(at.id, at.group, Actor(at.user), "leave", "yes"))

    # -- answers -----------------------------------------------------------------------------------

    async def _do(self, meant: Line | Push | Wish, event: Event) -> Reply:
        return (await self._try(meant, event))[0]

    async def _try(
        self, meant: Line | Push | Fill | Wish, event: Event
    ) -> tuple[Reply, Outcome[Any] | None]:
        try:
            return DONE, await self._engine.handle(event)
        except NotSaved:
            if isinstance(meant, Fill):
                return faulty(views.first(meant.view), words.NOT_SAVED, self._command), None
            if isinstance(meant, Line) and not meant.slash:
                return Reply(AGAIN), None  # an event: Slack sends it again
            return await self._say(meant, words.NOT_SAVED), None

    async def _say(self, meant: Line | Push | Wish, said: str) -> Reply:
        """A sentence for whoever did it, which is no event of the core's."""
        at = meant.at
        if isinstance(meant, Line) and meant.slash:
            return ephemeral(said, self._command)
        text = called(said, self._command)
        if at.direct:
            await self._api.call(at.tenant, "chat.postMessage", channel=at.user, text=text)
        else:
            await self._api.call(
                at.tenant, "chat.postEphemeral", channel=at.room, user=at.user, text=text
            )
        return DONE
