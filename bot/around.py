"""What stands around a decision: the states that it needs, who makes it, and what comes of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import words
from bot.cards import note
from bot.decide import alarm, decide, decide_person, target
from bot.effects import Book, Count, Effect, Nudge, Outcome, Show, Whisper
from bot.events import Event, Tick, actor_of, is_person, person_id
from bot.group import Group
from bot.parcels import Parcel
from bot.person import Person
from bot.ports import Saved, State


def needed(event: Event) -> tuple[str, ...]:
    """The states that a decision needs: its own, and the person's for what they told us of them."""
    by = actor_of(event)
    return (target(event), person_id(room_of(event), by.id)) if by else (target(event),)


def decision(state: State, event: Event, now: datetime) -> Outcome[Any]:
    """What a group or a person decides about an event."""
    return (
        decide_person(state, event, now) if isinstance(state, Person) else decide(state, event, now)
    )


def blank(id: str) -> State:
    """A state of which nothing is kept yet."""
    return Person(id) if is_person(id) else Group(id)


def saved_of(id: str, state: State, now: datetime) -> Saved:
    """A state as it is written."""
    return Saved(id, state, alarm(state, now), state.ids if isinstance(state, Group) else ())


def room_of(event: Event) -> str:
    """The group in whose room an event happened; "" where it happened in none."""
    return "" if isinstance(event, Tick) else event.group


def sorry(event: Event) -> tuple[Effect, ...]:
    """What is told to whoever caused an event that broke."""
    by = actor_of(event)
    return (Whisper(by.id, note("", words.BROKEN.format(id=event.id))),) if by else ()


def parcels_of(id: str, event: Event, effects: Sequence[Effect], now: datetime) -> list[Parcel]:
    """The effects that travel, as parcels of the state with this id."""
    room = id if not is_person(id) else (room_of(event) if actor_of(event) else "")
    room = "" if getattr(event, "direct", False) else room
    return [
        Parcel(id, effect, now, room=room, event=event.id)
        for effect in effects
        if isinstance(effect, Show | Whisper | Nudge | Count | Book)
    ]
