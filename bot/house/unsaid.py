"""Keeps members' words out of the log: of a line only what stands in the source that wrote it is
kept, and values that can't be what somebody has written; all others are cut to kind and length.
"""

import logging
import re
import sys
from collections.abc import Collection, Mapping, MutableMapping, Sized
from copy import copy
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from bot.trouble import Trouble

OURS = ("bot", "adapters", "scheduler")  # loggers that name ids; those of libraries may not
KEYS = ("event", "level", "logger", "timestamp", "exception")  # whose values are made here
HARMLESS = (int, float, date, timedelta, UUID, type(None), Trouble)
ID = re.compile(r"[\w.:@/+=#-]{1,200}(?: \d{1,9})?", re.ASCII)  # of one word


def ours(name: str) -> bool:
    """Whether a logger of this name is ours."""
    return name.partition(".")[0] in OURS


def bare(record: logging.LogRecord) -> logging.LogRecord:
    """The record without what may be a member's; one whose message was put together tells only
    where it was written."""
    made, known, own = copy(record), _source(record), ours(record.name)
    if record.msg not in known:
        made.msg, made.args = f"{record.filename}:{record.lineno}", ()
    elif isinstance(record.args, Mapping):
        made.args = {name: harmless(value, own, known) for name, value in record.args.items()}
    else:
        made.args = tuple(harmless(value, own, known) for value in record.args or ())
    return made


def only_known(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: what was bound to the line stays where it is an id, or harmless."""
    return {key: value if key in KEYS else harmless(value, True) for key, value in line.items()}


def harmless(value: object, own: bool, known: Collection[object] = ()) -> object:
    """The value if it can't be what somebody wrote, else its kind and length."""
    if isinstance(value, HARMLESS) or (own and isinstance(value, PurePath)):
        return value
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, str) and (value in known or (own and ID.fullmatch(value))):
        return value
    return f"<{type(value).__name__}{f' of {len(value)}' if isinstance(value, Sized) else ''}>"


def _source(record: logging.LogRecord) -> Collection[object]:
    """The literals of the function that writes the record, which is running still."""
    frame, here = sys._getframe(), (record.pathname, record.funcName)
    while frame and (frame.f_code.co_filename, frame.f_code.co_name) != here:
        frame = frame.f_back  # type: ignore[assignment]
    return frame.f_code.co_consts if frame else ()
