"""Nothing that is secret, and nothing that a member said, is ever logged: looked at after each
test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.said import unlogged
from tests.slack.payloads import SECRET

SECRETS = ("xoxb-", "xoxp-", "xoxe", "xapp-", SECRET)


@pytest.fixture(autouse=True)
def nothing_said_is_logged(tmp_path: Path) -> Iterator[None]:
    """The log of a test holds no token, and no words of a member."""
    with unlogged(tmp_path, SECRETS):
        yield
