"""What came of a vote, as a card."""

from bot import words
from bot.cards import Bold, Card, Lines, Spans, Text
from bot.effects import Effect, Show
from bot.formats.format import Step
from bot.group import Group
from bot.live import Meeting
from bot.meetings import board
from bot.meetings.floor import running, taking_part
from bot.meetings.votes import ANSWERS, Tally, tallies, word
from bot.values import replace
from bot.words import topics as said


def counted(group: Group) -> tuple[Group, tuple[Effect, ...]]:
    """The running step is over: its votes are counted and told, if there are any."""
    meeting = running(group)
    index, step = meeting.at.step, meeting.agenda[meeting.at.step]
    if not (name := word(step.keep)) or index in meeting.ballot.told:
        return group, ()
    people = taking_part(group, meeting, index)
    rest = [who for who in people if who not in meeting.at.done]
    if ANSWERS[name] and rest:
        answered = len(people) - len(rest)
        told = said.STILL_PRIVATE if answered else said.NOBODY_VOTED
        line = told.format(answered=answered, of=len(people))
        return group, (_shown(meeting, step, index, Text((line,))),)
    ballot = replace(meeting.ballot, told=(*meeting.ballot.told, index))
    shown = _shown(meeting, step, index, *_result(meeting, index))
    return replace(group, meeting=replace(meeting, ballot=ballot)), (shown,)


def _result(meeting: Meeting, index: int) -> tuple[Text | Lines, ...]:
    found = tallies(meeting, index)
    chosen = [tally for tally in found if tally.count]
    if not chosen:
        return (Text((said.NOBODY_VOTED,)),)
    lines = Lines(tuple(_line(tally) for tally in chosen))
    if ANSWERS[word(meeting.agenda[index].keep)] or len(chosen) == len(found):
        return (lines,)
    return (lines, Text((said.WITHOUT_VOTES.format(count=len(found) - len(chosen)),)))


def _line(tally: Tally) -> Spans:
    votes = words.plural(tally.count, "vote")
    return (Bold(said.VOTES_FOR.format(votes=votes)), tally.text)


def _shown(meeting: Meeting, step: Step, index: int, *blocks: Text | Lines) -> Show:
    card = Card(said.VOTE_TITLE.format(title=step.title), blocks)
    return Show(f"votes:{meeting.number}:{index}:{meeting.rev}", card, thread=board.key(meeting))
