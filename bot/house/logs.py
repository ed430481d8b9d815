"""Logging to standard error, for people or as JSON; never a member's words."""

import errno
import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, TextIO

import structlog

from bot.house.redaction import Redaction
from bot.house.unsaid import OURS, bare, only_known, ours
from bot.trouble import Trouble

log = logging.getLogger(__name__)
ABOUT: ContextVar[Mapping[str, str]] = ContextVar("ABOUT", default=MappingProxyType({}))
"""What is at hand, which each line names. structlog's own takes ten times as long to set."""


def set_up(level: str, format: str, hidden: Sequence[str] = ()) -> None:
    """Send all logging to standard error, as lines for people ("console") or as JSON ("json").

    Of `hidden` texts, of whatever looks like a secret, and of members' words, none is written; nor
    of what would end up there by itself: warnings, and what nobody catches.
    """
    handler = Handler()
    handler.addFilter(_speaks)
    handler.setFormatter(
        Formatter(
            Redaction(hidden),
            foreign_pre_chain=[
                _about,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_traceback),
                only_known,
                _renderer(format),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    _listen()


def _listen() -> None:
    """Have Python log what it would print, with whatever is in it."""
    warnings.showwarning = _warned
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _too_late


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("%s at %s line %s", category, Path(filename), lineno)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, Exception):
        log.critical("a bug ended it", exc_info=(kind, error, trace))
    else:
        sys.__excepthook__(kind, error, trace)


def _thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value:
        log.critical("a bug ended the thread %s", _name(args.thread), exc_info=args.exc_value)


def _name(thread: threading.Thread | None) -> str:
    return thread.name if thread else ""


def _too_late(args: "sys.UnraisableHookArgs") -> None:
    log.error("a bug where nobody can hear of it", exc_info=args.exc_value)


class Handler(logging.StreamHandler[TextIO]):
    """Writes to standard error."""

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that can't be written is lost: by default it would be printed as it came."""
        with suppress(OSError, ValueError):
            self.stream.write(f"A line of {record.name} could not be logged.\n")


class Formatter(structlog.stdlib.ProcessorFormatter):
    """Writes a line as the processors make it, but for what is secret."""

    def __init__(self, redaction: Redaction, **options: Any) -> None:
        super().__init__(**options)
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, with a traceback if there is one."""
        return self._redaction(super().format(bare(record)))


def _speaks(record: logging.LogRecord) -> bool:
    """Libraries only warn, whatever level they give themselves: Bolt does."""
    return record.levelno >= logging.WARNING or ours(record.name)


def _about(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {**ABOUT.get(), **line}


def _renderer(format: str) -> structlog.typing.Processor:
    if format == "json":
        return structlog.processors.JSONRenderer()
    plain = structlog.dev.plain_traceback
    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)


def _traceback(exc_info: structlog.typing.ExcInfo) -> str:
    """Where it went wrong. Of messages only our own sentences: others may quote a member."""
    told = [_told(error) for error in _chain(exc_info[1])]
    return "which led to:\n".join(reversed(told)).rstrip()


def _told(error: BaseException) -> str:
    said = f": {error}" if isinstance(error, Trouble) else ""
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        said = f": {os.strerror(error.errno)}"
    where = "".join(traceback.format_tb(error.__traceback__))
    return f"{where}{type(error).__name__}{said}\n"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
