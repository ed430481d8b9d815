"""A closed meeting -> its recap as a card and as Markdown. The same recap always gives the same
text.
"""

import re
from datetime import UTC

from bot import labels, words
from bot.archive import Commitment, Recap, RecapSeat
from bot.cards import Block, Bold, Card, Fields, Lines, Mention, Span, Spans, Text, When
from bot.live import Item
from bot.text import short

QUOTED = 200  # characters of one item on the card; the Markdown holds it whole


def recap_card(recap: Recap) -> Card:
    """The recap as the room sees it: one screen, details stay with the items above it."""
    title = words.RECAP_TITLE.format(number=recap.number, title=recap.title)
    blocks: list[Block] = [Text(_when(recap)), Fields(_people(recap))]
    for seat in recap.seats:
        blocks += _seat(seat)
    blocks += _commitments(recap)
    if recap.reviewed:
        blocks.append(Text((words.REVIEWED, _counts(recap))))
    if not (recap.items or any(s.items for s in recap.seats) or recap.commitments):
        blocks.append(Text((words.NOTHING_SAID,)))
    if recap.unfinished:
        blocks.append(Text((words.UNFINISHED.format(titles=", ".join(recap.unfinished)),)))
    blocks.append(Text(_next(recap)))
    return Card(title, tuple(blocks))


def _when(recap: Recap) -> Spans:
    used = round((recap.ended - recap.started).total_seconds() / 60)
    lengths = words.RECAP_LENGTH.format(used=used, planned=recap.planned)
    stopped: Spans = (words.STOPPED_EARLY,) if recap.stopped else ()
    return (When(recap.started), lengths, *stopped)


def _people(recap: Recap) -> tuple[tuple[str, Spans], ...]:
    rows = ((words.PRESENT, recap.present), (words.ABSENT, recap.absent))
    return tuple((label, _names(ids)) for label, ids in rows if ids)


def _names(ids: tuple[str, ...]) -> Spans:
    spans: list[Span] = []
    for id in ids:
        spans += [", ", Mention(id)]
    return tuple(spans[1:])


def _seat(seat: RecapSeat) -> list[Block]:
    if not (seat.question or seat.picks or seat.items):
        return []
    head: list[Span] = [Mention(seat.holder), ": "]
    if seat.question:
        head.append(Bold(short(seat.question, QUOTED)))
        help = labels.HELP_LABELS.get(seat.help, "")
        head += [words.HELP_WANTED.format(help=help)] if help else []
    lines = [_line(item) for item in (seat.picks or _own(seat))]
    label = words.PICKED if seat.picks else ""
    blocks: list[Block] = [Text((*head, label))]
    return [*blocks, Lines(tuple(lines))] if lines else blocks


def _own(seat: RecapSeat) -> tuple[Item, ...]:
    """Without a question the seat was a turn to report: what was reported, and what was offered."""
    return () if seat.question else tuple(i for i in seat.items if i.kind != "note")


def _line(item: Item) -> Spans:
    kind = labels.KINDS.get(item.kind, item.kind)
    late = words.LATE_MARK if item.late else ""
    return (f"{kind}, ", Mention(item.by), f": {short(item.text, QUOTED)}{late}")


def _commitments(recap: Recap) -> list[Block]:
    if not recap.commitments:
        return [Text((words.NO_COMMITMENTS,))]
    lines = tuple(commitment_line(commitment) for commitment in recap.commitments)
    return [Text((Bold(words.COMMITMENTS),)), Lines(lines)]


def commitment_line(commitment: Commitment, owner: bool = True) -> Spans:
    """Who - what - by when - cue, as one line."""
    spans: list[Span] = [Mention(commitment.by), ": "] if owner else []
    spans.append(commitment.what)
    if commitment.due:
        proposed = words.PROPOSED if commitment.proposed else ""
        spans.append(words.BY_DAY.format(day=words.day(commitment.due), proposed=proposed))
    if commitment.cue:
        spans.append(words.CUE.format(cue=commitment.cue))
    if commitment.status != "open":
        spans.append(words.STATUS.format(status=commitment.status))
    return tuple(spans)


def _counts(recap: Recap) -> str:
    return ", ".join(f"{count} {status}" for status, count in recap.reviewed) + "."


def _next(recap: Recap) -> Spans:
    when: Spans = (words.NEXT_MEETING, When(recap.next_at)) if recap.next_at else (words.NO_NEXT,)
    seats: Spans = (words.NEXT_SEATS, *_names(recap.next_seats)) if recap.next_seats else ()
    spare: Spans = (words.STANDBY, Mention(recap.standby)) if recap.standby and seats else ()
    return (*when, ".", *seats, *spare, *((".",) if seats else ()))


def recap_markdown(recap: Recap) -> str:
    """The whole recap as Markdown, with every item; instants in UTC, members by their ids."""
    card = recap_card(recap)
    lines = [f"# {card.title}", ""]
    for block in card.blocks:
        lines += [*_markdown(block), ""]
    if written := (*(i for seat in recap.seats for i in seat.items), *recap.items):
        lines += [f"## {words.EVERYTHING}", ""]
        lines += [f"- {_plain(_whole(item))}" for item in written]
    return "\n".join(lines).rstrip() + "\n"


def _whole(item: Item) -> Spans:
    kind = labels.KINDS.get(item.kind, item.kind)
    text = item.text.replace("\n", "\n  ")
    return (f"{kind}, ", Mention(item.by), f": {text}", words.LATE_MARK if item.late else "")


def _markdown(block: Block) -> list[str]:
    match block:
        case Text(spans):
            return [_line_of(spans)]
        case Fields(pairs):
            return [f"- **{label}**: {_line_of(spans)}" for label, spans in pairs]
        case Lines(lines):
            return [f"- {_line_of(spans)}" for spans in lines]
        case _:
            return []


def _line_of(spans: Spans) -> str:
    return " ".join(_plain(spans).split("\n"))


def _plain(spans: Spans) -> str:
    parts = []
    for span in spans:
        match span:
            case str():
                parts.append(escape(span))
            case Mention(who):
                parts.append(f"@{escape(who)}")
            case When(at):
                parts.append(f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
            case Bold(text):
                parts.append(f"**{escape(text)}**")
    return "".join(parts)


def escape(text: str) -> str:
    """Member's text for Markdown: whatever would be markup is escaped, at a line's start too."""
    text = re.sub(r"[\\`*_{}\[\]<>#|~&]", r"\\\g<0>", text)
    return re.sub(r"(?<=\n)([ \t]*)([-+=]|\d+(?=[.)]))", _at_start, text)


def _at_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"
