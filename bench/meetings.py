"""What happens in a group of eight that holds hot-seat meetings over and over, as events."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from bot.commitments.commitment_card import of
from bot.decide import decide, wake_at
from bot.events import Actor, Command, Event, Press, Pressed, Said, Submitted, Tick
from bot.group import Group
from bot.meetings import board
from bot.meetings.floor import holder_of, running, speaker_of, step_of, taking_part

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
PAUSE = timedelta(seconds=4)  # between two events of a meeting
WEEK = timedelta(days=7)
PEOPLE = 8
EVERY = 12  # one event in so many looks at something
VIEWS = ("agenda", "queue", "mine")
KINDS = ("experience", "idea", "risk", "")
LINES = (
    "We lost two trials this week because the import from their old tool took a whole day.",
    "I asked three customers and all of them pay for the report, not for the dashboard.",
    "Idea: charge for the second seat only, and let the first one stay free for good.",
    "When I priced by guess I was far too low; a call with five of them would have told me.",
    "Write the offer down on one page before the call, and send it the evening before.",
    "A survey hides those who would leave, so look at who stopped logging in instead.",
)


class Play:
    """Plays one group in memory and keeps what happened: `past` holds (event, its time).

    Without `timers` time stands still, and where a timer would ring somebody presses Next.
    """

    def __init__(self, group: str, timers: bool = True) -> None:
        self.group = Group(group)
        self.past: list[tuple[Event, datetime]] = []
        self._timers, self._now = timers, START
        self._numbers, self._lines = count(1), cycle(LINES)
        self._views = cycle(VIEWS)
        self._stale = ""
        for n in range(PEOPLE):
            self._type(f"U{n:08}", "join")

    def meet(self) -> None:
        """One whole meeting, from /start to the recap."""
        self._begin()
        while meeting := self.group.meeting:
            STEPS[step_of(meeting).id](self)
            if self.group.meeting and self._stale:
                self._press(self.group.ids[1], "next", self._stale)
            self._stale = board.rev(meeting)
        self._rest()

    def arrive(self) -> None:
        """Everybody writes one word, by the form or just so."""
        for n, who in enumerate(self._waiting()):
            self._fill(who, mood="curious") if n % 2 else self._say(who, "tired, and here")

    def review(self) -> None:
        """Each in turn: a form, a line and Done, a pass, a Next, or the timer."""
        for n, who in self._turns():
            mine = of(self.group, who)
            if n % 2 == 0:
                done = {f"status{c.id}": "done" for c in mine}
                self._fill(who, **done, lesson=next(self._lines), win=next(self._lines))
                continue
            for commitment in mine:
                self._type(who, "report", f"{commitment.id} partly")
                self._type(who, "done", str(commitment.id))
            self._say(who, next(self._lines))
            self._hand_on(n // 2, who)

    def brief(self) -> None:
        """The seat-holder asks, and gets more time."""
        who, lines = self._holder(), self._lines
        question = "What would you charge for the second tier?"
        self._fill(who, context=next(lines), tried=next(lines), question=question, help="ideas")
        self._press(self.group.ids[2], "extend", args="2")
        self._press(who, "done")

    def clarify(self) -> None:
        """The others ask, the seat-holder answers, until the timer rings."""
        holder = self._holder()
        for n, who in enumerate(self._waiting()):
            if n % 2:
                self._say(who, "How many of them renewed last year?")
                self._say(holder, next(self._lines))
            else:
                self._fill(who, asked="Who pays the bill, and from which budget?")
                self._fill(holder, answer=next(self._lines))
        self._wait()

    def restate(self) -> None:
        """The real question."""
        holder = self._holder()
        self._say(holder, "What is the second tier worth to the ten who asked for it?")
        self._press(holder, "done")

    def write(self) -> None:
        """On their own, one or two items each."""
        for n, who in enumerate(self._waiting()):
            self._fill(who, text=next(self._lines), kind=KINDS[n % len(KINDS)])
            if n % 2:
                self._say(who, next(self._lines))
            self._press(who, "done")

    def discuss(self) -> None:
        """Each in turn builds on what was written."""
        for n, who in self._turns():
            self._say(who, next(self._lines))
            self._say(who, next(self._lines))
            self._hand_on(n, who)

    def takeaway(self) -> None:
        """What the seat-holder takes along."""
        holder = self._holder()
        picks = ",".join(str(item.id) for item in running(self.group).items[-3:])
        self._fill(holder, picks=picks, what="call three of the ten", by="thursday", cue="coffee")
        self._press(holder, "done")

    def commit(self) -> None:
        """Everybody commits to one thing, or passes."""
        for n, who in enumerate(self._waiting()):
            if n % 3 == 0:
                self._say(who, "read the contract to the end by friday")
            elif n % 3 == 1:
                self._fill(who, what="write the offer", by="friday", cue="Tuesday 8:00", sure="8")
            else:
                self._press(who, "pass")

    def close(self) -> None:
        """One thing to take along; the last one ends the meeting."""
        for n, who in enumerate(self._waiting()):
            self._fill(who, insight=next(self._lines)) if n % 2 else self._press(who, "done")

    def _waiting(self) -> tuple[str, ...]:
        meeting = running(self.group)
        return taking_part(self.group, meeting, meeting.at.step)

    def _begin(self) -> None:
        self._type(self.group.ids[0], "start")

    def _rest(self) -> None:
        self._now += WEEK if self._timers else timedelta()

    def _holder(self) -> str:
        meeting = running(self.group)
        return holder_of(meeting, step_of(meeting))

    def _turns(self) -> Iterator[tuple[int, str]]:
        step = running(self.group).at.step
        for n in count():
            meeting = running(self.group)
            if meeting.at.step != step:
                return
            yield n, speaker_of(meeting)

    def _hand_on(self, n: int, who: str) -> None:
        """The ways in which a turn ends, one after the other."""
        match n % 4:
            case 0:
                self._press(who, "done")
            case 1:
                self._press(self.group.ids[0], "next", board.rev(running(self.group)))
            case 2:
                self._type(who, "pass")
            case _:
                self._wait()

    def _fill(self, who: str, **values: str) -> None:
        rev = board.rev(running(self.group), exact=False)
        self._happen(Submitted(self._id(), self.group.id, self._by(who), "write", values, rev))

    def _say(self, who: str, text: str) -> None:
        self._happen(Said(self._id(), self.group.id, self._by(who), text))

    def _type(self, who: str, verb: str, args: str = "") -> None:
        self._happen(Command(self._id(), self.group.id, self._by(who), verb, args))

    def _press(self, who: str, verb: str, rev: str = "", args: str = "") -> None:
        exact = board.rev(running(self.group), exact=verb == "extend")
        press = Press(verb, args, rev or exact)
        self._happen(Pressed(self._id(), self.group.id, self._by(who), press))

    def _wait(self) -> None:
        at = wake_at(self.group)
        if not self._timers or at is None:
            self._press(self.group.ids[0], "next", board.rev(running(self.group)))
            return
        self._now = at
        self._happen(Tick(self._id(), self.group.id))

    def _happen(self, event: Event) -> None:
        self._act(event)
        if len(self.past) % EVERY == 0 and (who := self.group.ids):
            by = self._by(who[len(self.past) % len(who)])
            self._act(Command(self._id(), self.group.id, by, next(self._views)))

    def _act(self, event: Event) -> None:
        self._now += self._pause
        self.past.append((event, self._now))
        self.group = decide(self.group, event, self._now).state

    @property
    def _pause(self) -> timedelta:
        return PAUSE if self._timers else timedelta()

    def _by(self, who: str) -> Actor:
        return Actor(who, "Europe/Berlin" if who < "U00000004" else "America/New_York")

    def _id(self) -> str:
        return f"{self.group.id}:Ev{next(self._numbers):08}"


STEPS: dict[str, Callable[[Play], None]] = {
    "arrive": Play.arrive,
    "review": Play.review,
    "brief": Play.brief,
    "clarify": Play.clarify,
    "restate": Play.restate,
    "write": Play.write,
    "discuss": Play.discuss,
    "takeaway": Play.takeaway,
    "commit": Play.commit,
    "close": Play.close,
}
