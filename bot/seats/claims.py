"""The next seat, given up or taken: pass, away, volunteer, and an organiser's word."""

from datetime import datetime

from bot import labels
from bot.cards import Button, Mention, Spans, note
from bot.effects import Effect, Outcome, Refused, Show, Whisper
from bot.events import Command
from bot.group import Claim, Group, Member
from bot.meetings.leaving import abandon
from bot.members.members import organise
from bot.seats import rotation
from bot.text import stranger
from bot.values import replace
from bot.words import NO_SUCH_MEMBER
from bot.words import seats as words

OFTEN = 2  # passes in a row after which smaller uses of a seat are told


def named(group: Group, text: str) -> Member:
    """The member that a text such as "@ben" names; refused where there is none, or a guest."""
    name = text.strip().removeprefix("@")
    member = group.member(name)
    if member is None:
        raise Refused(stranger(name), NO_SUCH_MEMBER)
    if member.role == "guest":
        raise Refused(words.GUESTS_NOT)
    return member


def between_meetings(group: Group) -> None:
    """Refused while a meeting runs, whose seats are taken."""
    if group.meeting:
        raise Refused(words.SEATS_RUNNING)


def give_up(group: Group, event: Command) -> Outcome[Group]:
    """`/pass`, `/pass back`: the next seat, between meetings. Never explained, and free."""
    who = event.by.id
    if event.args.strip().lower() == "back":
        return _pass_back(group, event)
    if who in group.passed:
        raise Refused(words.PASSED_ALREADY)
    first = rotation.front(group)
    if who not in first:
        raise Refused(words.NOT_NEXT)
    group = _passes(withdrawn(group, who), who, 1)
    group = replace(group, passed=(*group.passed, who))
    new = next((id for id in rotation.front(group) if id not in first), "")
    said: Spans = (words.PASSED_SEAT, Mention(new), words.IS_NEXT) if new else (words.PASSED_ALL,)
    shown = Show(f"passed:{event.id}", note("", Mention(who), *said))
    return Outcome(group, (shown, *_smaller(group, who)))


def away(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/away`, `/away back`: whether a member comes next time; in a meeting, that they are gone."""
    who, said = event.by.id, event.args.strip().lower()
    if said not in ("", "back"):
        raise Refused(words.HOW_TO_AWAY)
    if said == "back":
        return _come_back(group, event)
    if who in group.away:
        raise Refused(words.AWAY_ALREADY)
    if group.meeting:
        said = words.AWAY_NOW
        if who not in group.meeting.came:  # the others need not wait
            group, said = replace(group, away=(*group.away, who)), words.AWAY_TODAY
        outcome = abandon(group, who, now)
        return replace(outcome, effects=(Whisper(who, note("", said)), *outcome.effects))
    first = rotation.upcoming(group)
    group = replace(withdrawn(group, who), away=(*group.away, who))
    new = next((id for id in rotation.upcoming(group) if id not in first), "")
    more: Spans = (words.AWAY_SEAT, Mention(new)) if new else ()
    card = note("", Mention(who), words.AWAY, *more, ".")
    return Outcome(group, (Show(f"away:{event.id}", card),))


def volunteer(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/volunteer`: claim a seat, where seats are for volunteers or nobody wants the next one."""
    between_meetings(group)
    who = named(group, event.by.id).id
    if not rotation.policy(group).volunteers and rotation.ready(group):
        raise Refused(words.VOLUNTEER_NOT)
    if who in rotation.willing(group):
        raise Refused(words.VOLUNTEER_ALREADY)
    group = claimed(group, Claim(who, "", "volunteer"))
    said = words.VOLUNTEERED if who in rotation.front(group) else words.VOLUNTEER_SPARE
    return Outcome(group, (Show(f"volunteer:{event.id}", note("", Mention(who), said)),))


def name_seat(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/seat @ben`, `/seat off`: an organiser names who sits next, as many as there are seats."""
    organise(group, event.by)
    between_meetings(group)
    if not rotation.policy(group).appoints:
        raise Refused(words.NAME_NOT)
    said = event.args.strip()
    if not said:
        raise Refused(words.HOW_TO_SEAT)
    key = f"seat:{event.id}"
    if said.lower() == "off":
        group = replace(group, rota=replace(group.rota, claims=()))
        return Outcome(group, (Show(key, note("", words.NAMED_NONE)),))
    who = named(group, said).id
    if who in group.away:
        raise Refused(Mention(who), words.NAMED_AWAY)
    group = claimed(group, Claim(who, "", "manual"))
    claims = group.rota.claims[-max(1, group.seats) :]
    group = replace(group, rota=replace(group.rota, claims=claims))
    return Outcome(group, (Show(key, note("", Mention(who), words.NAMED_SEAT)),))


def claimed(group: Group, claim: Claim) -> Group:
    """The group with a claim on the next seat; whoever takes it neither passes nor is away."""
    group = withdrawn(group, claim.holder)
    return replace(
        group,
        rota=replace(group.rota, claims=(*group.rota.claims, claim)),
        passed=tuple(id for id in group.passed if id != claim.holder),
        away=tuple(id for id in group.away if id != claim.holder),
    )


def withdrawn(group: Group, who: str) -> Group:
    """The group without the claim that a member had on the next seat."""
    claims = tuple(claim for claim in group.rota.claims if claim.holder != who)
    return replace(group, rota=replace(group.rota, claims=claims))


def _pass_back(group: Group, event: Command) -> Outcome[Group]:
    who = event.by.id
    if who not in group.passed:
        raise Refused(words.NOT_PASSED)
    group = replace(_passes(group, who, -1), passed=tuple(id for id in group.passed if id != who))
    card = note("", Mention(who), words.PASS_BACK)
    return Outcome(group, (Show(f"passed:{event.id}", card),))


def _come_back(group: Group, event: Command) -> Outcome[Group]:
    who = event.by.id
    if who not in group.away:
        raise Refused(words.AWAY_NOT)
    group = replace(group, away=tuple(id for id in group.away if id != who))
    return Outcome(group, (Show(f"away:{event.id}", note("", Mention(who), words.AWAY_BACK)),))


def _passes(group: Group, who: str, more: int) -> Group:
    """The group with so many more passes in a row noted for a member."""
    members = tuple(
        replace(m, passes=max(0, m.passes + more)) if m.id == who else m for m in group.members
    )
    return replace(group, members=members)


def _smaller(group: Group, who: str) -> tuple[Effect, ...]:
    """What somebody who passed again is told: that a seat can be small."""
    member = group.member(who)
    if member is None or member.passes < OFTEN:
        return ()
    back = Button(labels.BUTTON_PASS_BACK, "pass", "back")
    return (Whisper(who, note("", words.SMALLER, buttons=(back,))),)
