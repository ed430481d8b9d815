"""How commands are called where one command has all the verbs."""

import pytest

from bot.verbs import called


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
