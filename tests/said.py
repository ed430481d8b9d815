"""What people said in a test, and what is secret in it: none of that is ever logged, in this
process or in the bot's own, however talkative the log is.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from bot.house.logs import set_up
from tests.process import logging_kept

SAID = list[str]()  # since the test began
LONG = 8  # characters of what nobody but a member would have written


@contextmanager
def unlogged(folder: Path, secrets: Sequence[str]) -> Iterator[None]:
    """The log holds no secret, and no words of a member; a process has its log in a file log.txt
    below the folder."""
    SAID.clear()
    log, root = StringIO(), logging.getLogger()
    with logging_kept():
        others = list(root.handlers)
        set_up("DEBUG", "json")
        handler = root.handlers[0]
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(log)
        root.handlers += others
        yield
    files = (file.read_text("utf-8") for file in folder.rglob("log.txt"))
    told = "\n".join([log.getvalue(), *files])
    words = {said.strip() for said in SAID if len(said.strip()) >= LONG}
    assert [each for each in (*secrets, *sorted(words)) if each in told] == []
