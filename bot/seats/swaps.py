"""A seat asked for of whoever has it: a swap by agreement, and the urgent lane."""

from datetime import datetime, timedelta

from bot import labels
from bot.cards import Button, Card, Mention, Span, Text, note, text
from bot.effects import Nudge, Outcome, Refused, Show, Whisper
from bot.events import Actor, Command, Submitted
from bot.forms import Field, Form
from bot.group import Claim, Group, Member, Request
from bot.meetings import board
from bot.meetings.unopened import handed_over, unopened
from bot.seats import duties, rotation
from bot.seats.claims import between_meetings, claimed, named
from bot.seats.ledger import balances
from bot.values import replace
from bot.words import seats as words

NAME = 40  # characters of a member's name
WORTH = timedelta(days=7)  # a request where no meeting is planned is told within this time
EVERY = 6  # meetings between two uses of the urgent lane
LEAST = -1  # the credit down to which it is open


def swap(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/swap @ben`: ask another member to change seats; `/swap yes @ann` answers. In a meeting it
    is about its seats, as long as they have not opened.
    """
    if group.meeting and not unopened(group.meeting):
        raise Refused(words.SEATS_RUNNING)
    answer, name = _answer(event.args)
    if answer:
        return _swapped(group, event, answer == "yes", name, now)
    return _ask_swap(group, event, name, now)


def swap_form(group: Group, by: Actor) -> Form | None:
    """With whom to change seats; None where there is nothing to change."""
    if group.member(by.id) is None or len(group.members) < 2:
        return None
    who = Field("who", words.SWAP_WITH, "member", required=True, limit=NAME)
    return Form("swap", words.SWAP_TITLE, (who,))


def submit_swap(group: Group, event: Submitted, now: datetime) -> Outcome[Group]:
    """The form's answer."""
    who = event.values.get("who", "")
    return swap(group, Command(event.id, event.group, event.by, "swap", who), now)


def urgent(group: Group, event: Command, now: datetime) -> Outcome[Group]:
    """`/urgent`, `/urgent @holder`: ask for the next seat; `/urgent yes @ann` answers."""
    between_meetings(group)
    answer, name = _answer(event.args)
    if answer:
        return _decided(group, event, answer == "yes", name)
    return _ask_urgent(group, event, name)


def _ask_swap(group: Group, event: Command, name: str, now: datetime) -> Outcome[Group]:
    if not name:
        raise Refused(words.HOW_TO_SWAP)
    me, other = named(group, event.by.id), named(group, name)
    if me is other:
        raise Refused(words.SWAP_SELF)
    giver, _ = _sides(group, me.id, other.id)
    request = Request(me.id, other.id, "swap")
    said = words.SWAP_TAKE if giver == me.id else words.SWAP_GIVE
    blocks = (text(Mention(me.id), said), text(words.SWAP_FAIR))
    card = Card(words.SWAP_TITLE, blocks, _buttons("swap", me.id))
    until = group.next_at if group.next_at and group.next_at > now else now + WORTH
    nudge = Nudge(other.id, _key(me.id), card, until, group.zone_of(other.id), held=group.held)
    ask = Whisper(other.id, card) if group.meeting else nudge  # in a meeting there is no waiting
    return Outcome(asked(group, request), (ask, Whisper(me.id, note("", words.ASKED))))


def _swapped(
    group: Group, event: Command, agreed: bool, name: str, now: datetime
) -> Outcome[Group]:
    request = _request(group, "swap", name, event.by.id)
    group = answered(group, request)
    done = Nudge(request.to, _key(request.by), note(""), now, settled=True)
    if not agreed:
        declined = note("", Mention(request.to), words.DECLINED)
        told = Whisper(request.to, note("", words.NOTED))
        return Outcome(group, (told, Whisper(request.by, declined), done))
    giver, taker = _sides(group, request.by, request.to, words.STALE)
    shown = Show(f"swap:{event.id}", note("", Mention(taker), words.AGREED, Mention(giver), "."))
    if group.meeting:
        group, handed = handed_over(group, giver, taker)
        return Outcome(group, (shown, done, *handed, board.shown(group)))
    return Outcome(claimed(group, Claim(taker, giver, "swap")), (shown, done))


def _ask_urgent(group: Group, event: Command, name: str) -> Outcome[Group]:
    me = named(group, event.by.id)
    seats = rotation.upcoming(group)
    _check_urgent(group, me, seats)
    if len(seats) < rotation.seats(group):
        group = claimed(group, Claim(me.id, "", "urgent"))
        card = note("", Mention(me.id), words.URGENT_FREE)
        return Outcome(group, (Show(f"urgent:{event.id}", card),))
    # Of two who have a seat, the second one had the weaker claim on it.
    holder = named(group, name).id if name else seats[-1]
    if holder not in seats:
        raise Refused(words.URGENT_NOT_OF, Mention(holder), words.URGENT_NOT_THEIRS)
    request = Request(me.id, holder, "urgent")
    group = asked(group, request)
    ask = (Mention(me.id), words.URGENT_ASKS, Mention(holder), words.URGENT_DECIDES)
    return Outcome(group, (_urgent_shown(group, request, *ask, open=True),))


def _check_urgent(group: Group, me: Member, seats: tuple[str, ...]) -> None:
    if not rotation.seats(group):
        raise Refused(words.NO_SEAT)
    if me.id in seats:
        raise Refused(words.URGENT_YOURS)
    if any(place.trial for place in rotation.queue(group) if place.member.id == me.id):
        raise Refused(words.URGENT_NEW)
    if me.urgent and group.held + 1 < me.urgent + EVERY:
        raise Refused(words.URGENT_ONCE.format(number=me.urgent + EVERY))
    if balances(group.ledger)[me.id] < LEAST:
        raise Refused(words.URGENT_POOR)


def _decided(group: Group, event: Command, agreed: bool, name: str) -> Outcome[Group]:
    """The holder gives the seat; or the facilitator or an organiser decides, whatever they say."""
    by, request = event.by, _request(group, "urgent", name)
    member = group.member(by.id)
    seats = rotation.upcoming(group)
    facilitates = duties.next_facilitator(group, group.ids, seats) == by.id
    decides = by.admin or facilitates or (member is not None and member.role == "organiser")
    if by.id == request.by or not (decides or by.id == request.to):
        raise Refused(words.NOT_YOURS_TO_SAY)
    if not agreed and not decides:
        ask = (Mention(request.by), words.URGENT_ASKS)
        kept = (*ask, Mention(request.to), words.URGENT_KEPT)
        return Outcome(group, (_urgent_shown(group, request, *kept, open=True),))
    group = answered(group, request)
    if not agreed:
        stays = (words.URGENT_STAYS, Mention(request.to), ".")
        return Outcome(group, (_urgent_shown(group, request, *stays),))
    if request.to not in seats or request.by in seats:
        raise Refused(words.STALE)
    number = group.held + 1
    members = tuple(replace(m, urgent=number) if m.id == request.by else m for m in group.members)
    claim = Claim(request.by, request.to, "urgent")
    group = claimed(replace(group, members=members), claim)
    given = (Mention(request.by), words.AGREED, Mention(request.to), ".")
    return Outcome(group, (_urgent_shown(group, request, *given),))


def _urgent_shown(group: Group, request: Request, *said: Span, open: bool = False) -> Show:
    buttons = _buttons("urgent", request.by) if open else ()
    card = Card(words.URGENT_TITLE, (Text(said),), buttons)
    return Show(f"urgent:{group.held + 1}:{request.by}", card)


def asked(group: Group, request: Request) -> Group:
    """The group with a request, which replaces an earlier one of the same kind and member."""
    same = (request.by, request.why)
    others = tuple(r for r in group.rota.requests if (r.by, r.why) != same)
    return replace(group, rota=replace(group.rota, requests=(*others, request)))


def answered(group: Group, request: Request) -> Group:
    """The group without a request that has its answer."""
    requests = tuple(r for r in group.rota.requests if r != request)
    return replace(group, rota=replace(group.rota, requests=requests))


def _request(group: Group, why: str, by: str, to: str = "") -> Request:
    by = by.removeprefix("@")
    for request in group.rota.requests:
        if (request.why, request.by) == (why, by) and to in ("", request.to):
            return request
    raise Refused(words.NO_REQUEST)


def _sides(group: Group, one: str, other: str, stale: str = "") -> tuple[str, str]:
    """Of two members who has the next seat, and who would take it; refused where that is unclear.

    `stale` is said where it was clear when they were asked.
    """
    if not group.meeting and not rotation.seats(group):
        raise Refused(stale or words.NO_SEAT)
    seats = unopened(group.meeting) if group.meeting else rotation.upcoming(group)
    if (one in seats) == (other in seats):
        raise Refused(stale or (words.SWAP_BOTH if one in seats else words.SWAP_NEITHER))
    return (one, other) if one in seats else (other, one)


def _answer(args: str) -> tuple[str, str]:
    """ "yes" or "no" and whom it answers; or "" and a name."""
    first, _, rest = args.strip().partition(" ")
    if rest.strip() and first.lower() in ("yes", "no"):
        return first.lower(), rest.strip()
    return "", args.strip()


def _buttons(verb: str, by: str) -> tuple[Button, ...]:
    agree = Button(labels.BUTTON_AGREE, verb, f"yes @{by}", main=True)
    return (agree, Button(labels.BUTTON_DECLINE, verb, f"no @{by}"))


def _key(by: str) -> str:
    """The key of the nudge about a swap that somebody asks for."""
    return f"swap:{by}"
