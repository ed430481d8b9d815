"""What holds at every moment, whoever did what: of a group, of the archive, and of the room."""

from bot.group import Group
from bot.seats.rotation import NO_SHOW
from gates.house import House


def hold(house: House, place: str) -> None:
    """What holds at every moment of the group at a place. Raises AssertionError."""
    assert not house.bugs, house.bugs[0]
    assert not house.room.doubled, house.room.doubled[0]
    group = house.store.reader.state(place)
    assert isinstance(group, Group)
    charged = sum(entry.amount for entry in group.ledger) / NO_SHOW
    assert charged >= 0, "credits come from nowhere"
    assert charged.denominator == 1, "credits sum to more than the charges of no-shows"
    assert {entry.member for entry in group.ledger} <= set(group.ids), "credits of nobody"
    meetings = _meetings(house, place)
    running = [group.meeting.number] if group.meeting else []
    numbers = sorted(meetings) + running
    assert numbers == list(range(1, len(numbers) + 1)), f"meetings {numbers}"


def kept(house: House) -> None:
    """What holds at rest: all that was decided stands in the room, once. Raises AssertionError."""
    decided, here = house.decided, house.room.here
    for spoken in decided.whispers.keys() | here.whispers.keys():
        wanted, got = decided.whispers[spoken], here.whispers[spoken]
        assert wanted == got, f"{spoken} was decided {wanted} times and arrived {got} times"
    assert decided.shown.keys() == here.shown.keys(), "a card is missing"
    for where, card in decided.shown.items():
        assert here.shown[where] == card, f"{where} is not as it was decided last"
    assert not house.rows("outbox", "id"), "something is on its way for ever"


def _meetings(house: House, place: str) -> list[int]:
    """The numbers of the meetings of a group in the archive."""
    rows = house.rows("records", "kind", "group_id", "key")
    return [int(key) for kind, group, key in rows if kind == "meeting" and group == place]
