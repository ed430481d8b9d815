"""Who is told what of a meeting that is over: the room its recap, seat-holders their notes, those
who were absent what needs them.
"""

from datetime import timedelta

from bot.archive import Notes, Recap
from bot.effects import Effect, Nudge, Record, Show, Whisper, sketch
from bot.group import Group
from bot.recaps.recap_card import recap_card
from bot.recaps.recap_own import absent_card, notes_card

FRESH = timedelta(days=7)  # how long it is worth telling somebody what they missed


def handed_out(group: Group, recap: Recap, notes: tuple[Notes, ...]) -> tuple[Effect, ...]:
    """The effects that tell and archive a meeting."""
    number = recap.number
    told = [Whisper(n.holder, sketch(notes_card, n, recap), f"notes:{number}") for n in notes]
    return (
        Show(f"recap:{number}", sketch(recap_card, recap)),
        *(whisper for whisper in told if group.member(whisper.to)),
        *_to_absent(group, recap),
        Record("meeting", str(number), recap),
        *(Record("notes", f"{number}:{n.holder}", n) for n in notes),
    )


def _to_absent(group: Group, recap: Recap) -> tuple[Effect, ...]:
    """To members who were not there; with fewer than two seen they may all have been in a call."""
    those = [m for m in group.members if m.id in recap.absent and m.role != "guest"]
    if len(recap.present) < 2 or not those:
        return ()
    card = recap_card(recap)
    until = min(recap.next_at or recap.ended + FRESH, recap.ended + FRESH)
    return tuple(
        Nudge(
            m.id,
            f"recap:{recap.number}",
            absent_card(recap, card, m.id),
            until,
            group.zone_of(m.id),
        )
        for m in those
    )
