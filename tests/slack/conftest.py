"""Nothing that is secret, and nothing that a member said, is ever logged: looked at after each
test, in the log as people get it at its most talkative, of this process and of the bot's own.
"""

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.house.logs import set_up
from tests.process import logging_kept
from tests.slack.payloads import SAID, SECRET

SECRETS = ("xoxb-", "xoxp-", "xoxe", "xapp-", SECRET)
LONG = 8  # characters of what nobody but a member would have written


@pytest.fixture(autouse=True)
def nothing_said_is_logged(tmp_path: Path) -> Iterator[None]:
    """The log of a test holds no token, and no words of a member."""
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
    files = (file.read_text("utf-8") for file in tmp_path.rglob("log.txt"))
    told = "\n".join([log.getvalue(), *files])
    words = {said.strip() for said in SAID if len(said.strip()) >= LONG}
    assert [each for each in (*SECRETS, *sorted(words)) if each in told] == []
