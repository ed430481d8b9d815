"""Logging to standard error, for people or as JSON; never a member's words."""

import logging
import traceback
from collections.abc import Iterator

import structlog

from bot.trouble import Trouble

QUIET = (
    "apscheduler",
    "alembic",
    "sqlalchemy",
    "uvicorn",
    "asyncio",
    "sse_starlette",
)  # ours speak; these only warn


def set_up(level: str, format: str) -> None:
    """Send all logging to standard error, as lines for people ("console") or as JSON ("json")."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_traceback),
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


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
