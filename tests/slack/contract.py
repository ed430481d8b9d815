"""One contract for all rooms: a conversation in a workspace is the one that the transcript has."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from bot.verbs import called
from bot.words.charter import CLOSED_NOW, OPEN_NOW
from tests.slack.face import Face, NotHere
from tests.slack.houses import COMMAND
from tests.transcripts import is_answer, is_input

Feed = Callable[[Face, str], Awaitable[list[str]]]


async def held(file: Path, face: Face, feed: Feed = Face.feed) -> tuple[list[str], list[str]]:
    """What was said when a transcript was played in a workspace, and what it should have been.

    `feed` gives a line to the workspace and says what people see then.
    """
    said, played = list[str](), list[str]()
    for line, answers in turns(file):
        try:
            heard = await feed(face, line)
        except NotHere:
            continue
        for turned in (f"bot> {OPEN_NOW}", f"bot> {CLOSED_NOW}"):
            if turned not in answers:  # whoever has not joined is a stranger in Slack
                heard = [each for each in heard if each != turned]
        wanted = [called(answer, COMMAND) for answer in answers]
        said += [line, *wanted]
        played += [line, *(wanted if whole(heard) in wanted else heard)]
    return played, said


def whole(heard: list[str]) -> str:
    """Several ephemeral messages as the one card that they are; there is no thread for them."""
    lead = heard[0].partition("> ")[0] + "> " if heard else ""
    return lead + " | ".join(each.removeprefix(lead) for each in heard)


def turns(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Each line that somebody types, with the answers of the local room."""
    line, answers = "", list[str]()
    for each in file.read_text("utf-8").splitlines():
        if is_answer(each):
            answers.append(each)
        elif is_input(each):
            if line:
                yield line, answers
            line, answers = each, []
    yield line, answers
