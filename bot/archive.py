"""What the archive holds: the kinds of `Record` and the type of each one's value."""

from bot.group import Commitment, Recap

RECORDS: dict[str, type] = {"meeting": Recap, "commitment": Commitment}
