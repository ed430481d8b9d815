"""A commitment as its owner and the group read it."""

import re

from bot import labels
from bot.archive import Commitment
from bot.cards import Block, Button, Card, Lines, Mention, Span, Spans, Text, text
from bot.group import Group
from bot.words import commitments as say
from bot.words import day

UNSURE = 7  # out of 10: whoever is less sure is asked whether it could be smaller
# How a moment begins that needs no "when" before it.
OPENINGS = re.compile(
    r"(when|after|before|as soon as|once|at|on|in|every|each|if|while|during|tomorrow|today)\b"
    r"|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?s?\b|\d",
    re.IGNORECASE,
)


def of(group: Group, who: str) -> tuple[Commitment, ...]:
    """The open commitments of a member, oldest first."""
    return tuple(c for c in group.commitments if c.by == who)


def drafts(group: Group, who: str) -> tuple[Commitment, ...]:
    """The commitments of a member whose date waits for a yes; what others offer is none of them."""
    return tuple(c for c in group.drafts if c.by == who and c.status == "open")


def moment(cue: str) -> str:
    """When a commitment begins: "when the kettle boils", "Tuesday 8:00 at my desk"."""
    return cue if OPENINGS.match(cue) else f"when {cue}"


def if_then(made: Commitment) -> str:
    """A commitment with its moment as one sentence."""
    start = moment(made.cue)
    return say.IF_THEN.format(moment=start[:1].upper() + start[1:], what=made.what.rstrip("."))


def commitment_line(commitment: Commitment, owner: bool = True, cue: bool = True) -> Spans:
    """Who - what - by when - cue - witness, as one line."""
    spans: list[Span] = [Mention(commitment.by), ": "] if owner else []
    spans.append(commitment.what)
    if commitment.due:
        proposed = say.PROPOSED if commitment.proposed else ""
        spans.append(say.BY_DAY.format(day=day(commitment.due), proposed=proposed))
    if cue and commitment.cue:
        spans.append(say.CUE.format(moment=moment(commitment.cue)))
    if commitment.witness:
        spans += [say.WITNESS, Mention(commitment.witness)]
    if commitment.status != "open":
        spans.append(say.STATUS.format(status=commitment.status))
    spans += [say.PRIVATE] if commitment.private else []
    return tuple(spans)


def noted(made: Commitment, lead: str = say.NOTED, notes: tuple[str, ...] = ()) -> Card:
    """What a member reads back of a commitment just made; below 7 of 10, whether to shrink it."""
    blocks = [Text((lead, *commitment_line(made, owner=False, cue=False), "."))]
    blocks += [text(if_then(made))] if made.cue else []
    blocks += [text(say.OBSTACLE.format(obstacle=made.obstacle))] if made.obstacle else []
    blocks += [text(note) for note in notes]
    if made.confidence is None or made.confidence >= UNSURE:
        return Card("", tuple(blocks))
    blocks.append(text(say.SHRINK_IT.format(sure=made.confidence)))
    buttons = (
        Button(labels.BUTTON_SHRINK, "shrink", str(made.id), form=f"shrink:{made.id}", main=True),
        Button(labels.BUTTON_KEEP, "shrink", f"{made.id} keep"),
    )
    return Card("", tuple(blocks), buttons)


def open_card(group: Group, who: str, lead: str) -> Card:
    """A member's open commitments, with buttons that name the one they mean."""
    mine, waiting = of(group, who), drafts(group, who)
    if not mine and not waiting:
        return Card("", (text(say.NO_OPEN_COMMITMENTS),))
    lines = [(f"#{c.id} ", *commitment_line(c, owner=False)) for c in mine]
    lines += [(f"#{c.id} ", *commitment_line(c, owner=False), say.DRAFT) for c in waiting]
    buttons: list[Button] = []
    for c in mine:
        buttons += [
            Button(labels.BUTTON_ENDED.format(id=c.id), "report", f"{c.id} done"),
            Button(labels.BUTTON_OTHER.format(id=c.id), "report", str(c.id), form=f"report:{c.id}"),
        ]
    for c in waiting:
        buttons += date_buttons(c, f"#{c.id} ")
    blocks: tuple[Block, ...] = (text(lead), Lines(tuple(lines)))
    return Card("", blocks, tuple(buttons))


def date_buttons(draft: Commitment, lead: str = "") -> tuple[Button, ...]:
    """To say that the date of a draft is right, or to change it."""
    return (
        Button(lead + labels.BUTTON_RIGHT, "date", f"{draft.id} right", main=not lead),
        Button(lead + labels.BUTTON_CHANGE, "date", str(draft.id), form=f"date:{draft.id}"),
    )
