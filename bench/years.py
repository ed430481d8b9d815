"""Groups that live through years, by the pure core alone: what they hold, tell and hear."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from bench.oracle import (
    DAY,
    HOUR,
    Decision,
    Line,
    Meeting,
    Message,
    Moment,
    Nudge,
    Plan,
    heard,
    instant,
    meetings,
    told,
)
from bot import effects
from bot.decide import decide, decide_person, target, wake_at
from bot.events import Actor, Command, Event, Nudged, Tick, person_id
from bot.group import Group
from bot.meetings.floor import running, step_of
from bot.person import Person

BEGIN = datetime(2026, 1, 5, 3, tzinfo=UTC)  # a Monday
ID = "local:main:den"
ZONES = (
    *("Europe/London", "America/New_York", "America/Denver", "Europe/Berlin"),
    *("Asia/Kolkata", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
)
HOURS = (time(1, 30), time(2, 15), time(18), time(23, 45))
LATER = time(20)
NAMES = ("ann", "ben", "cat", "dee", "eli")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


# -- a plan for each number ------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A rhythm in words, and the same as a question about a day."""

    words: str
    fits: Callable[[date], bool]


def plan_of(number: int, years: int = 1) -> tuple[Plan, str]:
    """A group that is like no other, and the words that plan its meetings."""
    zone, hour = ZONES[number % 8], HOURS[number // 8 % 4]
    rule = _rule(number)
    members = NAMES[: 3 + number % 3]
    first = _next(rule, date(2026, 1, 11))
    plan = Plan(
        zone=zone,
        rule=lambda day: day >= first and rule.fits(day),
        hour=hour,
        planned=BEGIN,
        ends=BEGIN + 364 * years * DAY,
        members=members,
        zones=tuple(ZONES[(number + n) % 8] for n in range(len(members))),
        silent=tuple(who for n, who in enumerate(members) if (number * 7 + n * 3) % 4 < 2),
        decisions=tuple(_decisions(rule, zone, hour, years)),
    )
    return plan, f"{rule.words} {hour:%H:%M} {zone} from {first}"


def _rule(number: int) -> Rule:
    weekday = 6 if number % 2 else number % 7
    origin = date(2026, 1, 5) + weekday * DAY
    name, every = DAYS[weekday], number % 5 + 1
    if every == 4:
        last = lambda day: day.weekday() == weekday and (day + 7 * DAY).month != day.month  # noqa: E731
        return Rule(f"last {name} monthly", last)
    if every == 5:
        return Rule("monthly on the 15th", lambda day: day.day == 15)
    words = f"every {every} weeks {name}" if every > 1 else f"every {name}"
    return Rule(words, lambda day: (day - origin).days % (7 * every) == 0)


def _next(rule: Rule, day: date) -> date:
    while not rule.fits(day):
        day += DAY
    return day


def _quiet(rule: Rule, day: date) -> date:
    while rule.fits(day):
        day += DAY
    return day


def _decisions(rule: Rule, zone: str, hour: time, years: int) -> Iterator[Decision]:
    """What is decided in a year: single dates early, a holiday, a pause, another hour late."""
    for year in range(2026, 2026 + years):
        noon = instant(_quiet(rule, date(year, 2, 1)), time(12), zone)
        skipped = _next(rule, date(year, 2, 10))
        yield Decision(noon, f"skip {skipped}", {skipped: None})
        moved = _next(rule, skipped + DAY)
        to: Moment = (moved + 2 * DAY, time(7, 30))
        yield Decision(noon + HOUR, f"move {moved} to {to[0]} 7:30", {moved: to})
        sunday = max(date(year, 3, n) for n in range(25, 32) if date(year, 3, n).weekday() == 6)
        if not any(rule.fits(sunday + n * DAY) for n in range(-6, 5)):
            extra: Moment = (sunday, time(2, 30))  # where London's and Berlin's clocks go on
            yield Decision(noon + 2 * HOUR, f"extra {sunday} 2:30", {sunday: extra})
        off = _next(rule, date(year, 4, 20))
        yield Decision(noon + 3 * HOUR, f"cancel {off} a feast", {off: None})
        feast = date(year, 12, 20), date(year + 1, 1, 3)
        words = f"holiday {feast[0]} to {feast[1]} Christmas"
        yield Decision(noon + 4 * HOUR, words, free=feast)
        first = _quiet(rule, date(year, 6, 1))
        free = first, date(year, 7, 31)
        words = f"pause until {year}-08-01"
        yield Decision(instant(first, time(12), zone), words, free=free)
        day = _quiet(rule, date(year, 9, 1))
        since, at = _next(rule, day), LATER if year % 2 == 0 else hour
        words = f"yes {rule.words} {at:%H:%M} {zone} from {since}"
        yield Decision(instant(day, time(12), zone), words, hour=(since, at))


# -- a life ----------------------------------------------------------------------------------------


@dataclass
class Life:
    """A group and its people from alarm to alarm: when meetings began, what the group told whom,
    and what reached each of them."""

    plan: Plan
    now: datetime = BEGIN
    group: Group = field(default_factory=lambda: Group(ID))
    people: dict[str, Person] = field(default_factory=dict)
    began: list[datetime] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)
    heard: dict[str, list[tuple[datetime, list[str]]]] = field(default_factory=dict)
    due: list[tuple[datetime, str, str]] = field(default_factory=list)  # who will say what, when
    ids: Iterator[int] = field(default_factory=count)

    def lives(self, until: datetime) -> None:
        """Time passes, from alarm to alarm; whoever answers does so in time."""
        while (at := self._soonest()) <= until:
            assert at >= self.now, (at, self.now)
            self.now = at
            if self.due and self.due[0][0] <= at:
                _, who, line = self.due.pop(0)
                self.says(line, who)
            elif (wake := wake_at(self.group)) and wake <= at:
                self.does(Tick(self._id(), ID))
            else:
                for who, person in tuple(self.people.items()):
                    if person.wake and person.wake <= at:
                        self._person(who, Tick(self._id(), person.id))
        self.now = until

    def says(self, line: str, who: str = NAMES[0]) -> None:
        """A command."""
        verb, _, args = line.partition(" ")
        by = Actor(who, self.plan.zones[self.plan.members.index(who)])
        self.does(Command(self._id(), ID, by, verb, args))

    def does(self, event: Event) -> None:
        """One event of the group; a meeting that begins is played up to its seat."""
        was = self.group
        outcome = decide(was, event, self.now)
        self.group = outcome.state
        for effect in outcome.effects:
            self._told(effect)
        if self.group.meeting and not was.meeting:
            self.began.append(self.now)
            self._meets()
        if self.group.next_at != was.next_at:
            self._will_answer()

    def _told(self, effect: effects.Effect) -> None:
        match effect:
            case effects.Show(key=key) if key.split(":")[0] in ("seats", "soon", "hour", "drift"):
                self.told.append((self.now, key.split(":")[0], ""))
            case effects.Nudge(to=to, key=key, settled=settled):
                name, _, about = key.partition(":")
                if not settled:
                    about = f":{about}" if name in ("helped", "track", "report") else ""
                    self.told.append((self.now, name + about, to))
                id = person_id(ID, to)
                self._person(to, Nudged(self._id(), ID, id, effect))

    def _person(self, who: str, event: Event) -> None:
        was = self.people.get(who) or Person(target(event))
        self.people[who] = person = decide_person(was, event, self.now).state
        if person.sent and person.sent[-1] == self.now and person.sent != was.sent:
            keys = sorted(_name(t.nudge.key) for t in person.told if t.at == self.now)
            self.heard.setdefault(who, []).append((self.now, keys))

    def _meets(self) -> None:
        """All come; the seat opens, and that is it. Somebody commits to something afterwards."""
        for who in self.plan.members:
            self.says("here", who)
        while step_of(running(self.group)).seat < 0:
            self.says("next")
        self.says("end now")
        number = self.group.held
        n = number % len(self.plan.members)
        day = self.now.astimezone(ZoneInfo(self.plan.zones[n])).date() + 10 * DAY
        self.says(f"commit write page {number} by {day}", self.plan.members[n])
        done = instant(day + 2 * DAY, time(12), self.plan.zones[n])
        self._will(done, self.plan.members[n], f"report {self.group.made} done")

    def _will_answer(self) -> None:
        self.due = [one for one in self.due if one[2].startswith("report")]
        if (next_at := self.group.next_at) is None:
            return
        at = max(next_at - 3 * DAY, self.now + HOUR)
        holder = self.plan.members[self.group.held % len(self.plan.members)]
        for who in self.plan.members:
            if who not in self.plan.silent:
                self._will(at, who, "rsvp yes")
                if who == holder:
                    self._will(at, who, "brief What would you charge?")

    def _will(self, at: datetime, who: str, line: str) -> None:
        self.due = sorted([*self.due, (at, who, line)], key=lambda one: one[0])

    def _soonest(self) -> datetime:
        alarms = [wake_at(self.group), *(p.wake for p in self.people.values())]
        alarms += [one[0] for one in self.due[:1]]
        return min(at for at in alarms if at)

    def _id(self) -> str:
        return f"e{next(self.ids)}"


def _name(key: str) -> str:
    """What a nudge is known by here: its number, or just what it is about."""
    name, _, about = key.partition(":")
    return f"{name}:{about}" if name in ("helped", "track", "report") else name


def _is_promise(key: str) -> bool:
    return key.startswith(("track", "report"))


def _held(held: Sequence[Meeting], at: datetime) -> int:
    """How many meetings were held before an instant."""
    return sum(meeting.at <= at for meeting in held)


def lived(plan: Plan, words: str) -> Life:
    """The life of a group by the bot's core, to the end of its plan."""
    life = Life(plan)
    for who in plan.members:
        life.says("join", who)
    life.says(f"schedule yes {words}")
    for decision in plan.decisions:
        life.lives(decision.at)
        life.says(f"schedule {decision.words}")
    life.lives(plan.ends)
    return life


def expected(plan: Plan) -> tuple[list[datetime], list[Line], dict[str, list[Message]]]:
    """The same by the calendar: when meetings begin, what is told to whom, what reaches each."""
    held = [meeting for meeting in meetings(plan) if meeting.held]
    lines = sorted(pair for pair in told(plan) if pair[0][0] <= plan.ends)
    reached = {}
    for who, zone in zip(plan.members, plan.zones, strict=True):
        nudges = [
            Nudge(at, key, until, at + 9 * HOUR if _is_promise(key) else at, _held(held, at))
            for (at, key, to), until in lines
            if to == who
        ]
        if messages := heard(nudges, zone, plan.ends):
            reached[who] = messages
    return [m.at for m in held], [line for line, _ in lines], reached
