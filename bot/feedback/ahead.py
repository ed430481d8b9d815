"""What members write ahead of a meeting in which they take part in writing: every step that would
ask them has it in their name as it opens, and they are done with that step.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot import labels, levels
from bot.cards import Block, Button, Card, Fields, Mention, Spans, When, note, text
from bot.commitments.commitment_card import of
from bot.effects import Effect, Nudge, Outcome, Refused, Whisper
from bot.events import Actor, Command, Submitted
from bot.feedback.writing import write
from bot.formats.agenda import agenda_for, can_relay, only_relay, repeats
from bot.formats.catalogue import catalogue
from bot.formats.format import Step
from bot.formats.keeps import KEEPS
from bot.forms import Field, Form
from bot.group import Ahead, Group
from bot.live import Meeting, Presence
from bot.meetings.finishing import mark
from bot.meetings.floor import holder_of, running, step_of, wrote_for
from bot.meetings.meeting import LEAST
from bot.rhythm.rsvp import reply_of
from bot.seats.rotation import upcoming
from bot.text import short, written
from bot.values import replace
from bot.words import ahead as words
from bot.words.reminders import NOTHING_PLANNED, RSVP_RUNNING

# What can't be said before the others have met, or is written as a brief.
LIVE = ("pulse", "votes", "renewal", "consent", "scores", "picks", "builds")
BRIEFS = ("brief", "question", "question_final", "help_mode")
LONGEST = 2000  # characters of one answer
WORTH = timedelta(days=3)  # what found no place is given back within this time


def ahead(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/ahead`: what stands, and the form; `/ahead off` drops it."""
    who = event.by.id
    _check(group, who)
    if event.args.strip().lower() == "off":
        group = replace(group, ahead=_others(group, who))
        return Outcome(group, (Whisper(who, note("", words.DROPPED)),))
    return Outcome(group, (Whisper(who, _card(group, who)),))


def form(group: Group, by: Actor) -> Form | None:
    """The form of `/ahead`, with what stands in it; None for whoever comes, or is not asked."""
    if group.meeting or reply_of(group, by.id) != "relay":
        return None
    asked = (pair for place in _places(group, by.id) for pair in _fields(group, place, by.id))
    fields = {field.name: field for _, field in asked}
    return Form("ahead", words.TITLE, tuple(fields.values())) if fields else None


def submit(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer, kept step by step."""
    who = event.by.id
    _check(group, who)
    kept: list[Ahead] = []
    for step, holder in _places(group, who):
        pairs = _fields(group, (step, holder), who)
        said = ((name, written(event.values.get(f.name, ""), LONGEST)) for name, f in pairs)
        if values := tuple((name, value) for name, value in said if value):
            kept.append(Ahead(who, step.id, values, holder))
    group = replace(group, ahead=(*_others(group, who), *kept))
    return Outcome(group, (Whisper(who, _card(group, who)),))


def delivered(was: Group, outcome: Outcome[Group], now: datetime) -> Outcome[Group]:
    """The outcome, after which every step that has opened has what was written ahead for it; what
    had no place in a meeting that has ended goes back to its writer.
    """
    ran = was.meeting
    while (meeting := outcome.state.meeting) and meeting.writing:
        ran, group = meeting, _seated(outcome.state, now)
        waiting = (a for a in wrote_for(group, meeting, meeting.at.step))
        one = next((a for a in waiting if a.by not in meeting.at.done), None)
        if one is None:
            return replace(outcome, state=group)
        group, effects = (group, ()) if one.given else _given(group, one, now)
        over = mark(group, one.by, now)
        effects = (*outcome.effects, *effects, *over.effects)
        outcome = replace(outcome, state=over.state, effects=effects)
    return _ended(ran, outcome, now) if ran and outcome.state.meeting is None else outcome


def _ended(meeting: Meeting, outcome: Outcome[Group], now: datetime) -> Outcome[Group]:
    group = outcome.state
    if not group.ahead:
        return outcome
    over = [a for a in group.ahead if a.by in meeting.writing]
    lost = (a for a in over if not a.given and a.by not in meeting.present)
    back = tuple(_back(group, a, words.NO_STEP, now) for a in lost)
    left = tuple(a for a in group.ahead if a not in over)
    return replace(outcome, state=replace(group, ahead=left), effects=(*outcome.effects, *back))


def _given(group: Group, one: Ahead, now: datetime) -> tuple[Group, tuple[Effect, ...]]:
    """The group with what a member wrote ahead for the running step, as if they wrote it now; what
    would be whispered to them is not, as they may be asleep.
    """
    given = tuple(replace(a, given=True) if a is one else a for a in group.ahead)
    group = _came(replace(group, ahead=given), one.by, now)
    meeting = running(group)
    by = Actor(one.by, group.zone_of(one.by))
    try:
        outcome = write(group, by, meeting.at.step, dict(one.values), now, settle=False)
    except Refused as refusal:
        return group, (_back(group, one, str(refusal), now),)
    told = (e for e in outcome.effects if not (isinstance(e, Whisper) and e.to == one.by))
    return outcome.state, tuple(told)


def _seated(group: Group, now: datetime) -> Group:
    """The group with whoever has the running step's seat, and asked in writing, noted as there."""
    meeting = running(group)
    holder = holder_of(meeting, step_of(meeting))
    return _came(group, holder, now) if holder in meeting.writing else group


def _came(group: Group, who: str, now: datetime) -> Group:
    """The group with somebody noted as one who took part, and is not to be waited for."""
    meeting = running(group)
    if who in meeting.came:
        return group
    here = (*meeting.here, Presence(who, now, now, left=True))
    return replace(group, meeting=replace(meeting, here=here))


def _back(group: Group, one: Ahead, why: str, now: datetime) -> Effect:
    """What was written ahead and could not be kept, given back."""
    said = "; ".join(value for _, value in one.values)
    card = note(words.TITLE, words.BACK.format(why=why, text=short(said, LONGEST)))
    key = f"ahead:{one.step}.{one.holder}"
    return Nudge(one.by, key, card, now + WORTH, group.zone_of(one.by), held=group.held)


def _check(group: Group, who: str) -> None:
    if group.meeting:
        raise Refused(RSVP_RUNNING)
    if group.next_at is None:
        raise Refused(NOTHING_PLANNED)
    if _over_days(group):
        raise Refused(words.OVER_DAYS)
    if reply_of(group, who) != "relay":
        raise Refused(words.FIRST)


def _over_days(group: Group) -> bool:
    format = catalogue().get(group.format)
    return format is not None and (only_relay(format) or (group.relay and can_relay(format)))


def _places(group: Group, who: str) -> Iterator[tuple[Step, str]]:
    """The steps of the next meeting that can be answered ahead: those for all, one's own turn where
    everybody has one, and feedback for a question that is asked already. Each with whose seat it
    is ("" = nobody's).
    """
    format, holders = catalogue().get(group.format), upcoming(group)
    if format is None or _over_days(group):
        return
    turns = repeats(format) == "member"
    questions = {brief.by: brief.question for brief in group.briefs if brief.question}
    people = max(LEAST, len(group.members))
    for step in agenda_for(format, people, len(holders), group.minutes).steps:
        holder = holders[step.seat] if 0 <= step.seat < len(holders) else ""
        if levels.unkept(step) or any(word in LIVE for word in step.keep):
            continue
        if step.who == "all":
            yield step, ""
        elif turns and step.who == "seat" and step.seat == 0:
            yield step, who
        elif "items" in step.keep and not turns and holder in questions and holder != who:
            yield step, holder


def _fields(group: Group, place: tuple[Step, str], who: str) -> list[tuple[str, Field]]:
    """The fields of a step that can be filled in ahead: (its name there, how it is asked here)."""
    step, holder = place
    stands = next((dict(a.values) for a in group.ahead if _is(a, who, place)), {})
    if holder not in ("", who):
        return [("text", _feedback(group, step.seat, holder, stands.get("text", "")))]
    fields = [f for word in step.keep if word not in BRIEFS for f in KEEPS[word].fields]
    if "commitment_status" in step.keep:
        fields += [_status(c.id, c.what) for c in of(group, who)]
    return [(f.name, replace(f, required=False, value=stands.get(f.name, ""))) for f in fields]


def _feedback(group: Group, seat: int, holder: str, stands: str) -> Field:
    question = next(brief.question for brief in group.briefs if brief.by == holder)
    label = f"{labels.ASK_ITEM}: {short(question, 60)}"
    return Field(f"text{seat + 1}", label, "text", limit=LONGEST, value=stands)


def _status(id: int, what: str) -> Field:
    return Field(f"status{id}", f"#{id} {what}", "choice", choices=labels.STATUSES)


def _is(one: Ahead, who: str, place: tuple[Step, str]) -> bool:
    return (one.by, one.step, one.holder) == (who, place[0].id, place[1])


def _others(group: Group, who: str) -> tuple[Ahead, ...]:
    return tuple(one for one in group.ahead if one.by != who)


def _card(group: Group, who: str) -> Card:
    """What stands, what the seat-holders ask, and the form."""
    assert group.next_at
    asked = (field for place in _places(group, who) for _, field in _fields(group, place, who))
    rows = tuple((field.label, _said(field)) for field in asked if field.value)
    lead = words.STANDS if rows else words.LEAD
    blocks: list[Block] = [text(lead, When(group.next_at), "."), *([Fields(rows)] if rows else [])]
    if who in upcoming(group):
        blocks.append(text(words.YOUR_SEAT))
    others = [id for id in upcoming(group) if id != who]
    for brief in (b for b in group.briefs if b.by in others and b.question):
        blocks.append(text(Mention(brief.by), words.ASKS, short(brief.question, 300)))
    button = Button(labels.BUTTON_AHEAD, "ahead", form="ahead", main=True)
    return Card(words.TITLE, tuple(blocks), (button,))


def _said(field: Field) -> Spans:
    """What stands in a field, as people read it."""
    return (dict(field.choices).get(field.value, field.value),)
