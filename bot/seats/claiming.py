"""The standby takes the next seat, shortly before a meeting for which no brief has been written."""

from datetime import datetime

from bot.cards import Mention, note
from bot.effects import Outcome, Refused, Show
from bot.events import Command
from bot.group import Claim, Group
from bot.reminders.reminders import CLAIM
from bot.seats import claims, rotation
from bot.words import NO_SCHEDULE
from bot.words import reminders as words


def claim(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/claim`: one tap on what the standby is asked. Whoever had the seat keeps their credit."""
    claims.between_meetings(group)
    who, holders = event.by.id, rotation.upcoming(group)
    if group.next_at is None:
        raise Refused(NO_SCHEDULE)
    if who != rotation.standby(group, holders):
        raise Refused(words.CLAIM_NOT)
    if now < group.next_at - CLAIM:
        raise Refused(words.CLAIM_EARLY)
    written = {brief.by for brief in group.briefs}
    if (blank := next((id for id in holders if id not in written), None)) is None:
        raise Refused(words.CLAIM_WRITTEN)
    group = claims.claimed(group, Claim(who, blank, "volunteer"))
    return Outcome(group, (Show(f"claim:{event.id}", note("", Mention(who), words.CLAIMED)),))
