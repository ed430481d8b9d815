"""What the group knows of a member: what stood for all to read, and nothing before its time."""

from bot.effects import Whisper
from tests.room import Room, plain, room, staged
from tests.seen import words

SECRET = "see a doctor"


def known(here: Room, asks: str, of: str) -> str:
    """The card of a member, as somebody reads it."""
    (shown,) = here.does(asks, "group", f"@{of}").effects
    assert isinstance(shown, Whisper)
    assert shown.to == asks
    return words(shown.card)


def meeting() -> Room:
    """A meeting of three."""
    return staged("ann", "ben", "cat", steps=(plain("say", "win"), plain("z", "insight")))


def test_what_is_promised_in_a_meeting_is_told_as_it_ends() -> None:
    here = meeting()
    here.does("ben", "commit", "call the bank by friday")
    assert "call the bank" not in known(here, "ann", "ben")
    here.does("ann", "end", "now")
    assert "call the bank" in known(here, "ann", "ben")


def test_what_is_private_is_never_there_not_even_as_a_number() -> None:
    here = meeting()
    before = known(here, "ann", "ben")
    here.does("ben", "commit", f"private: {SECRET} by friday")
    here.does("ben", "brief", f"Shall I {SECRET}?")
    assert known(here, "ann", "ben") == known(here, "ben", "ben") == before
    here.does("ann", "end", "now")
    assert SECRET not in known(here, "ann", "ben")
    assert known(here, "ann", "ben").count("No open commitment that is for the group.")


def test_it_says_when_they_sat_and_what_they_asked() -> None:
    here = room("ann", "ben", "cat", start="hot_seat")
    holder = here.meeting.seats[0].holder
    here.does(holder, "brief", "What would you charge?")
    while here.meeting.seats[0].question == "":
        assert "charge" not in known(here, "cat", holder)
        here.does("ann", "next")
    assert "What would you charge?" in known(here, "cat", holder)
