"""A closed meeting as a card for the room, one screen long; told again it is the same card."""

from datetime import timedelta

from bot import labels, words
from bot.archive import Recap
from bot.cards import Block, Bold, Button, Card, Fields, Lines, Mention, Span, Spans, Text, When
from bot.live import Item
from bot.recaps.recap_parts import (
    ASKS,
    DECISIONS,
    GOALS,
    PROCESS,
    WINS,
    Room,
    by_topic,
    corrected,
    listed,
    names,
    of_kind,
    plain,
    promised,
    pulse_rows,
    resources,
    seat,
    shared,
    talked,
)
from bot.words import recap as say
from bot.words.ahead import IN_WRITING

WORDS = 250  # on the first screen
# What a recap may say, until it fits: all of it first, then less and less.
ROOMS = (
    Room(200, 24, 24),
    Room(120, 8, 16),
    Room(80, 4, 12),
    Room(60, 3, 9),
    Room(80, 2, 9, sides=False),
    Room(60, 2, 8, sides=False),
    Room(60, 2, 8, sides=False, cues=False),
    Room(40, 1, 6, sides=False, cues=False),
    Room(24, 1, 4, sides=False, cues=False),
    Room(20, 1, 3, picks=2, seats=4, sides=False, cues=False),
    Room(20, 1, 2, picks=1, seats=2, sides=False, cues=False),
)
WHOLE = ROOMS[0]
BRIEF = timedelta(hours=48)  # before a meeting whoever sits has written their brief
RELAY = 300  # minutes from which on a meeting is told in hours or days


def recap_card(recap: Recap) -> Card:
    """The recap as the room reads it, cut until it has at most 250 words; the rest is behind a
    button."""
    card = _card(recap, WHOLE)
    for room in ROOMS[1:]:
        if counted(card) <= WORDS:
            break
        card = _card(recap, room)
    return card


def counted(card: Card) -> int:
    """The words of a card, buttons aside; a mention and an instant count as one."""
    return len(card.title.split()) + sum(_count(block) for block in card.blocks)


def whole_card(recap: Recap) -> Card:
    """The recap uncut, for whoever has more than a screen."""
    return _card(recap, Room(4000, 999, 999))


def written_in(recap: Recap) -> tuple[Item, ...]:
    """All that the group may read of what was written in a meeting."""
    return (*(item for told in recap.seats for item in told.items), *recap.items)


def _is_written(recap: Recap) -> bool:
    return bool(recap.items) or any(told.items for told in recap.seats)


def _card(recap: Recap, room: Room) -> Card:
    title = say.RECAP_TITLE.format(number=recap.number, title=recap.title)
    blocks: list[Block] = [Text(_when(recap)), Fields(_people(recap))]
    for told in recap.seats[: room.seats]:
        blocks += seat(recap, told, room)
    if (left := len(recap.seats) - room.seats) > 0:
        blocks.append(Text((say.MORE_SEATS.format(count=left),)))
    blocks += promised(recap, room)
    blocks += _said(recap, room)
    blocks += listed(say.DECISIONS, of_kind(recap.items, DECISIONS), room)
    blocks += sides(recap, room) if room.sides else _behind(recap)
    if recap.unfinished:
        blocks.append(Text((say.UNFINISHED.format(titles=", ".join(recap.unfinished)),)))
    blocks += [Text(_next(recap)), *_footer(recap, room)]
    return Card(title, tuple(blocks), _buttons(recap))


def _when(recap: Recap) -> Spans:
    used = round((recap.ended - recap.started).total_seconds() / 60)
    stopped: Spans = (say.STOPPED_EARLY,) if recap.stopped else ()
    if max(used, recap.planned) < RELAY:
        lengths = say.RECAP_LENGTH.format(used=used, planned=recap.planned)
    else:
        lengths = say.RECAP_RELAY.format(used=_span(used), planned=_span(recap.planned))
    return (When(recap.started), lengths, *stopped)


def _span(minutes: int) -> str:
    """A length of time in words: "40 min", "9 hours", "4 days"."""
    if minutes < 120:
        return words.minutes(minutes * 60)
    hours = round(minutes / 60)
    return words.plural(hours, "hour") if hours < 48 else words.plural(round(hours / 24), "day")


def _people(recap: Recap) -> tuple[tuple[str, Spans], ...]:
    absent = tuple(id for id in recap.absent if id not in recap.excused)
    live = tuple(id for id in recap.present if id not in recap.written)
    rows = (
        (say.PRESENT, live),
        (IN_WRITING, recap.written),
        (say.EXCUSED, recap.excused),
        (say.ABSENT, absent),
    )
    return tuple((label, names(ids)) for label, ids in rows if ids)


def _said(recap: Recap, room: Room) -> list[Block]:
    """What came of earlier commitments; and that nothing was written."""
    blocks: list[Block] = [Text((say.REVIEWED, _counts(recap)))] if recap.reviewed else []
    if not (_is_written(recap) or recap.commitments or recap.private):
        blocks.append(Text((say.NOTHING_SAID,)))
    return blocks


def sides(recap: Recap, room: Room) -> list[Block]:
    """What was asked, offered and parked beside the seats, and how the group works together."""
    blocks = talked(recap, room)
    for title, items in _lists(recap):
        blocks += listed(title, items, room)
    return [*blocks, *shared(recap, room), *figures(recap, room)]


def figures(recap: Recap, room: Room) -> list[Block]:
    """What was counted: votes, the parking lot, the pulse and the airtime balance."""
    votes = [say.VOTE.format(text=text, count=count) for text, count in recap.votes]
    blocks = [*plain(say.VOTES, votes, room), *plain(say.PARKED, recap.topics, room)]
    blocks += pulse_rows(recap, room)
    if recap.balance is None:
        return blocks
    figure = say.BALANCE_OF.format(balance=recap.balance)
    return [*blocks, Fields(((say.BALANCE, (figure,)),))]


def _lists(recap: Recap) -> list[tuple[str, list[Item]]]:
    kinds = ((say.ASKS, ASKS), (say.WINS, WINS), (say.GOALS, GOALS), (say.PROCESS, PROCESS))
    return [(title, of_kind(recap.items, kind)) for title, kind in kinds]


def _behind(recap: Recap) -> list[Block]:
    """What there is behind the button, where the first screen has no room for it."""
    counts = [(say.TALKED, sum(len(notes) for topic, notes in by_topic(recap.items) if topic))]
    counts += [(title, len(items)) for title, items in _lists(recap)]
    counts.append((say.RESOURCES, len(resources(recap))))
    counts += [(say.VOTES, len(recap.votes)), (say.PARKED, len(recap.topics))]
    told = [say.COUNTED.format(title=title, count=count) for title, count in counts if count]
    told += [say.PULSE_TOO] if recap.gauge else []
    return [Text((say.BEHIND.format(what=", ".join(told)),))] if told else []


def _counts(recap: Recap) -> str:
    return ", ".join(f"{count} {status}" for status, count in recap.reviewed) + "."


def _next(recap: Recap) -> Spans:
    if recap.next_at:
        format = say.NEXT_FORMAT.format(format=recap.next_format) if recap.next_format else ""
        when: Spans = (words.NEXT_MEETING, When(recap.next_at), format)
    else:
        when = (say.NO_NEXT,)
    seats: list[Span] = []
    if recap.next_seats:
        seats += [say.NEXT_SEATS, *names(recap.next_seats)]
        seats += [say.STANDBY, Mention(recap.standby)] if recap.standby else []
        if recap.next_at and recap.next_at - BRIEF > recap.ended:
            seats += [say.BRIEF_DUE, When(recap.next_at - BRIEF)]
        seats.append(".")
    if recap.next_facilitator:
        seats += [say.NEXT_FACILITATOR, Mention(recap.next_facilitator), "."]
    return (*when, ".", *seats)


def _footer(recap: Recap, room: Room) -> list[Block]:
    """Who reads this, of which steps nothing is told, and how to put a line right."""
    blocks = corrected(recap.corrections)
    said = [say.HIDDEN.format(titles=", ".join(recap.hidden))] if recap.hidden else []
    if _is_written(recap) or recap.commitments:
        said = [say.READERS, *said, say.HOW_TO_FIX] if room.sides else [*said, say.WRONG]
    return [*blocks, Text((" ".join(said),))] if said else blocks


def _buttons(recap: Recap) -> tuple[Button, ...]:
    if not (_is_written(recap) or recap.commitments):
        return ()
    return (
        Button(labels.BUTTON_DETAILS, "recap", f"details {recap.number}"),
        fix_button(recap),
    )


def fix_button(recap: Recap) -> Button:
    """The button that opens one's own lines of a closed meeting."""
    return Button(labels.BUTTON_FIX, "fix", str(recap.number), form=f"fix:{recap.number}")


def _count(block: Block) -> int:
    match block:
        case Text(spans):
            return _words(spans)
        case Fields(pairs):
            return sum(len(label.split()) + _words(spans) for label, spans in pairs)
        case Lines(lines):
            return sum(_words(spans) for spans in lines)
        case _:
            return len(block.text.split()) + 1


def _words(spans: Spans) -> int:
    count = 0
    for span in spans:
        if isinstance(span, str):
            count += len(span.split())
        else:
            count += len(span.text.split()) if isinstance(span, Bold) else 1
    return count
