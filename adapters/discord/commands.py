"""The commands of a guild, made from COMMANDS: where each verb stands, and what it asks for.

Discord takes 25 of anything below one command, and there are more verbs. So the daily ones stand
right behind it, and the others in a few groups.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from adapters.discord.escape import short
from bot.commands import COMMANDS, OwnRow, Row
from bot.values import dataclass, replace
from bot.verbs import called
from bot.words import app as words

Json = dict[str, Any]
ROOT = "mastermind"
COMMIT_MENU, MEMBER_MENU = words.COMMIT, words.KNOWN
HELP = 100  # characters of a description
GROUPS: Mapping[str, tuple[str, ...]] = {
    "seats": (*("queue", "swap", "urgent", "volunteer", "seat", "guest", "claim"), "away"),
    "step": (
        *("here", "edit", "delete", "level", "build", "against", "late", "later", "agree", "pack"),
        *("more", "enough"),
    ),
    "run": ("extend", "pause", "resume", "back", "undo", "end", "facilitate"),
    "promise": ("date", "shrink", "stuck", "take", "track", "remind", "fix"),
    "topic": ("park", "parking", "ahead"),
    "other": ("group", "attendance", "stay"),
}
DAILY = (
    *("join", "leave", "menu", "help", "start", "schedule", "rsvp", "agenda", "brief", "write"),
    *("done", "pass", "next", "commit", "report", "mine", "recap", "me", "charter"),
)
TYPES = {"text": 3, "number": 4, "person": 6}
TOKEN = re.compile(r"\[[^\]]*\]|\S+")


@dataclass(frozen=True, slots=True)
class Option:
    """What stands at one place of a command. `before` is written before it where it is given, as
    "by " before a day; `choices` are all that it may be (() = anything)."""

    name: str
    kind: Literal["text", "number", "person"] = "text"
    required: bool = False
    before: str = ""
    choices: tuple[str, ...] = ()


@cache
def paths() -> Mapping[str, str]:
    """What stands behind the command for each verb; one that has no place here is in the last
    group."""
    placed = {verb: f"{group} {verb}" for group, verbs in GROUPS.items() for verb in verbs}
    placed |= {verb: verb for verb in DAILY}
    last = [*GROUPS][-1]
    return {verb: placed.get(verb, f"{last} {verb}") for verb in COMMANDS}


def spell(text: str) -> str:
    """Our own text, with commands as they are typed in a guild."""
    return called(text, ROOT, paths())


@cache
def options(verb: str) -> tuple[Option, ...]:
    """What a verb asks for, read from its usage; where that names several ways, one line of
    words. Nothing is required where a form asks for what is missing."""
    row = COMMANDS.get(verb)
    found = _options(row.usage) if row else ()
    return tuple(replace(o, required=False) for o in found) if row and row.form else found


def _options(usage: str) -> tuple[Option, ...]:
    inner = usage[1:-1] if usage.startswith("[") and usage.index("]") == len(usage) - 1 else usage
    ways = tuple(inner.split(" | "))
    optional = inner != usage
    if len(ways) > 1 and "[" not in inner and all(way.isalpha() and way.islower() for way in ways):
        return (Option("what", required=not optional, choices=ways),)
    if re.search(r"\[[^\]]*\[", usage) or (len(ways) > 1 and _outside(usage, optional=optional)):
        return (Option("words", required=not usage.startswith("[")),)
    return tuple(map(_option, TOKEN.findall(usage)))


def typed(verb: str, given: Mapping[str, str]) -> str:
    """The line of a command as somebody types it in another room."""
    parts = []
    for option in options(verb):
        said = given.get(option.name, "")
        if said:
            parts.append(f"{option.before}{'@' if option.kind == 'person' else ''}{said}")
    return " ".join(parts)


def payload() -> list[Json]:
    """All commands, as Discord takes them: for all verbs, on messages and on people."""
    daily = [_sub(COMMANDS[verb]) for verb, path in paths().items() if path == verb]
    groups = [
        {
            "type": 2,
            "name": group,
            "description": short(words.GROUPS[group], HELP),
            "options": [_sub(COMMANDS[v]) for v, p in paths().items() if p == f"{group} {v}"],
        }
        for group in GROUPS
    ]
    there: Json = {"contexts": [0], "integration_types": [0]}  # in guilds that have let us in
    root = {"type": 1, "name": ROOT, "description": words.DESCRIPTION, **there}
    commit = {"type": 3, "name": COMMIT_MENU, **there}
    member = {"type": 2, "name": MEMBER_MENU, **there}
    return [{**root, "options": [*daily, *groups]}, commit, member]


def mark(made: Sequence[Json]) -> str:
    """What is the same as long as the commands are."""
    return sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()


def _outside(usage: str, *, optional: bool) -> bool:
    """Whether a usage has several ways at its top, not only within one of its brackets."""
    return optional or " | " in re.sub(r"\[[^\]]*\]", "", usage)


def _option(token: str) -> Option:
    inner = token.strip("[]")
    required = inner == token
    first = inner.split(" | ")[0]
    before, _, name = first.rpartition(" ")
    if name.startswith("@") and " | " not in inner:
        return Option(name[1:].lower(), "person", required)
    if name in ("NUMBER", "MINUTES"):
        return Option(name.lower(), "number", required)
    if name.islower():
        return Option(name.strip("_"), required=required, choices=(name,))
    return Option(name.lower().strip("@"), required=required, before=f"{before} " if before else "")


def _sub(row: Row | OwnRow) -> Json:
    return {
        "type": 1,
        "name": row.name,
        "description": short(row.help, HELP),
        "options": [*_drawn(row.name)],
    }


def _drawn(verb: str) -> Iterator[Json]:
    usage = COMMANDS[verb].usage
    for option in options(verb):
        said = usage if option.name == "words" else f"{option.before}{option.name}"
        choices = [{"name": each, "value": each} for each in option.choices]
        yield {
            "type": TYPES[option.kind],
            "name": option.name,
            "description": short(said, HELP),
            "required": option.required,
            **({"choices": choices} if choices else {}),
            **({} if choices or option.kind == "person" else {"autocomplete": True}),
        }
