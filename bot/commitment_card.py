"""A commitment as its owner and the group read it."""

from bot import labels
from bot.archive import Commitment
from bot.cards import Button, Card, Lines, Mention, Span, Spans, Text, text
from bot.group import Group
from bot.words import commitments as say
from bot.words import day


def commitment_line(commitment: Commitment, owner: bool = True) -> Spans:
    """Who - what - by when - cue, as one line."""
    spans: list[Span] = [Mention(commitment.by), ": "] if owner else []
    spans.append(commitment.what)
    if commitment.due:
        proposed = say.PROPOSED if commitment.proposed else ""
        spans.append(say.BY_DAY.format(day=day(commitment.due), proposed=proposed))
    if commitment.cue:
        spans.append(say.CUE.format(cue=commitment.cue))
    if commitment.status != "open":
        spans.append(say.STATUS.format(status=commitment.status))
    return tuple(spans)


def of(group: Group, who: str) -> tuple[Commitment, ...]:
    """The open commitments of a member, oldest first."""
    return tuple(c for c in group.commitments if c.by == who)


def noted(made: Commitment) -> Card:
    """What a member reads back of a commitment just made."""
    blocks = [Text((say.NOTED, *commitment_line(made, owner=False), "."))]
    if made.confidence is not None and made.confidence < 7:
        blocks.append(text(say.SHRINK_IT))
    return Card("", tuple(blocks))


def open_card(group: Group, who: str, lead: str) -> Card:
    """A member's open commitments with a button to end each."""
    mine = of(group, who)
    if not mine:
        return Card("", (text(say.NO_OPEN_COMMITMENTS),))
    lines = Lines(tuple((f"#{c.id} ", *commitment_line(c, owner=False)) for c in mine))
    buttons = tuple(
        Button(labels.BUTTON_ENDED.format(id=c.id), "report", f"{c.id} done") for c in mine
    )
    return Card("", (text(lead), lines), buttons)
