"""Guests: in a group for one meeting, never in its queue, and gone when the meeting is over."""

from bot.cards import note
from bot.effects import Effect, Refused, Whisper
from bot.group import Group
from bot.values import replace
from bot.words import MEMBERS_ONLY, NO_GROUP
from bot.words import guests as words

# What a guest may do: take part in their meeting, and go.
MAY = frozenset(
    (
        *("leave", "agenda", "write", "edit", "delete", "level", "done", "pass", "more", "enough"),
        *("commit", "date", "shrink", "report", "take", "mine", "away", "next"),
    )
)


def check_member(group: Group, who: str, verb: str = "") -> None:
    """Refused for a stranger, and for a guest where `verb` is nothing that a guest may do."""
    member = group.member(who)
    if member is None:
        raise Refused(MEMBERS_ONLY if group.members else NO_GROUP)
    if member.role == "guest" and verb not in MAY:
        raise Refused(words.MEMBERS_ALONE)


def farewell(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The group after its meeting, without its guests; what they promised is in the recap."""
    guests = [member.id for member in group.members if member.role == "guest"]
    if not guests:
        return group, ()
    group = replace(
        group,
        members=tuple(m for m in group.members if m.id not in guests),
        commitments=tuple(c for c in group.commitments if c.by not in guests),
        drafts=tuple(c for c in group.drafts if c.by not in guests),
        briefs=tuple(b for b in group.briefs if b.by not in guests),
    )
    return group, tuple(Whisper(who, note("", words.THANKS)) for who in guests)
