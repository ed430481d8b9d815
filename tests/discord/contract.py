"""One contract for all rooms: a conversation in a guild is the one that the transcript has."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.discord.commands import spell
from tests.discord.face import Face
from tests.discord.forms import NotHere, Over
from tests.transcripts import FEW, turns, whole

Feed = Callable[[Face, str], Awaitable[list[str]]]


async def held(file: Path, face: Face, feed: Feed = Face.feed) -> tuple[list[str], list[str]]:
    """What was said when a transcript was played in a guild, and what it should have been.

    `feed` gives a line to the guild and says what people see then.
    """
    said, played, missed = list[str](), list[str](), 0
    for line, answers in turns(file):
        try:
            heard = await feed(face, line)
        except NotHere:
            missed += 1
            continue
        except Over:
            break
        wanted = [spell(answer) for answer in answers]
        said += [line, *wanted]
        played += [line, *(wanted if whole(heard) in wanted else heard)]
    assert missed <= FEW
    return played, said
