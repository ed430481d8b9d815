"""What is done with what Discord sent: events for the core, and forms.

Everything is acknowledged after the commit; what could not be committed is said in words.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from adapters.chat.forms import named, people
from adapters.chat.meant import (
    alone,
    form_of,
    group_of,
    groups_of,
    lost,
    mentioned,
    person_of,
    pressed,
)
from adapters.discord import replies, views
from adapters.discord.api import Bad, Good
from adapters.discord.commands import spell
from adapters.discord.limits import FIELDS, faults
from adapters.discord.markdown import Leaf, Row
from adapters.discord.parse import MENTION, Fill, From, Line, Meant, Nothing, Push, Typing, Wish
from adapters.discord.people import People
from adapters.discord.permissions import lacking
from adapters.discord.render import Json, message, opened, pages
from adapters.discord.replies import Replies
from adapters.discord.suggest import suggestions
from adapters.discord.times import PICKED, picked
from adapters.discord.views import Step
from adapters.discord.walls import Walls
from bot import words
from bot.commands import COMMANDS
from bot.effects import Outcome, Whisper
from bot.engine import Engine, NotSaved
from bot.events import Actor, Command, Event, Said, Submitted, person_id
from bot.forms import Form, prefilled, refilled
from bot.seal import Seal
from bot.values import replace
from bot.verbs import WALLED
from bot.words import rooms as say

Answer = tuple[Outcome[Any] | None, bool]
Back = Callable[[], Awaitable[Sequence[Json]]]


class Ears:
    """Does what was meant, and answers."""

    def __init__(
        self, engine: Engine, answers: Replies, people: People, walls: Walls, seal: Seal
    ) -> None:
        self._engine, self._replies, self._seal = engine, answers, seal
        self._people, self._walls = people, walls

    async def hear(self, meant: Meant) -> None:
        """Act on what a payload means."""
        match meant:
            case Nothing():
                return
            case Typing():
                await self._suggest(meant)
            case Line() | Push() | Fill() | Wish():
                lack = lacking(meant.at)
                if lack:
                    await self._say(meant.at, say.LACKING.format(lacking=lack))
                else:
                    await self._done(meant)

    async def _done(self, meant: Line | Push | Fill | Wish) -> None:
        match meant:
            case Line():
                await self._line(meant)
            case Push():
                await self._push(meant)
            case Fill():
                await self._fill(meant)
            case Wish(at, text):
                await self._wish(at, text)

    # -- words -------------------------------------------------------------------------------------

    async def _line(self, line: Line) -> None:
        at, by, name = line.at, _actor(line.at), line.name.lower()
        groups = [] if at.group else await self._groups(at)
        nowhere = "".join(f"discord:{guild}:-" for guild in self._people.guilds()[:1])
        group = at.group or alone(groups, name, nowhere)
        if not group:
            await self._say(at, lost(groups))
        elif not line.slash and name not in COMMANDS:
            said = await self._meant(group, "write", f"{line.name} {line.args}".strip())
            await self._do(at, Said(at.id, group, by, said))
        else:
            told = picked(name, line.args, await self._zone(group, by.id, line.args))
            args = await self._meant(group, name, told)
            await self._command(at, Command(at.id, group, by, name, args, direct=not at.guild))

    async def _meant(self, group: str, verb: str, text: str) -> str:
        """Mentions as the core takes them: by id where somebody is meant, elsewhere by name."""
        return await mentioned(verb, text, MENTION, partial(self._people.names, group))

    async def _zone(self, group: str, who: str, text: str) -> str:
        """The zone of whoever picked an instant; UTC where they named none, or picked nothing."""
        known = PICKED.search(text) and await person_of(self._engine.reader, person_id(group, who))
        return known.zone if known and known.zone else "UTC"

    async def _command(self, at: From, event: Command) -> None:
        bare = not event.args and event.name != "me"
        if bare and at.token and (form := await self._form(event.group, event.name, event.by)):
            await self._ask(at, replace(form, group=""), event.group)
            return
        if event.name in (*WALLED, "join"):  # nobody tells us of who comes to a channel
            await self._walls.look(at)
        await self._do(at, event)

    async def _groups(self, at: From) -> Sequence[str]:
        persons = [person_id(f"discord:{g}:-", at.user) for g in self._people.guilds()]
        return await groups_of(self._engine.reader, persons)

    async def _wish(self, at: From, text: str) -> None:
        by = _actor(at)
        if form := await self._form(at.group, "commit", by):
            await self._ask(at, prefilled(form, text), at.group)
        else:  # there is nothing to ask: the core says why
            await self._do(at, Command(at.id, at.group, by, "commit"))

    # -- buttons and forms -------------------------------------------------------------------------

    async def _push(self, push: Push) -> None:
        at, by = push.at, _actor(push.at)
        if step := views.opened(push.sealed, self._seal, at.scope):
            await self._between(at, step, push.message)
            return
        press = opened(push.sealed, self._seal, at.scope)
        if press is None or not (group := press.group or at.group):
            await self._say(at, say.OLD_BUTTON)
            return
        if form := await form_of(self._engine, group, press, by):
            await self._ask(at, form, group)
            return
        await self._do(at, pressed(at.id, group, by, press))

    async def _between(self, at: From, step: Step, message: Mapping[str, Any]) -> None:
        """The rest of a form, or that it shall be sent without."""
        form = await self._of(step, at)
        if form is None:
            await self._say(at, say.OLD_FORM)
        elif step.send:
            await self._submit(at, step, views.held(form, message))
        else:
            form = refilled(form, views.held(form, message))
            await self._ask(at, form, step.group, step.number, again=step.again)

    async def _fill(self, fill: Fill) -> None:
        at = fill.at
        step = views.opened(fill.sealed, self._seal, at.scope)
        if step is None:
            await self._say(at, say.OLD_FORM)
            return
        written, form = views.values(fill.data), None
        if step.number or step.again or len(written) == FIELDS:  # it may be one of several steps
            form = await self._of(step, at)
        if form and (step.number or step.again):
            written = views.held(form, fill.message) | written
        if form and step.number + 1 < len(views.steps(form)):
            await self._go_on(at, form, step, written)
        else:
            await self._submit(at, step, written)

    async def _go_on(self, at: From, form: Form, step: Step, written: dict[str, str]) -> None:
        """Show what was written so far, with a button for the rest."""
        shown = [views.between(form, step, written, self._seal, at.scope)]
        if faults(shown[0]):
            texts = (spell(say.TOO_MUCH), *filter(None, written.values()))
            shown = pages([Row((Leaf(said),), block=n) for n, said in enumerate(texts)])
        await self._replies.say(at, *shown, change=step.number > 0 or step.again)

    async def _submit(self, at: From, step: Step, written: dict[str, str]) -> None:
        event = Submitted(at.id, step.group, _actor(at), step.name, written, step.rev, step.direct)
        back = partial(self._back, at, step, written)
        _, kept = await self._do(at, event, back)
        # What showed the first steps, or what was refused, has served its time.
        if kept and (step.number or step.send or step.again):
            await self._replies.forget(at)

    async def _back(self, at: From, step: Step, written: dict[str, str]) -> Sequence[Json]:
        """What was refused, to be put right; nothing where the form is another one by now."""
        form = await self._form(step.group, step.name, _actor(at))
        if form is None or not f"{form.rev}.".startswith(f"{step.rev}." if step.rev else ""):
            return ()
        shown = views.refused(form, step, written, self._seal, at.scope)
        return () if faults(shown) else (shown,)

    async def _of(self, step: Step, at: From) -> Form | None:
        form = await self._form(step.group, step.name, _actor(at))
        return form and replace(form, rev=step.rev, group=step.group if step.direct else "")

    async def _form(self, group: str, name: str, by: Actor) -> Form | None:
        return await self._engine.form(group, name, by)

    async def _ask(
        self, at: From, form: Form, group: str, step: int = 0, *, again: bool = False
    ) -> None:
        """Open a form, or one step of it, that acts in `group`."""
        name = await self._people.names(group, people(form, views.ID))
        asked = named(form, views.ID, name)
        modal = views.modal(asked, self._seal, at.scope, group, step, again=again)
        await self._replies.first(at, replies.ASK, modal)

    async def _suggest(self, typing: Typing) -> None:
        at = typing.at
        found = suggestions(typing, await group_of(self._engine.reader, at.group))
        await self._replies.first(at, replies.SUGGEST, {"choices": found})

    # -- answers -----------------------------------------------------------------------------------

    async def _do(self, at: From, event: Event, back: Back | None = None) -> Answer:
        """Let the core decide, then acknowledge; whether it was kept, and by this delivery.
        What `back` gives follows a refusal."""
        again = at.token != "" and not self._replies.expect(at)
        try:
            outcome = await self._engine.handle(event)
        except NotSaved:
            await self._say(at, words.NOT_SAVED)
            return None, False
        if outcome and outcome.refused and back:
            self._replies.follow(at, *await back())
        if at.token and not again:
            await self._replies.acknowledge(at, told=_told(outcome, at.user))
        return outcome, not again

    async def _say(self, at: From, said: str) -> Good | Bad | None:
        """A sentence for whoever did it, which is no event of the core's."""
        shown = message([Row((Leaf(spell(said)),))], ())
        if at.token:
            return await self._replies.say(at, shown)
        return await self._people.tell(at.user, shown)


def _actor(at: From) -> Actor:
    return Actor(at.user, admin=at.admin)


def _told(outcome: Outcome[Any] | None, who: str) -> bool:
    """Whether an answer to them follows."""
    effects = outcome.effects if outcome else ()
    return any(isinstance(e, Whisper) and e.to == who and not e.key for e in effects)
