"""What somebody means who writes to the bot or presses a button: whom, and which group."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.engine import Engine
from bot.events import Actor, Press, Pressed
from bot.forms import Form
from bot.group import Group
from bot.person import Person
from bot.ports import Reader
from bot.values import replace
from bot.verbs import ALONE, parted
from bot.words import rooms as say

Name = Callable[[str], str]  # what somebody of this id is called; gives back any other word


async def mentioned(
    verb: str, text: str, mention: re.Pattern[str], names: Callable[[list[str]], Awaitable[Name]]
) -> str:
    """Mentions behind a verb as the core takes them: by id where somebody is meant, elsewhere by
    name. The first group of `mention` is an id."""
    if not mention.search(text):
        return text
    meant, told = parted(verb, text, mention)
    name = await names(mention.findall(told))
    return mention.sub(r"@\1", meant) + mention.sub(lambda m: f"@{name(m[1])}", told)


async def group_of(reader: Reader, id: str) -> Group | None:
    """The group of this id."""
    state = await asyncio.to_thread(reader.state, id)
    return state if isinstance(state, Group) else None


async def person_of(reader: Reader, id: str) -> Person | None:
    """The person of this id, if they ever told the bot something of themselves."""
    state = await asyncio.to_thread(reader.state, id)
    return state if isinstance(state, Person) else None


async def groups_of(reader: Reader, persons: Iterable[str]) -> Sequence[str]:
    """The groups of somebody, who may be one person in each of several tenants."""
    found = [await asyncio.to_thread(reader.groups, person) for person in persons]
    return [group for groups in found for group in groups]


def alone(groups: Sequence[str], verb: str, nowhere: str) -> str:
    """The group that is meant by somebody of these `groups` who is alone with the bot; `nowhere`
    where the verb needs none, and "" where it can't be said."""
    if len(groups) == 1:
        return groups[0]
    return nowhere if verb in ALONE else ""


def lost(groups: Sequence[str]) -> str:
    """What is said to them then."""
    return say.MANY_GROUPS if groups else say.NO_GROUP_HERE


async def form_of(engine: Engine, group: str, press: Press, by: Actor) -> Form | None:
    """The form that a button opens first."""
    form = await engine.form(group, press.form, by) if press.form else None
    return form and replace(form, rev=press.rev or form.rev, group=press.group)


def pressed(id: str, group: str, by: Actor, press: Press) -> Pressed:
    """That a button was pressed which opens no form, or has nothing to ask."""
    return Pressed(id, group, by, replace(press, form=""), direct=press.group != "")
