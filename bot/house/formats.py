"""`mastermind formats`: list, show, check and rehearse meeting formats, and make their pages."""

import re
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import words
from bot.effects import Refused
from bot.formats.agenda import agenda_for, can_relay
from bot.formats.catalogue import catalogue, find
from bot.formats.check import check as mistakes
from bot.formats.format import RELAY, Format
from bot.formats.page import lengths
from bot.formats.page import page as page_of
from bot.formats.reading import read
from bot.formats.timeline import timeline
from bot.house.settings import read_settings
from bot.house.shelf import stock, unknown
from bot.trouble import Trouble

formats = typer.Typer(help="Meeting formats.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The format's id; `formats list` shows them.")]
Source = Annotated[str, typer.Argument(metavar="ID|FILE", help="A format's id, or its file.")]


@formats.callback()
def _stocked() -> None:
    """Meeting formats; those of your own come from the directory FORMATS_DIR."""
    try:
        for line in stock(read_settings().formats_dir):
            typer.echo(f"mastermind: {line}", err=True)
    except Trouble as trouble:
        _fail(str(trouble))


@formats.command("list")
def list_() -> None:
    """The formats that ship with the bot, and your own."""
    for format in catalogue().values():
        size = f"{format.size[0]} to {format.size[3]} people"
        _say(f"{format.id:16} {format.title}: {size}, {lengths(format)}")


@formats.command()
def show(id: Id) -> None:
    """A format's steps, with their prompts."""
    format = _find(id)
    _say(f"{format.title} ({format.id}); inspired by {format.inspired_by or 'nobody'}")
    for plan in format.plans:
        length = f"{plan.each:g} min each" if plan.each else f"{plan.minutes:g} min"
        hours = f"{plan.async_h:g} h over days" if plan.async_h else ""
        length = ", ".join([length] * bool(plan.each or plan.minutes) + [hours] * bool(hours))
        again = f", for each {plan.repeat}" if plan.repeat else ""
        _say(f"  {plan.title}: {plan.who}, {plan.turn}, {length}{again}\n      {plan.prompt}")


@formats.command()
def check(file: Annotated[Path, typer.Argument(help="A format file.")]) -> None:
    """Every mistake in a format file: the line, what is wrong, how to mend it."""
    source = _text(file)
    found = mistakes(source)
    for mistake in found:
        _say(f"{file}:{mistake.line}: {mistake.what} {mistake.mend}")
    if found:
        raise typer.Exit(1)
    for id in unknown(read(source)):
        _say(f"{file} names the format {id}, which there is not; it is passed over.")
    _say(f"{file} is right.")


@formats.command("dry-run")
def dry_run(
    source: Source,
    members: Annotated[int, typer.Option(help="How many people.", min=1, max=50)] = 5,
    seats: Annotated[int, typer.Option(help="How many seats; 0 = as the format says.", min=0)] = 0,
    minutes: Annotated[
        int, typer.Option(help="How long; 0 = as the format says.", min=0, max=1440)
    ] = 0,
    at: Annotated[str, typer.Option(help="When it begins, like 18:00.")] = "00:00",
    relay: Annotated[bool, typer.Option("--async", help="Met over days, by its windows.")] = False,
) -> None:
    """The timeline of a meeting, with clock times."""
    format = _format(source)
    count = seats or format.seats[0]
    if count > (most := min(format.seats[1], members)):
        _fail(f"{format.title} has at most {most} seats for {members}, not {count}.")
    if relay and not can_relay(format):
        _fail(f"{format.title} can't be met over days: its modes have no {RELAY}.")
    planned = agenda_for(format, members, count, minutes, relay=relay)
    for clock, title, seconds in timeline(format, planned, _seconds(at)):
        _say(
            f"{clock:8}  {title}, {words.minutes(seconds)}"
            if title
            else _over(clock, planned.minutes)
        )
    if planned.turns < count:
        _say(f"          {planned.minutes} min hold {planned.turns} of {count} seats")


@formats.command()
def page(source: Source) -> None:
    """The format's page in Markdown, with a timeline."""
    typer.echo(page_of(_format(source)), nl=False)


def _over(clock: str, minutes: int) -> str:
    return f"{clock:8}  end; {words.minutes(minutes * 60)} were planned for"


def _seconds(at: str) -> int:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at, re.ASCII)
    if not found:
        _fail(f"{at} is no time of the day; write it like 18:00.")
    return int(found[1]) * 3600 + int(found[2]) * 60


def _format(source: str) -> Format:
    """The format of this id, or in this file."""
    if source in catalogue() or not source.endswith(".toml"):
        return _find(source)
    try:
        return read(_text(Path(source)))
    except ValueError as error:
        _fail(f"{source} is not right; `mastermind formats check` tells all of it. {error}")


def _find(id: str) -> Format:
    try:
        return find(id)
    except Refused as refusal:
        _fail(str(refusal))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        _fail(f"{file} can't be read: {why}.")


def _fail(said: str) -> NoReturn:
    typer.echo(f"mastermind: {said}", err=True)
    raise typer.Exit(1)


def _say(line: str) -> None:
    typer.echo(line)
