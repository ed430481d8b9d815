"""What reads text, bytes or JSON that others wrote: each takes odd input and makes a try of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from adapters.discord import parse as discord
from adapters.slack import parse as slack
from adapters.web.holidays import BadCalendar
from adapters.web.holidays import read as read_holidays
from adapters.web.links import Links
from bot import formats
from bot.cards import Feed
from bot.commands import COMMANDS
from bot.decide import decide, decide_person, form
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted
from bot.formats.catalogue import catalogue
from bot.formats.check import check
from bot.formats.page import page
from bot.formats.reading import read as read_format
from bot.group import Group
from bot.lookup import known
from bot.person import Person
from bot.seal import Seal
from gates.odd import Odd
from tests.discord import fake
from tests.phrases import FILLED, FORMS, PHRASES, REVS, lines
from tests.room import START, room
from tests.slack import payloads
from tests.world import GROUP

LINES = lines()
SCOPE = "slack:T1"
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//holidays//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20260403
DTEND;VALUE=DATE:20260407
RRULE:FREQ=YEARLY;COUNT=9;BYMONTH=4
EXDATE;VALUE=DATE:20270403
SUMMARY:Easter
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Europe/Berlin:20260501T090000
DURATION:P1D
RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20260601T000000Z
SUMMARY:Away
END:VEVENT
END:VCALENDAR
"""


@cache
def groups() -> tuple[Group, ...]:
    """A group between meetings, and in a step of every format."""
    made = room("u0", "u1", "u2", "u3")
    calm, found = made.group, [made.group]
    for number, id in enumerate(catalogue()):
        made.group = calm
        made.does("u0", "start", id)
        for who in calm.ids:
            made.does(who, "mine")
        for _ in range(number % 4):
            made.does("u0", "next", "now")
        found.append(made.group)
    return tuple(found)


def command(odd: Odd) -> Callable[[], object]:
    """A line that somebody types."""
    verb, args = odd.pick(LINES)
    verb = verb if odd.dice.randrange(9) else odd.text(list(COMMANDS))
    return _decided(odd, Command("e", GROUP, _actor(odd), verb, odd.text((args, *PHRASES))))


def said(odd: Odd) -> Callable[[], object]:
    """What somebody says where the group listens."""
    return _decided(odd, Said("e", GROUP, _actor(odd), odd.text(PHRASES)))


def press(odd: Odd) -> Callable[[], object]:
    """A button as somebody else might have made it."""
    verb = odd.text(list(COMMANDS)) if odd.dice.randrange(3) else odd.pick(list(COMMANDS))
    button = Press(verb, odd.text(PHRASES), odd.text(REVS), odd.text(FORMS))
    return _decided(odd, Pressed("e", GROUP, _actor(odd), button))


def submitted(odd: Odd) -> Callable[[], object]:
    """A form, filled in by whoever."""
    by, name = _actor(odd), odd.pick(FORMS)
    asked = form(odd.pick(groups()), name, by)
    names = [field.name for field in asked.fields] if asked else list(FILLED)
    values = {field: odd.text(PHRASES) for field in names}
    rev = asked.rev if asked else odd.text(REVS)
    return _decided(odd, Submitted("e", GROUP, by, name, values, rev))


def sealed(odd: Odd) -> Callable[[], object]:
    """The text of a button that was tampered with: nobody is taken in."""
    seal, button = Seal("a key"), Press("next", odd.pick(("", "1", "yes")), "1.0.0.0")
    good = seal.close(button, SCOPE)
    text = odd.text((good, good[::-1], "1||||", "", "2" + good[1:]))

    def attempt() -> None:
        opened = seal.open(text, SCOPE)
        assert opened is None or text == good, f"{text!r} was taken for ours"

    return attempt


def link(odd: Odd) -> Callable[[], object]:
    """The address of a calendar that was tampered with: nobody is taken in."""
    links, feed = Links("a key"), Feed(GROUP, 1)
    good = links.token(feed)
    text = odd.text((good, good[::-1], "", good + good))

    def attempt() -> None:
        assert links.read(text) is None or text == good, f"{text!r} was taken for ours"

    return attempt


def own_format(odd: Odd) -> Callable[[], object]:
    """A file of a format that somebody wrote: it has mistakes, or it can be used."""
    source = odd.text([file.read_text("utf-8") for file in _format_files()])

    def attempt() -> None:
        if not check(source):
            page(read_format(source))

    return attempt


def calendar(odd: Odd) -> Callable[[], object]:
    """A calendar of holidays that somebody brings."""
    raw = odd.raw((CALENDAR,))

    def attempt() -> None:
        with suppress(BadCalendar):
            read_holidays(raw, date(2026, 3, 2))

    return attempt


def of_slack(odd: Odd) -> Callable[[], object]:
    """What Slack may send one day."""
    body = odd.json(odd.pick(_from_slack()))
    return lambda: slack.parse(body if isinstance(body, dict) else {})


def of_discord(odd: Odd) -> Callable[[], object]:
    """What Discord may send one day."""
    body = odd.json(fake.interaction(1, odd.pick(("join", "commit", "menu")), words="x"))
    return lambda: discord.parse(body if isinstance(body, dict) else {})


READERS: dict[str, Callable[[Odd], Callable[[], object]]] = {
    "commands": command,
    "talk": said,
    "buttons": press,
    "forms": submitted,
    "custom ids": sealed,
    "links": link,
    "formats": own_format,
    "calendars": calendar,
    "Slack's payloads": of_slack,
    "Discord's payloads": of_discord,
}


def _decided(odd: Odd, event: Event) -> Callable[[], object]:
    group, person = odd.pick(groups()), Person("local:main:@u1")

    def attempt() -> None:
        decide(group, event, START)
        if isinstance(event, Command | Submitted):
            decide_person(person, event, START)

    return attempt


def _actor(odd: Odd) -> Actor:
    zone = odd.pick(("", "Europe/London", "Narnia", "../../etc/passwd"))
    by = Actor(f"u{odd.dice.randrange(6)}", zone, admin=not odd.dice.randrange(4))
    return known(by, None)  # as the shell hands it on


@cache
def _format_files() -> list[Path]:
    return sorted(Path(formats.__path__[0]).glob("*.toml"))


@cache
def _from_slack() -> list[Any]:
    home = payloads.event("app_home_opened", user="U1", tab="home")
    button = {"action_id": "a", "value": "1|", "type": "button"} | {
        "text": {"type": "plain_text", "text": "Next"}
    }
    return [
        payloads.command("U1", "commit call ann", "C1", "t1"),
        payloads.mention("U1", "<@B1> join", "C1"),
        payloads.action("U1", button, "C1", "t2"),
        payloads.shortcut("U1", "menu", "t3"),
        home,
    ]
