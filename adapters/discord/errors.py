"""What Discord's errors mean for whoever sent: one table, by the number of the error.

Numbers: https://docs.discord.com/developers/topics/opcodes-and-status-codes.
"""

from typing import Literal

from adapters.chat import answers

Kind = answers.Kind | Literal["asleep", "late", "done", "over"]
"""asleep: the thread is archived; late: the interaction is over; done: it was done before;
over: the event of the guild is no more."""

_TABLE: dict[Kind, tuple[int, ...]] = {
    "retry": (20016, 20022, 20028, 20029, 30046, 40062, 110001, 130000),
    "rebuild": (10008, 50005, 50021),
    "over": (10070, 180000),
    "gone": (10003, 50001),
    "asleep": (50083,),
    "forbidden": (50013, 20009, 30033, 40058, 160006),
    "person": (50007, 50278, 10013, 20026, 40003),
    "tenant": (10004, 40001, 50014),
    "late": (10062, 10015, 50027),
    "done": (40060, 160004),
}
_STATUSES: dict[int, Kind] = {401: "tenant", 403: "forbidden", 429: "retry"}
_KINDS = {number: kind for kind, numbers in _TABLE.items() for number in numbers}


def kind_of(status: int, number: int) -> Kind:
    """What an HTTP status and the number of an error mean; what is not in the table is ours to
    mend."""
    if found := _KINDS.get(number):
        return found
    if status >= 500:
        return "unsure"
    return _STATUSES.get(status, "ours")
