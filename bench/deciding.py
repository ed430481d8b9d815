"""How many events a second the core decides about, by the processor's clock."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import process_time

from bench.asking import Sizes
from bench.measurement import Measurement, Row, at_least
from bench.meetings import Play
from bot.decide import decide
from bot.effects import Effect, Show, Whisper
from bot.events import Event
from bot.group import Group

AIM = 20_000  # events per second of the processor
BEFORE = 13  # meetings until the queue's ledger is as long as it gets


@dataclass(frozen=True, slots=True)
class Speed:
    """Events per CPU second: of the best round, which the neighbours on a shared processor held up
    least, and of the one in the middle; and of the best one in which all cards were drawn, also
    those that nobody would have seen.
    """

    best: float
    middle: float
    drawn: float


def speed(meetings: int, rounds: int) -> Speed:
    """How fast so many whole meetings of one group are decided, one after the other."""
    play = Play("slack:T024BE7LD:C061F7AUR")
    for _ in range(BEFORE):
        play.meet()
    before, known = play.group, len(play.past)
    for _ in range(meetings):
        play.meet()
    events = play.past[known:]
    gc.collect()
    gc.freeze()  # the history is the bench's own, and not to be looked through while it measures
    speeds = [_round(before, events, play.group) for _ in range(rounds)]
    drawn = [_round(before, events, play.group, draw=True) for _ in range(rounds)]
    gc.unfreeze()
    return Speed(max(speeds), median(speeds), max(drawn))


def _round(
    group: Group, events: Sequence[tuple[Event, datetime]], after: Group, draw: bool = False
) -> float:
    begun = process_time()
    for event, now in events:
        outcome = decide(group, event, now)
        group = outcome.state
        if draw:
            _look(outcome.effects)
    spent = process_time() - begun
    if group != after:
        raise AssertionError("the same events led elsewhere")
    return len(events) / spent


def _look(effects: Sequence[Effect]) -> None:
    """Look at every card, as whoever sends it does."""
    for effect in effects:
        if isinstance(effect, Show | Whisper):
            assert effect.card


def _measured(sizes: Sizes) -> Iterator[Row]:
    found, unit = speed(sizes["meetings"], sizes["rounds"]), "events/CPU s"
    yield at_least("the best round", found.best, AIM, unit)
    yield Row("the median round", found.middle, unit)
    yield Row("the best round, with every card drawn", found.drawn, unit)


DECIDE = Measurement(
    "decide",
    "the core alone: a hot-seat meeting of eight, from its start to its recap, over and over",
    {"meetings": 4, "rounds": 40},
    {"meetings": 1, "rounds": 2},
    _measured,
)
