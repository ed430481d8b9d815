"""The queue as members see it: who has the next seats, who is standby, and why."""

from datetime import datetime

from bot import labels
from bot.cards import Block, Button, Card, Fields, Lines, Mention, Span, Spans, Text, note, text
from bot.effects import Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Claim, Entry, Group, PolicyName
from bot.members.members import organise
from bot.rhythm.absent import not_coming
from bot.seats import duties, rotation
from bot.seats.ledger import balances
from bot.seats.policies import POLICIES, Place, reason
from bot.seats.rotation import Line
from bot.values import once_of_many, replace
from bot.words import credit
from bot.words import seats as words


def show_queue(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/queue`: who sits next; `/queue why`; `/queue policy strict`."""
    verb, _, rest = event.args.strip().lower().partition(" ")
    if verb == "policy":
        return _choose(group, event, rest.strip())
    if verb not in ("", "why"):
        raise Refused(words.HOW_TO_QUEUE.format(known=", ".join(POLICIES)))
    card = why_card(group) if verb else queue_card(group)
    return Outcome(group, (Whisper(event.by.id, card),))


def queue_card(group: Group) -> Card:
    """Seats, standby, facilitator, and the order behind them."""
    line = rotation.line_of(group)
    fields, lead = Fields(_next(line)), text(rotation.policy(group).lead)
    lines = tuple(_line(group, place, why=False) for place in ordered(line))
    now = (text(words.RUNNING),) if group.meeting else ()
    blocks = (*now, fields, Lines(lines, numbered=True), lead)
    return Card(words.QUEUE, blocks, (Button(labels.BUTTON_WHY, "queue", "why"),))


def why_card(group: Group) -> Card:
    """Everybody's lines of the ledger in words, and why the next is the next."""
    line = rotation.line_of(group)
    lines = tuple(_line(group, place, why=True) for place in ordered(line))
    total = sum(balances(group.ledger).values())
    sums = words.WHY_CHARGED.format(sum=credit(total)) if total else words.WHY_CREDITS
    blocks: tuple[Block, ...] = (Lines(lines, numbered=True), *_why(line), text(sums))
    return Card(words.QUEUE, blocks)


def ordered(line: Line) -> tuple[Place, ...]:
    """The queue as it is lived: those a seat was promised to, then as the policy has it."""
    places = {place.member.id: place for place in line.places}
    given = [c.instead for c in line.group.rota.claims if c.instead in places]
    others = [id for id in places if id not in given]
    firm = rotation.promised(line.group)
    return tuple(places[id] for id in dict.fromkeys((*firm, *others, *given)))


def _choose(group: Group, event: Command, name: str) -> Outcome[Group]:
    organise(group, event.by)
    chosen: PolicyName | None = next((known for known in POLICIES if known == name), None)
    if chosen is None:
        raise Refused(words.HOW_TO_QUEUE.format(known=", ".join(POLICIES)))
    # What one policy alone knows means nothing to the next.
    kept = tuple(c for c in group.rota.claims if c.why in ("swap", "urgent"))
    group = replace(group, rota=replace(group.rota, policy=chosen, claims=kept))
    card = note("", words.POLICY_NOW, POLICIES[chosen].lead)
    return Outcome(group, (Show(f"policy:{event.id}", card),))


def _next(line: Line) -> tuple[tuple[str, Spans], ...]:
    group, seats = line.group, line.upcoming
    rows: list[tuple[str, Spans]] = []
    if seats:
        spare = line.standby(seats)
        more: Spans = (words.STANDBY, Mention(spare)) if spare else ()
        rows.append((words.SEAT, (*_names(seats), *more)))
    elif rotation.seats(group):
        rows.append((words.SEAT, (words.NOBODY,)))
    away = not_coming(group)
    coming = [id for id in group.ids if id not in away]
    if who := duties.next_facilitator(group, coming, seats):
        rows.append((words.FACILITATOR, (Mention(who),)))
    return tuple(rows)


def _names(ids: tuple[str, ...]) -> Spans:
    spans: list[Span] = []
    for id in ids:
        spans += [", ", Mention(id)]
    return tuple(spans[1:])


def _line(group: Group, place: Place, why: bool) -> Spans:
    who = place.member.id
    told: Spans = ()
    if why:
        lines = [e for e in group.ledger if e.member == who]
        told = (f": {_ledger(lines)}" if lines else words.NO_LEDGER,)
    return (Mention(who), *told, *_standing(place, _claim(group, who)))


@once_of_many  # a queue is looked at more often than it changes
def _standing(place: Place, claim: Claim | None) -> Spans:
    """How a member stands in the queue, and why."""
    member = place.member
    waited = words.SAT_IN.format(number=member.sat) if member.sat else words.NEVER_SAT
    spans: list[Span] = [words.LINE.format(credit=credit(place.credit), waited=waited)]
    spans += [words.CLAIMED[claim.why]] if claim else []
    spans += [words.WEIGHS.format(weight=place.weight)] if place.weight else []
    marks = (
        (place.starved, words.STARVED),
        (place.passed, words.HAS_PASSED),
        (place.away, words.IS_AWAY),
        (place.trial and not claim, words.IS_NEW),
    )
    return (*spans, *(mark for holds, mark in marks if holds))


def _ledger(lines: list[Entry]) -> str:
    return ", ".join(
        words.LEDGER[entry.why].format(credit=credit(entry.amount), number=entry.number)
        for entry in lines
    )


def _claim(group: Group, who: str) -> Claim | None:
    """The claim that a member has on the next seat, unless it was handed on."""
    if who not in rotation.promised(group):
        return None
    return next(claim for claim in group.rota.claims if claim.holder == who)


def _why(line: Line) -> tuple[Text, ...]:
    """Why the first of the line is the first, and what put another one second."""
    if not line.willing:
        return ()
    first = line.willing[0]
    told = text(Mention(first), words.WHY_NEXT, *_because(line, first))
    second = line.upcoming[1:2]
    if second and second[0] != line.willing[1]:
        return (told, text(Mention(second[0]), words.WHY_PAIR))
    return (told,)


def _because(line: Line, first: str) -> Spans:
    """Why the first of a line is before all others."""
    if claim := _claim(line.group, first):
        place: Spans = (words.WHY_PLACE, Mention(claim.instead)) if claim.instead else ()
        return (*place, f": {words.WHY_CLAIM[claim.why]}.")
    places = {place.member.id: place for place in line.places}
    behind = next((id for id in (*line.willing, *places) if id != first), "")
    if not behind:
        return (f": {words.WHY_ONLY}.",)
    why = reason(rotation.policy(line.group), places[first], places[behind])
    return (words.WHY_BEFORE, Mention(behind), f": {why}.")
