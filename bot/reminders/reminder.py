"""One reminder, as data."""

from datetime import datetime

from bot.values import dataclass


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be told at an instant, to a member or ("") to the room; worthless after `until`.

    `key` begins with the verb that answers it, as a nudge's does. It may wait until `by` for others
    that make one message with it. `since` is when the group came to know of what it is about:
    nobody is reminded of what they have just heard.
    """

    key: str
    to: str
    at: datetime
    until: datetime
    since: datetime | None = None
    by: datetime | None = None
