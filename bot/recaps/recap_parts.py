"""The parts of a recap, each as long as it is allowed to be: seats, commitments, what was said."""

from collections.abc import Iterable, Sequence

from bot import labels, words
from bot.archive import Commitment, Correction, Gauge, Recap, RecapSeat
from bot.cards import Block, Bold, Fields, Lines, Mention, Span, Spans, Text, When
from bot.commitments.commitment_card import commitment_line
from bot.feedback.asks import linked
from bot.feedback.items import said_kind
from bot.live import Item
from bot.meetings import pulse
from bot.text import clipped
from bot.values import dataclass, replace
from bot.words import pulse as pulse_words
from bot.words import recap as say

DECISIONS = ("decision", "charter")
ASKS = ("ask", "offer", "referral")
WINS = ("win",)
GOALS = ("goal", "role")
RESOURCES = ("resource", "intro")
PROCESS = ("keep", "change", "process", "start", "stop", "continue")


@dataclass(frozen=True, slots=True)
class Room:
    """How much a recap may say: characters of one text, lines of one list, commitments, picks of a
    seat, seats. Without `sides` only what was asked, promised and decided is told; without `cues`
    of a promise only what and by when."""

    quote: int
    lines: int
    promises: int
    picks: int = 3
    seats: int = 99
    sides: bool = True
    cues: bool = True


LINK = 200  # characters of a link
WHOLE_LINE = Room(500, 60, 60)  # where there is space for nearly all of a text


def brief(text: str, room: Room) -> str:
    """One line of a text, as long as there is room for it, in characters and in words."""
    words_, most = text.split(), max(3, room.quote // 6)
    cut = clipped(words_[:most], room.quote)
    return cut if len(words_) <= most or cut.endswith("…") else f"{cut}…"


def names(ids: Iterable[str]) -> Spans:
    """Members, one after the other."""
    spans: list[Span] = []
    for id in ids:
        spans += [", ", Mention(id)]
    return tuple(spans[1:])


def seat(recap: Recap, told: RecapSeat, room: Room) -> list[Block]:
    """A seat: its final question, what is to be tried, the other view, the first step."""
    if not (told.question or told.picks or told.items):
        return []
    head: list[Span] = [Mention(told.holder), ": "]
    if told.question:
        head.append(Bold(brief(told.question, room)))
        help = labels.HELP_LABELS.get(told.help, "") if room.cues else ""
        head += [say.HELP_WANTED.format(help=help)] if help else []
    items, most = (told.picks, room.picks) if told.picks else (_own(told), room.lines)
    lines = [*_cut([line(item, room) for item in items[:most]], len(items))]
    lines += [*_views(told, room), *_then(recap, told, room)]
    label = say.PICKED if told.picks else ""
    blocks: list[Block] = [Text((*head, label))]
    return [*blocks, Lines(tuple(lines))] if lines else blocks


def first_step(recap: Recap, told: RecapSeat) -> Commitment | None:
    """What a seat-holder committed to first in the meeting in which they asked their question."""
    mine = (c for c in recap.commitments if c.by == told.holder)
    return next(mine, None) if told.question else None


def promised(recap: Recap, room: Room) -> list[Block]:
    """The commitments, but for those that stand in a seat as its first step."""
    private: list[Block] = []
    if recap.private:
        private.append(Text((say.PRIVATE.format(count=recap.private),)))
    if not recap.commitments:
        return private or [Text((say.NO_COMMITMENTS,))]
    told = {c.id for s in recap.seats if (c := first_step(recap, s))}
    rest = [c for c in recap.commitments if c.id not in told]
    if not rest:
        return private
    title = say.MORE_COMMITMENTS if told else say.COMMITMENTS
    lines = [commitment_line(_shorter(c, room)) for c in rest[: room.promises]]
    return [Text((Bold(title),)), Lines(_cut(lines, len(rest))), *private]


def listed(title: str, items: Sequence[Item], room: Room) -> list[Block]:
    """A list of what was written, under its title."""
    if not items:
        return []
    same = len({item.kind for item in items}) == 1  # then the title says it
    lines = [line(item, room, kind=not same) for item in items[: room.lines]]
    return [Text((Bold(title),)), Lines(_cut(lines, len(items)))]


def by_topic(items: Sequence[Item]) -> list[tuple[Item | None, list[Item]]]:
    """What was written, in groups that are not empty: to each topic, then all the rest (None)."""
    known = {item.id: item for item in items if item.kind == "topic"}
    of: dict[int, list[Item]] = {}
    for item in items:
        of.setdefault(item.topic if item.topic in known else 0, []).append(item)
    rest = of.pop(0, [])
    last: list[tuple[Item | None, list[Item]]] = [(None, rest)] if rest else []
    return [*((known[id], notes) for id, notes in of.items()), *last]


def headings(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """The same with what stands above each group."""
    groups = by_topic(items)
    rest = say.EVERYTHING if len(groups) == 1 else say.EVERYTHING_ELSE
    return [(say.TOPIC + topic.text if topic else rest, notes) for topic, notes in groups]


def talked(recap: Recap, room: Room) -> list[Block]:
    """What was written to each topic that had its time."""
    blocks: list[Block] = []
    groups = [(topic, notes) for topic, notes in by_topic(recap.items) if topic]
    for topic, notes in groups[: room.seats]:
        lines = [line(item, room, kind=item.kind != "note") for item in notes[: room.lines]]
        head = Text((say.TOPIC, Bold(brief(topic.text, room))))
        blocks += [head, Lines(_cut(lines, len(notes)))]
    return blocks


def plain(title: str, texts: Sequence[str], room: Room) -> list[Block]:
    """A list of texts that have no writer, as one paragraph under its title."""
    if not texts:
        return []
    told = [brief(text, room) for text in texts[: room.lines]]
    left = len(texts) - len(told)
    told += [say.MORE.format(count=left)] if left else []
    return [Fields(((title, ("; ".join(told),)),))]


def of_kind(items: Iterable[Item], kinds: tuple[str, ...]) -> list[Item]:
    """The items of these kinds."""
    return [item for item in items if item.kind in kinds]


def line(item: Item, room: Room, kind: bool = True) -> Spans:
    """An item as one line: its kind, who wrote it, what."""
    lead = (f"{said_kind(item)}, ",) if kind else ()
    return (*lead, Mention(item.by), f": {_text(item, room)}")


def _text(item: Item, room: Room) -> str:
    """The text of an item and its day; a link in it is never cut."""
    title, link = linked(item.text)
    told = brief(title, room)
    told += f" {link[:LINK]}" if told and link else link[:LINK]
    told += say.UNTIL.format(day=words.day(item.due)) if item.due else ""
    return told + (words.LATE_MARK if item.late else "")


def shared(recap: Recap, room: Room) -> list[Block]:
    """What members point to: title, link, by whom, and for whose question; what is to be tried
    stands with its seat."""
    found = resources(recap)
    lines = [_resource(item, holder, room) for holder, item in found[: room.lines]]
    if not found:
        return []
    return [Text((Bold(say.RESOURCES),)), Lines(_cut(lines, len(found)))]


def resources(recap: Recap) -> list[tuple[str, Item]]:
    """The resources of a meeting that nobody picked, each with the holder of its seat."""
    found = []
    for told in recap.seats:
        picked = {item.id for item in told.picks}
        rest = [i for i in of_kind(told.items, RESOURCES) if i.id not in picked]
        found += [(told.holder, item) for item in rest] if told.question else []
    return found


def _resource(item: Item, holder: str, room: Room) -> Spans:
    title, link = linked(item.text)
    parts = [brief(title, room), link[:LINK]]
    lead = say.DASH.join(part for part in parts if part)
    return (lead, say.FROM, Mention(item.by), say.FOR, Mention(holder), ")")


def corrected(corrections: tuple[Correction, ...]) -> list[Block]:
    """Who put something right, and when they last did."""
    spans: list[Span] = []
    for by, at in {mended.by: mended.at for mended in corrections}.items():
        spans += [", ", Mention(by), " ", When(at, "time")]
    return [Text((say.CORRECTED, *spans[1:], "."))] if spans else []


def pulse_rows(recap: Recap, room: Room) -> list[Block]:
    """The averages of the pulse with their base, and their trend; or that too few answered."""
    if (now := recap.gauge) is None:
        return []
    if not pulse.told(now):
        return [Text((pulse_words.TOO_FEW.format(count=now.count),))]
    figures = pulse_words.FIGURES.format(count=now.count, **_means((now,)))
    rows: list[tuple[str, Spans]] = [(pulse_words.TITLE, (figures,))]
    if recap.trend:
        trend = pulse_words.TREND_LINE.format(**_means((*recap.trend, now)))
        rows.append((pulse_words.TREND, (trend,)))
    return [Fields(tuple(rows)), *plain(pulse_words.WISHES, now.lines, room)]


def _means(gauges: tuple[Gauge, ...]) -> dict[str, str]:
    """Each question's averages, one for each of these pulses."""
    return {
        name: ", ".join(pulse.average(getattr(gauge, name), gauge.count) for gauge in gauges)
        for name in pulse.TAPS
    }


def _own(told: RecapSeat) -> tuple[Item, ...]:
    """Without a question the seat was a turn to report: what was reported, and what was offered."""
    return () if told.question else tuple(i for i in told.items if i.kind != "note")


def _views(told: RecapSeat, room: Room) -> list[Spans]:
    """Both sides of what was seen differently, but for those that are to be tried anyway."""
    items, lines = {i.id: i for i in told.items}, list[Spans]()
    shown = {i.id for i in told.picks[: room.picks]}
    for pair in told.opposed[: room.lines]:
        for id, label in zip(pair, (say.ONE_VIEW, say.OTHER_VIEW), strict=True):
            if id in items and id not in shown:
                lines.append((label, *line(items[id], room, kind=False)))
                shown.add(id)
    return lines


def _then(recap: Recap, told: RecapSeat, room: Room) -> list[Spans]:
    """The first step of a seat, and when it is asked what came of it."""
    lines: list[Spans] = []
    if made := first_step(recap, told):
        lines.append((say.FIRST_STEP, *commitment_line(_shorter(made, room), owner=False)))
    if told.follow_up:
        lines.append((say.FOLLOW_UP.format(day=words.day(told.follow_up)),))
    return lines


def _shorter(made: Commitment, room: Room) -> Commitment:
    what, cue = brief(made.what, room), brief(made.cue, room) if room.cues and made.cue else ""
    witness = made.witness if room.cues else ""
    same = (what, cue, witness) == (made.what, made.cue, made.witness)
    return made if same else replace(made, what=what, cue=cue, witness=witness)


def _cut(lines: list[Spans], count: int) -> tuple[Spans, ...]:
    left = count - len(lines)
    return (*lines, (say.MORE.format(count=left),)) if left > 0 else tuple(lines)
