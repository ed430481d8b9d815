"""What members do with the charter: read it, withdraw their consent, give it again."""

from datetime import datetime

from bot import guard, labels
from bot.articles import draft
from bot.cards import Block, Button, Card, Lines, note, text
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Group
from bot.meeting import shut
from bot.values import replace
from bot.words import charter as words


def charter(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/charter`, `/charter withdraw`, `/charter consent`."""
    match event.args.strip().lower():
        case "":
            return Outcome(group, (Whisper(event.by.id, card(group, event.by.id)),))
        case "withdraw":
            return _withdraw(group, event, now)
        case "consent":
            return _consent(group, event)
        case _:
            raise Refused(words.HOW_TO_CHARTER)


def card(group: Group, who: str) -> Card:
    """The charter as a member reads it: what was agreed on, or what is drafted so far."""
    blocks: list[Block] = []
    if group.charter:
        blocks = [text(words.AGREED_IN.format(number=group.charter)), _lines(group.articles)]
    else:
        blocks = [text(words.NONE_YET, guard.the_way())]
        if group.meeting and (written := draft(group, group.meeting)):
            blocks += [text(words.DRAFT), _lines(written)]
    if group.withdrawn:
        blocks.append(text(words.SHORT_OF.format(count=len(group.withdrawn))))
    again = Button(labels.BUTTON_CONSENT, "charter", "consent", main=True)
    return Card(words.TITLE, tuple(blocks), (again,) if who in group.withdrawn else ())


def _lines(articles: tuple[str, ...]) -> Lines:
    return Lines(tuple((line,) for line in articles), numbered=True)


def _withdraw(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    who = event.by.id
    if not group.charter:
        raise Refused(words.NO_CHARTER)
    if who in group.withdrawn:
        raise Refused(words.ALREADY_WITHDRAWN)
    told = Show(f"withdrawn:{event.id}", note("", words.WITHDRAWN_TOLD))
    group = replace(group, withdrawn=(*group.withdrawn, who))
    return shut(Outcome(group, (Whisper(who, note("", words.WITHDRAWN)), told)), now)


def _consent(group: Group, event: Command) -> Outcome[Group]:
    who = event.by.id
    if who not in group.withdrawn:
        raise Refused(words.NOT_WITHDRAWN)
    group = replace(group, withdrawn=tuple(id for id in group.withdrawn if id != who))
    given = Whisper(who, note("", words.GIVEN))
    if group.withdrawn:
        return Outcome(group, (given,))
    return Outcome(group, (given, Show(f"given:{event.id}", note("", words.GIVEN_TOLD))))
