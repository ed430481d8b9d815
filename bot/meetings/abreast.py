"""What the Board says of several seats that are worked on at the same time."""

from bot import labels, words
from bot.cards import Block, Button, Lines, Mention, Spans, Text
from bot.feedback.items import unasked
from bot.feedback.seating import wanted
from bot.group import Group
from bot.live import Meeting
from bot.meetings.beside import several
from bot.meetings.floor import holder_of, seat_of, worked_on
from bot.text import short
from bot.words import brief
from bot.words.recap import HELP_WANTED

QUESTION = 300  # characters of a question that the Board shows


def seats(group: Group, meeting: Meeting) -> tuple[Block, ...]:
    """The seats that are worked on at the same time, with the help that is wanted in each."""
    if not several(meeting):
        return ()
    lines = []
    for n in worked_on(group, meeting):
        step = meeting.agenda[n]
        if seat := seat_of(meeting, step):
            asked = short(wanted(meeting, step.seat), QUESTION)
            asks: Spans = (": ", asked) if asked else ()
            waits = (brief.WAITS,) if unasked(step, seat) else ()
            help = labels.HELP_LABELS.get(seat.help, "")
            wants = (HELP_WANTED.format(help=help),) if help and asks else ()
            lines.append((Mention(seat.holder), *asks, *wants, *waits))
    title = words.SEATS if meeting.charged else words.TURNS_OF
    return (Text((title,)), Lines(tuple(lines), numbered=True))


def agree(group: Group, meeting: Meeting, turn: str) -> tuple[Button, ...]:
    """What a peer presses who can work with a question; one button for each, where there are
    several.
    """
    if not several(meeting):
        return (Button(brief.BUTTON_AGREE, "agree", rev=turn),)
    holders = [holder_of(meeting, meeting.agenda[n]) for n in worked_on(group, meeting)]
    labelled = [(brief.BUTTON_AGREE_TO.format(number=n), id) for n, id in enumerate(holders, 1)]
    return tuple([Button(label, "agree", f"@{id}", turn) for label, id in labelled])
