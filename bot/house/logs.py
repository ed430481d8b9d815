"""Logging to standard error, for people or as JSON; never a member's words."""

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, TextIO

import structlog

from bot.house.redaction import Redaction
from bot.trouble import Trouble

QUIET = (
    "apscheduler",
    "alembic",
    "asyncpg",
    "pgqueuer",
    "sqlalchemy",
    "uvicorn",
    "asyncio",
    "sse_starlette",
    # At INFO and below they tell bodies, tokens and what members say.
    "aiohttp",
    "slack_bolt",
    "slack_sdk",
    "discord",
)  # ours speak; these only warn


def set_up(level: str, format: str, hidden: Sequence[str] = ()) -> None:
    """Send all logging to standard error, as lines for people ("console") or as JSON ("json").

    Of `hidden` texts, and of whatever looks like a secret, none is written.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    handler = Handler()
    handler.addFilter(_speaks)
    handler.setFormatter(
        Formatter(
            Redaction(hidden),
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_traceback),
                _renderer(format),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


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
        return self._redaction(super().format(record))


def _speaks(record: logging.LogRecord) -> bool:
    """Bolt gives its loggers the root's level, so that a level of our own would not hold."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in QUIET


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
    said = f": {error}" if isinstance(error, Trouble | OSError) else ""
    where = "".join(traceback.format_tb(error.__traceback__))
    return f"{where}{type(error).__name__}{said}\n"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
