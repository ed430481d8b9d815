"""Airtime: who wrote how much in a step among peers, as a mirror. Words are counted, never kept."""

from collections.abc import Sequence
from math import log

from bot.cards import note
from bot.effects import Effect, Whisper
from bot.group import Group
from bot.live import Airtime, Meeting
from bot.meetings.cues import is_exchange
from bot.meetings.floor import running, step_of, takes_part, taking_part
from bot.values import replace
from bot.words.facilitating import ROOM_FOR_OTHERS

EVEN = 0.7  # below this balance a step is one-sided
HALF = 0.5
ENOUGH = 6  # messages, before which a balance says nothing


def balance(shares: Sequence[float]) -> float:
    """How evenly people share what was said: 1 where all said as much, 0 where one said it all.

    The entropy of their shares, over the largest that it can be among so many.
    """
    total = sum(shares)
    if len(shares) < 2 or not total:
        return 1.0
    parts = [share / total for share in shares if share]
    return max(0.0, -sum(part * log(part) for part in parts) / log(len(shares)))


def heard(group: Group, who: str, text: str) -> Group:
    """The group after somebody wrote in the running step, if it is one among peers."""
    meeting = group.meeting
    if meeting is None:
        return group
    step = step_of(meeting)
    if step.turn == "blind" or meeting.at.aside or not is_exchange(step):
        return group
    words = len(text.split())
    if not words or not takes_part(group, meeting, meeting.at.step, who):
        return group
    aired = meeting.at.aired
    others = [a for a in aired if a.who != who]
    known = [a for a in aired if a.who == who]
    mine = known[0] if known else Airtime(who, 0, 0)
    aired = (*others, Airtime(who, mine.words + words, mine.messages + 1, mine.told))
    return replace(group, meeting=replace(meeting, at=replace(meeting.at, aired=aired)))


def mirrored(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The group after the one who says most of a one-sided step was told so, once in it.

    Where one speaks after the other, the turns make room for all: only the balance is noted.
    """
    meeting = running(group)
    aired = meeting.at.aired
    if step_of(meeting).turn == "serial" or sum([a.messages for a in aired]) < ENOUGH:
        return group, ()
    if any(a.told for a in aired):
        return group, ()
    most = max(aired, key=lambda a: a.words)
    total = sum(a.words for a in aired)
    if most.words <= total * HALF or _balance(group, meeting) >= EVEN:
        return group, ()
    aired = tuple(replace(a, told=True) if a is most else a for a in aired)
    meeting = replace(meeting, at=replace(meeting.at, aired=aired))
    return replace(group, meeting=meeting), (Whisper(most.who, note("", ROOM_FOR_OTHERS)),)


def noted(group: Group) -> Group:
    """The group with the balance of the step that ends, if enough was said in it."""
    meeting = running(group)
    if sum(a.messages for a in meeting.at.aired) < ENOUGH:
        return group
    percent = round(100 * _balance(group, meeting))
    meeting = replace(meeting, balances=(*meeting.balances, percent))
    return replace(group, meeting=meeting)


def _balance(group: Group, meeting: Meeting) -> float:
    said = {a.who: a.words for a in meeting.at.aired}
    people = dict.fromkeys((*taking_part(group, meeting, meeting.at.step), *said))
    return balance([said.get(who, 0) for who in people])
