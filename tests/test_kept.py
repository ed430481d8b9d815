"""The browser forgets what was filled into a form once the bot says that it is safe."""

import pytest

from adapters.local.stream import posting_json
from bot.effects import Outcome, Whisper
from bot.group import Group
from bot.ports import Posting
from tests.room import plain, room, staged
from tests.world import GROUP, START


def kept(outcome: Outcome[Group], who: str) -> list[bool]:
    """Whether each whisper of an outcome counts as thanks."""
    whispers = (e for e in outcome.effects if isinstance(e, Whisper) and e.to == who)
    postings = (Posting("p", "main", GROUP, START, to=who, card=e.card) for e in whispers)
    return [posting_json(posting)["kept"] for posting in postings]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("commit", {"what": "sing"}),
        ("commit", {"what": "sing", "by": "someday"}),
        ("report", {"status1": "partly"}),
        ("report:1", {"status1": "dropped", "note1": "they left"}),
        ("report:1", {"status1": "handed on", "note1": "@ben"}),
        ("date:1", {"by": "thursday"}),
        ("shrink:1", {"what": "hum"}),
    ],
)
def test_what_a_form_about_a_commitment_keeps_is_known_to_be_kept(
    name: str, values: dict[str, str]
) -> None:
    here = room("ann", "ben")
    here.does("ann", "commit", "dance")
    assert kept(here.fills("ann", name, **values), "ann")[:1] == [True]


def test_what_is_kept_until_the_reveal_is_known_to_be_kept() -> None:
    here = staged("ann", "ben", steps=(plain("look", "lesson", turn="blind"),))
    assert kept(here.fills("ben", "write", lesson="sleep"), "ben")[:1] == [True]


def test_a_refusal_is_not() -> None:
    here = room("ann", "ben")
    assert kept(here.fills("ann", "report", status9="done"), "ann") == [False]
