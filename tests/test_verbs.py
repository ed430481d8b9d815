"""How commands are called where one command has all the verbs."""

import re

import pytest

from bot.verbs import called, parted

MENTION = re.compile(r"<@(\w+)>")


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Others: /join. Then /schedule or /start.", "/m join. /m schedule /m start"),
        ("Leave all the same: /leave yes", "/m leave yes"),
        ("either/or, 1/2, and/start", "either/or, 1/2, and/start"),
        ("https://x.org/join and /dance", "https://x.org/join and /dance"),
        ("/joined /join/", "/joined /join/"),
        ("“/queue why”", "/m queue why"),
    ],
)
def test_verbs_are_called_as_the_room_calls_them(said: str, there: str) -> None:
    for part in there.split(" /m "):
        assert part.removeprefix("/m ") in called(said, "m")
    assert called(said, "m").count("/m ") == there.count("/m ")


@pytest.mark.parametrize(
    ("verb", "meant", "told"),
    [
        ("swap", "<@1>", ""),
        ("agree", "<@1>", ""),
        ("dance", "<@1>", ""),
        ("commit", "", "call <@1> by friday"),
        ("write", "<@1>", " ask <@2>"),
        ("write", "for <@1>", ": ask <@2>"),
        ("write", "", "ask <@2>"),
    ],
)
def test_mentions_say_who_is_meant_or_are_read_as_names(verb: str, meant: str, told: str) -> None:
    assert parted(verb, meant + told, MENTION) == (meant, told)
