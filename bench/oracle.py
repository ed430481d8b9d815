"""What a group does in a year by the calendar alone: worked out day by day and rule by rule from
the domain's words, without any of the bot's own reckoning, to hold the bot to.

A group's plan is a rule and what is decided in its course. `meetings` are those that take place,
`told` is what the group tells whom and when, `heard` what reaches one person in which hour.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
Moment = tuple[date, time]
Line = tuple[datetime, str, str]  # when, what, to whom ("" = the room)
Message = tuple[datetime, list[str]]  # when, and what all in one


@dataclass(frozen=True)
class Decision:
    """At an instant the group decides about dates: some are left out or elsewhere, days get free,
    or all meetings have another hour from a day on."""

    at: datetime
    words: str
    dates: dict[date, Moment | None] = field(default_factory=dict)
    free: tuple[date, date] | None = None
    hour: tuple[date, time] | None = None


@dataclass(frozen=True)
class Plan:
    """A group: its rule by the wall clock of `zone` from `planned` on, its members and their zones
    in the order of joining, and which of them never answer; `ends` is how far it is looked."""

    zone: str
    rule: Callable[[date], bool]
    hour: time
    planned: datetime
    ends: datetime
    members: tuple[str, ...]
    zones: tuple[str, ...]
    silent: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """One that was the next one from `since` to `till`: then it took place, or another was the next
    one. `number` is what it has, or would have had; `odd` says that the clock skips its hour or has
    it twice."""

    at: datetime
    since: datetime
    till: datetime
    number: int
    odd: bool

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.at == self.till


@dataclass(frozen=True)
class Nudge:
    """Something a person is to hear: from `at` on, with others until `by`, of no use at `until`;
    told after so many meetings."""

    at: datetime
    key: str
    until: datetime
    by: datetime
    held: int


def instant(day: date, at: time, zone: str) -> datetime:
    """The first instant at which the clock of a zone shows this time, or has gone past it."""
    wall, here = datetime.combine(day, at), ZoneInfo(zone)
    about = wall.replace(tzinfo=UTC)
    offsets = {(about + n * DAY).astimezone(here).utcoffset() or timedelta() for n in (-1, 1)}
    passes = [about - offset for offset in offsets]
    if right := [u for u in passes if u.astimezone(here).replace(tzinfo=None) == wall]:
        return min(right)
    early, late = min(passes), max(passes)
    while early.astimezone(here).replace(tzinfo=None) < wall:
        early += MINUTE
    assert early <= late
    return early


def is_odd(day: date, at: time, zone: str) -> bool:
    """Whether the clock of a zone skips this time, or shows it twice."""
    wall, here = datetime.combine(day, at), ZoneInfo(zone)
    about = wall.replace(tzinfo=UTC)
    offsets = {(about + n * DAY).astimezone(here).utcoffset() or timedelta() for n in (-1, 1)}
    shown = [(about - o).astimezone(here).replace(tzinfo=None) == wall for o in offsets]
    return len(offsets) == 2 and shown[0] == shown[1]


# -- which meetings take place ---------------------------------------------------------------------


def moments(plan: Plan, known: Sequence[Decision]) -> list[tuple[datetime, bool]]:
    """The starts of all meetings, and which are at an odd hour, once so much is decided."""
    found: dict[date, Moment] = {}
    day = plan.planned.date() - 3 * DAY
    while day <= plan.ends.date() + 400 * DAY:
        if plan.rule(day):
            found[day] = (day, plan.hour)
        day += DAY
    for decision in known:
        if decision.hour:
            since, hour = decision.hour
            found |= {day: (day, hour) for day in found if day >= since}
    for decision in known:
        if decision.free:
            first, last = decision.free
            found = {day: m for day, m in found.items() if not first <= day <= last}
    for decision in known:
        for day, moment in decision.dates.items():
            if moment:
                found[day] = moment
            else:
                found.pop(day, None)
    starts = ((instant(*m, plan.zone), is_odd(*m, plan.zone)) for m in found.values())
    return sorted(starts)


def meetings(plan: Plan) -> list[Meeting]:
    """All that were the next one at some time until the end."""
    found: list[Meeting] = []
    known: list[Decision] = []
    left = [*plan.decisions, Decision(plan.ends, "")]
    ahead, now, number = moments(plan, known), plan.planned, 1
    at, odd = next(m for m in ahead if m[0] > now)
    while now < plan.ends:
        till = min(at, left[0].at)
        if till < at:
            known.append(left.pop(0))
            ahead = moments(plan, known)
        following, strange = next(m for m in ahead if m[0] > till)
        if following != at or till == plan.ends:
            found.append(Meeting(at, now, till, number, odd))
            number += at == till
            now, at, odd = till, following, strange
    return found


# -- what is told ----------------------------------------------------------------------------------


def told(plan: Plan) -> Iterator[tuple[Line, datetime]]:
    """What the group tells until the end, and when each is worth nothing any more."""
    every = meetings(plan)
    for meeting in every:
        for line in _of_meeting(plan, meeting):
            if meeting.since < line[0] <= meeting.till:
                yield line, meeting.till  # then there is nothing to answer any more
    held = [meeting for meeting in every if meeting.held]
    for meeting in held:
        sat = plan.members[(meeting.number - 1) % len(plan.members)]
        for days in (14, 60):
            at = meeting.at + days * DAY
            yield (at, f"helped:{meeting.number}.{days}", sat), at + 14 * DAY
    yield from _promises(plan, held)
    yield from _drifts(plan, held)


def _of_meeting(plan: Plan, meeting: Meeting) -> Iterator[Line]:
    at, count = meeting.at, len(plan.members)
    holder = plan.members[(meeting.number - 1) % count]
    standby = plan.members[meeting.number % count]
    yield at - 7 * DAY, "seats", ""
    yield at - 10 * MINUTE, "soon", ""
    if meeting.odd:
        yield at - DAY, "hour", ""
    for member in plan.silent:
        yield at - DAY, "rsvp", member
    if holder in plan.silent:
        yield at - 2 * DAY, "brief", holder
        yield at - 12 * HOUR, "claim", standby
    if count - len(plan.silent) < 3 <= count:
        yield at - 12 * HOUR, "quorum", plan.members[0]


def promises(plan: Plan, held: Sequence[Meeting]) -> Iterator[tuple[Meeting, str, str, date]]:
    """After each meeting somebody commits to something within ten days: who, where, by when."""
    for meeting in held:
        n = meeting.number % len(plan.members)
        zone = plan.zones[n]
        day = meeting.at.astimezone(ZoneInfo(zone)).date() + 10 * DAY
        yield meeting, plan.members[n], zone, day


def _promises(plan: Plan, held: Sequence[Meeting]) -> Iterator[tuple[Line, datetime]]:
    for meeting, who, zone, due in promises(plan, held):
        end, eve = instant(due + DAY, time(), zone), instant(due - DAY, time(9), zone)
        yield (meeting.at + (end - meeting.at) / 2, f"track:{meeting.number}", who), eve
        yield (eve, f"report:{meeting.number}", who), end


def _drifts(plan: Plan, held: Sequence[Meeting]) -> Iterator[tuple[Line, datetime]]:
    """One and a half rhythms without a meeting, unless the group has those days free."""
    ends = [meeting.at for meeting in held[1:]] + [plan.ends + DAY]
    for meeting, following in zip(held, ends, strict=True):
        hours = [d.hour for d in plan.decisions if d.hour and d.at <= meeting.at + 90 * DAY]
        starts: list[datetime] = []
        day = meeting.at.astimezone(ZoneInfo(plan.zone)).date() - DAY
        while len(starts) < 2:
            hour = hours[-1][1] if hours and day >= hours[-1][0] else plan.hour
            if plan.rule(day) and (at := instant(day, hour, plan.zone)) > meeting.at:
                starts.append(at)
            day += DAY
        rhythm = starts[1] - starts[0]
        at = meeting.at + rhythm * 3 / 2
        free = [d.free for d in plan.decisions if d.free and d.at <= at]
        resting = any(a <= (meeting.at + rhythm).date() <= b for a, b in free)
        if at < following and not resting:
            yield (at, "drift", ""), at + rhythm


# -- what one person hears -------------------------------------------------------------------------


def heard(nudges: Sequence[Nudge], zone: str, until: datetime) -> list[Message]:
    """The messages that reach somebody who answers none: from 8:00 to 20:00 by their clock, a
    minute at the least after the last of what is in it, three in seven days at the most, and not
    a third about one thing between two meetings."""
    sent: list[Message] = []
    waiting: list[Nudge] = []
    asked: dict[str, list[int]] = {}
    coming = sorted(nudges, key=lambda n: (n.at, n.key))
    now = quiet = min((n.at for n in coming), default=until)
    while now <= until:
        while coming and coming[0].at <= now:
            waiting.append(coming.pop(0))
            quiet = now + MINUTE
        waiting = [n for n in waiting if n.until > now and not _too_often(asked, n)]
        free = _free(waiting, [at for at, _ in sent], zone, max(now, quiet))
        if waiting and free == now:
            these, waiting = waiting[:5], waiting[5:]
            sent.append((now, sorted(n.key for n in these)))
            for name in {n.key.split(":")[0] for n in these} - {"quorum"}:
                held = max(n.held for n in these if n.key.split(":")[0] == name)
                before = asked.get(name, [])
                asked[name] = [*(before if before and before[-1] >= held else []), held]
            continue
        nexts = [n.at for n in coming[:1]] + ([free] if waiting else [])
        now = min(nexts, default=until + DAY)
    return sent


def _too_often(asked: dict[str, list[int]], nudge: Nudge) -> bool:
    past = asked.get(nudge.key.split(":")[0], [])
    return len(past) >= 2 and nudge.held <= past[-1]


def _free(waiting: Sequence[Nudge], sent: Sequence[datetime], zone: str, now: datetime) -> datetime:
    """The first instant at which something of this may be said."""
    ripe = min((max(n.at + MINUTE, n.by) for n in waiting), default=now)
    at = max(now, ripe)
    recent = [s for s in sent if s > at - 7 * DAY]
    if len(recent) >= 3:
        at = max(at, recent[-3] + 7 * DAY)
    local = at.astimezone(ZoneInfo(zone))
    if 8 <= local.hour < 20:
        return at
    return instant(local.date() + (local.hour >= 20) * DAY, time(8), zone)
