"""`mastermind formats`: list, show, check and rehearse meeting formats."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot import words
from bot.effects import Refused
from bot.formats.agenda import agenda_for
from bot.formats.catalogue import catalogue, find
from bot.formats.check import check as mistakes
from bot.formats.format import Format

formats = typer.Typer(help="Meeting formats.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The format's id; `formats list` shows them.")]


@formats.command("list")
def list_() -> None:
    """The formats that ship with the bot."""
    for format in catalogue().values():
        size = f"{format.size[0]} to {format.size[3]} people"
        minutes = ", ".join(f"{m} min" for _, m in format.targets)
        _say(f"{format.id:14} {format.title}: {size}, {minutes}")


@formats.command()
def show(id: Id) -> None:
    """A format's steps, with their prompts."""
    format = _find(id)
    _say(f"{format.title} ({format.id}); inspired by {format.inspired_by}")
    for plan in format.plans:
        length = f"{plan.each:g} min each" if plan.each else f"{plan.minutes:g} min"
        again = f", for each {plan.repeat}" if plan.repeat else ""
        _say(f"  {plan.title}: {plan.who}, {plan.turn}, {length}{again}\n      {plan.prompt}")


@formats.command()
def check(file: Annotated[Path, typer.Argument(help="A format file.")]) -> None:
    """Every mistake in a format file: the line, what is wrong, how to mend it."""
    try:
        found = mistakes(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        typer.echo(f"mastermind: {file} can't be read: {why}.", err=True)
        raise typer.Exit(1) from None
    for mistake in found:
        _say(f"{file}:{mistake.line}: {mistake.what} {mistake.mend}")
    if found:
        raise typer.Exit(1)
    _say(f"{file} is right.")


@formats.command("dry-run")
def dry_run(
    id: Id,
    members: Annotated[int, typer.Option(help="How many people.", min=1, max=50)] = 5,
    seats: Annotated[int, typer.Option(help="How many seats; 0 = as the format says.", min=0)] = 0,
) -> None:
    """The timeline of a meeting, with clock times from 00:00."""
    format = _find(id)
    count = seats or format.seats[0]
    if count > (most := min(format.seats[1], members)):
        said = f"{format.title} has at most {most} seats for {members}, not {count}."
        typer.echo(f"mastermind: {said}", err=True)
        raise typer.Exit(1)
    planned = agenda_for(format, members, count)
    at = datetime(2000, 1, 1)  # noqa: DTZ001 - only its clock is shown
    for step in planned.steps:
        seat = f" (seat {step.seat + 1})" if step.seat >= 0 else ""
        _say(f"{at:%H:%M:%S}  {step.title}{seat}, {words.minutes(step.seconds)}")
        at += timedelta(seconds=step.seconds)
    _say(f"{at:%H:%M:%S}  end; {planned.minutes} min were planned for")


def _find(id: str) -> Format:
    try:
        return find(id)
    except Refused as refusal:
        typer.echo(f"mastermind: {refusal}", err=True)
        raise typer.Exit(1) from None


def _say(line: str) -> None:
    typer.echo(line)
