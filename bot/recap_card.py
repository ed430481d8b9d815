"""A closed meeting as a card for the room; the same recap always gives the same card."""

from bot import labels, pulse, words
from bot.archive import Gauge, Recap, RecapSeat
from bot.cards import Block, Bold, Card, Fields, Lines, Mention, Span, Spans, Text, When
from bot.commitment_card import commitment_line
from bot.items import said_kind
from bot.live import Item
from bot.text import short
from bot.words import pulse as pulse_words
from bot.words import recap as say

QUOTED = 200  # characters of one item on the card; the Markdown holds it whole


def recap_card(recap: Recap) -> Card:
    """The recap as the room sees it: one screen, details stay with the items above it."""
    title = say.RECAP_TITLE.format(number=recap.number, title=recap.title)
    blocks: list[Block] = [Text(_when(recap)), Fields(_people(recap))]
    for seat in recap.seats:
        blocks += _seat(seat)
    blocks += _commitments(recap)
    if recap.reviewed:
        blocks.append(Text((say.REVIEWED, _counts(recap))))
    if not (recap.items or any(s.items for s in recap.seats) or recap.commitments):
        blocks.append(Text((say.NOTHING_SAID,)))
    blocks += pulse_rows(recap)
    if recap.unfinished:
        blocks.append(Text((say.UNFINISHED.format(titles=", ".join(recap.unfinished)),)))
    blocks.append(Text(_next(recap)))
    return Card(title, tuple(blocks))


def pulse_rows(recap: Recap) -> list[Block]:
    """The averages of the pulse with their base, and their trend; or that too few answered."""
    if (now := recap.gauge) is None:
        return []
    if not pulse.told(now):
        return [Text((pulse_words.TOO_FEW.format(count=now.count),))]
    figures = pulse_words.FIGURES.format(count=now.count, **_means((now,)))
    rows: list[tuple[str, Spans]] = [(pulse_words.TITLE, (figures,))]
    if recap.trend:
        line = pulse_words.TREND_LINE.format(**_means((*recap.trend, now)))
        rows.append((pulse_words.TREND, (line,)))
    if now.lines:
        wishes = "; ".join(short(line, QUOTED) for line in now.lines)
        rows.append((pulse_words.WISHES, (wishes,)))
    return [Fields(tuple(rows))]


def _means(gauges: tuple[Gauge, ...]) -> dict[str, str]:
    """Each question's averages, one for each of these pulses."""
    return {
        name: ", ".join(pulse.average(getattr(gauge, name), gauge.count) for gauge in gauges)
        for name in pulse.TAPS
    }


def _when(recap: Recap) -> Spans:
    used = round((recap.ended - recap.started).total_seconds() / 60)
    lengths = say.RECAP_LENGTH.format(used=used, planned=recap.planned)
    stopped: Spans = (say.STOPPED_EARLY,) if recap.stopped else ()
    return (When(recap.started), lengths, *stopped)


def _people(recap: Recap) -> tuple[tuple[str, Spans], ...]:
    rows = ((say.PRESENT, recap.present), (say.ABSENT, recap.absent))
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
        head += [say.HELP_WANTED.format(help=help)] if help else []
    lines = [_line(item) for item in (seat.picks or _own(seat))]
    label = say.PICKED if seat.picks else ""
    blocks: list[Block] = [Text((*head, label))]
    return [*blocks, Lines(tuple(lines))] if lines else blocks


def _own(seat: RecapSeat) -> tuple[Item, ...]:
    """Without a question the seat was a turn to report: what was reported, and what was offered."""
    return () if seat.question else tuple(i for i in seat.items if i.kind != "note")


def _line(item: Item) -> Spans:
    kind = said_kind(item)
    late = words.LATE_MARK if item.late else ""
    return (f"{kind}, ", Mention(item.by), f": {short(item.text, QUOTED)}{late}")


def _commitments(recap: Recap) -> list[Block]:
    if not recap.commitments:
        return [Text((say.NO_COMMITMENTS,))]
    lines = tuple(commitment_line(commitment) for commitment in recap.commitments)
    return [Text((Bold(say.COMMITMENTS),)), Lines(lines)]


def _counts(recap: Recap) -> str:
    return ", ".join(f"{count} {status}" for status, count in recap.reviewed) + "."


def _next(recap: Recap) -> Spans:
    when: Spans = (words.NEXT_MEETING, When(recap.next_at)) if recap.next_at else (say.NO_NEXT,)
    seats: Spans = (say.NEXT_SEATS, *_names(recap.next_seats)) if recap.next_seats else ()
    spare: Spans = (say.STANDBY, Mention(recap.standby)) if recap.standby and seats else ()
    return (*when, ".", *seats, *spare, *((".",) if seats else ()))
