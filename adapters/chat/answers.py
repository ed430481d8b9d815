"""What it is to the outbox that a platform has refused something."""

import logging
from typing import Literal

from bot.parcels import Answer, Lost, Rebuild, Rejected, Retry

log = logging.getLogger(__name__)
PARKED = 900.0  # seconds until we look whether a permission was given
Kind = Literal["retry", "unsure", "rebuild", "gone", "forbidden", "person", "tenant", "ours"]
"""retry: nothing happened, again later; unsure: it may have happened; rebuild: the message to edit
is no more; gone: the channel is; forbidden: a permission is missing; person: they can't be reached;
tenant: the platform or those who let us in have put us out; ours: we sent what isn't taken."""


def meaning(platform: str, kind: Kind, error: str, after: float) -> Answer:
    """The answer for an error of this kind, whose name is `error`; `after` is in how many seconds
    to try again, where that helps."""
    match kind:
        case "retry" | "unsure":
            return Retry(after)
        case "rebuild":
            return Rebuild()
        case "gone" | "tenant":
            return Lost(error)
        case "forbidden":
            log.error("%s forbids it (%s): look whether all rights are given", platform, error)
            return Retry(PARKED)
        case "person":
            return Rejected("person")
        case "ours":
            return Rejected(error)
