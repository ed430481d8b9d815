"""The facilitator's card: what only they see and press, edited in place beside the Board."""

from bot import labels, words
from bot.cards import Button, Card, Mention, Spans, Text, note
from bot.effects import Effect, Whisper, sketch
from bot.group import Group
from bot.live import Meeting
from bot.meetings import asides, boxes, vacancy, windows
from bot.meetings.beside import after, place
from bot.meetings.board import rev
from bot.meetings.floor import running, step_of
from bot.text import short
from bot.words import facilitating, topics

# How much longer a step can be made with a button: labels, and minutes, or hours of a relay.
MINUTES = (facilitating.BUTTON_TWO, "2", facilitating.BUTTON_FIVE, "5")
HOURS = (facilitating.BUTTON_SIX_HOURS, "6", facilitating.BUTTON_DAY, "24")


def key(meeting: Meeting) -> str:
    """The key of the facilitator's card of a meeting."""
    return f"desk:{meeting.number}"


def shown(group: Group) -> tuple[Effect, ...]:
    """The effect that brings the facilitator's card up to date; () where nobody facilitates."""
    meeting = running(group)
    if not meeting.facilitator:
        return ()
    return (Whisper(meeting.facilitator, sketch(card, group, meeting), key(meeting)),)


def handed(meeting: Meeting, was: str) -> tuple[Effect, ...]:
    """The effect that takes the card's buttons from whoever facilitated before."""
    if not was or was == meeting.facilitator:
        return ()
    now = now_facilitates(meeting.facilitator) if meeting.facilitator else (facilitating.FREE,)
    return (Whisper(was, note("", *now), key(meeting)),)


def closed(meeting: Meeting) -> tuple[Effect, ...]:
    """The effect that takes the card's buttons away as the meeting ends."""
    if not meeting.facilitator:
        return ()
    title = words.MEETING_TITLE.format(number=meeting.number, title=meeting.title)
    return (Whisper(meeting.facilitator, note(title, facilitating.THANKS), key(meeting)),)


def now_facilitates(who: str) -> Spans:
    """ "@ben facilitates now." """
    return (Mention(who), facilitating.FACILITATES)


def card(group: Group, meeting: Meeting) -> Card:
    """The card of a running meeting's facilitator."""
    at, step = meeting.at, step_of(meeting)
    number, count = place(meeting)
    where = facilitating.STEP.format(title=step.title, number=number, count=count)
    blocks = [Text((where, *_next(meeting)))]
    if not at.step:
        blocks.append(Text((facilitating.EQUALS,)))
    return Card(facilitating.TITLE, tuple(blocks), _buttons(group, meeting))


def _next(meeting: Meeting) -> Spans:
    """What Next does from here."""
    at = meeting.at
    coming = [id for id in at.speakers[at.turn + 1 :] if id not in at.done]
    if coming:
        return (facilitating.NEXT_TURN, Mention(coming[0]), ".")
    if at.box and (topic := boxes.after(meeting)):
        return (topics.NEXT_TOPIC.format(text=short(topic.text, boxes.TOPIC)),)
    if (follows := after(meeting)) == len(meeting.agenda):
        return (facilitating.NEXT_ENDS,)
    return (facilitating.NEXT_STEP.format(title=meeting.agenda[follows].title),)


def _buttons(group: Group, meeting: Meeting) -> tuple[Button, ...]:
    at, exact = meeting.at, rev(meeting)
    forward = Button(labels.BUTTON_NEXT, "next", rev=exact, main=True)
    back = (Button(facilitating.BUTTON_BACK, "back", rev=exact),) if at.step or at.turn else ()
    if at.left is not None:
        return (Button(labels.BUTTON_RESUME, "resume", rev=exact, main=True), forward, *back)
    if at.due is None:
        return (forward, *back)
    if at.aside and at.aside.kind == "vacant":
        return _vacant(exact, vacancy.standby(group))
    allowed = asides.allowed(meeting)
    more = [Button(facilitating.BUTTONS[k], "facilitate", k, rev=exact) for k in allowed]
    sooner, first, later, second = HOURS if windows.is_relay(meeting) else MINUTES
    return (
        forward,
        *back,
        Button(sooner, "extend", first, rev=exact),
        Button(later, "extend", second, rev=exact),
        Button(labels.BUTTON_PAUSE, "pause", rev=exact),
        *more,
        Button(facilitating.BUTTON_PARK, "park", form="park"),
    )


def _vacant(exact: str, standby: str) -> tuple[Button, ...]:
    """What can be done about a seat whose holder gives no sign."""
    instead = Button(facilitating.BUTTON_INSTEAD, "facilitate", "instead", rev=exact, main=True)
    return (
        *((instead,) if standby else ()),
        Button(facilitating.BUTTON_WITHOUT, "facilitate", "without", rev=exact),
        Button(labels.BUTTON_RESUME, "resume", rev=exact),
    )
