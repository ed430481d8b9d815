"""The figures of a group's last meetings, as it looks back on them: counts, no names, no ranks."""

from collections.abc import Iterable

from bot import words as general
from bot.archive import Past
from bot.cards import Card, Fields, Spans, When, text
from bot.effects import Effect, Show
from bot.group import Group
from bot.meetings import pulse
from bot.recaps.remembering import lately
from bot.reminders.reminders import AFTER
from bot.words import figures as words
from bot.words.reminders import HELPED

SHARE_FROM = 10  # cases; of fewer no percentage is told


def shown(group: Group) -> tuple[Effect, ...]:
    """The figures as the running step brings them to look at; () where it asks for none."""
    meeting = group.meeting
    if meeting is None or "figures" not in meeting.agenda[meeting.at.step].keep:
        return ()
    return (Show(f"figures:{meeting.number}", card(group)),)


def card(group: Group) -> Card:
    """What the bot knows of the meetings that it remembers."""
    past = lately(group)
    if not past:
        return Card(words.TITLE, (text(words.NOTHING_YET),))
    sat = {who for meeting in past for who in meeting.sat} & set(group.ids)
    rows: list[tuple[str, Spans]] = [
        (words.MEETINGS, (f"{len(past)}, ", words.SINCE, When(past[0].at, "day"))),
        (words.ATTENDANCE, (share(*_attendance(group)),)),
        (words.SEATS, (_seats(past, len(sat), len(group.members)),)),
        (words.KEPT, (share(_sum(m.kept for m in past), _sum(m.reviewed for m in past)),)),
        (words.PICKED, (str(_sum(m.picked for m in past)),)),
        *_tried(dict(group.outlooks)),
        *_pulse(past),
    ]
    return Card(words.TITLE, (Fields(tuple(rows)), text(words.COUNTS_ONLY)))


def share(count: int, of: int) -> str:
    """ "7 of 9"; from ten cases on with the percentage, "9 of 12 (75 %)"."""
    told = words.OF.format(count=count, of=of)
    return told + words.SHARE.format(percent=round(100 * count / of)) if of >= SHARE_FROM else told


def _attendance(group: Group) -> tuple[int, int]:
    """How often today's members came, of how often they could have."""
    could = [(m, past) for m in group.members for past in lately(group) if m.since < past.number]
    return _sum(member.id in past.present for member, past in could), len(could)


def _seats(past: tuple[Past, ...], sat: int, members: int) -> str:
    taken = general.plural(_sum(len(meeting.sat) for meeting in past), "seat")
    return words.TAKEN.format(seats=taken, sat=sat, members=members)


def _tried(counts: dict[str, int]) -> list[tuple[str, Spans]]:
    """After how many of the seats in which something was picked it was tried, and helped; from so
    many answers on that nobody is found out by them."""
    rows: list[tuple[str, Spans]] = []
    for days in AFTER:
        helped, tried, no = (counts.get(f"{days}.{answer}", 0) for answer in HELPED)
        if (answers := helped + tried + no) >= pulse.NUMBERS_FROM:
            told = words.TRIED_OF.format(tried=share(helped + tried, answers), helped=helped)
            rows.append((words.TRIED.format(days=days), (told,)))
    return rows or [(words.TRIED_TITLE, (words.TRIED_FEW.format(least=pulse.NUMBERS_FROM),))]


def _pulse(past: tuple[Past, ...]) -> list[tuple[str, Spans]]:
    """The pulse over time, from three meetings on in which enough answered."""
    gauges = [meeting.gauge for meeting in past if meeting.gauge and pulse.told(meeting.gauge)]
    if len(gauges) < pulse.TREND_FROM:
        return [(words.PULSE, (words.NO_TREND,))]
    sums = (("worth", words.WORTH), ("heard", words.HEARD), ("step", words.STEP))
    return [
        (label, (", ".join(pulse.average(getattr(g, name), g.count) for g in gauges),))
        for name, label in sums
    ]


def _sum(counts: Iterable[int]) -> int:
    return sum(counts)
