"""One contract for all rooms: a conversation in a workspace is the one that the transcript has."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.verbs import called
from bot.words.charter import CLOSED_NOW, OPEN_NOW
from tests.slack.face import Face, NotHere
from tests.slack.houses import COMMAND
from tests.transcripts import FEW, turns, whole

Feed = Callable[[Face, str], Awaitable[list[str]]]


async def held(file: Path, face: Face, feed: Feed = Face.feed) -> tuple[list[str], list[str]]:
    """What was said when a transcript was played in a workspace, and what it should have been.

    `feed` gives a line to the workspace and says what people see then.
    """
    said, played, missed = list[str](), list[str](), 0
    for line, answers in turns(file):
        try:
            heard = await feed(face, line)
        except NotHere:
            missed += 1
            continue
        for turned in (f"bot> {OPEN_NOW}", f"bot> {CLOSED_NOW}"):
            if turned not in answers:  # whoever has not joined is a stranger in Slack
                heard = [each for each in heard if each != turned]
        wanted = [called(answer, COMMAND) for answer in answers]
        said += [line, *wanted]
        played += [line, *(wanted if whole(heard) in wanted else heard)]
    assert missed <= FEW
    return played, said
