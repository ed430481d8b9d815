"""Answers of the writer thread: to other threads one by one, to an event loop all at once."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

Answer = Future[Any] | asyncio.Future[Any]
Given = tuple[Answer, object]


def wanted(answer: Answer) -> bool:
    """Whether somebody waits for it still; a thread can't give up waiting from now on."""
    if isinstance(answer, asyncio.Future):
        return not answer.cancelled()
    return answer.set_running_or_notify_cancel()


def give(answers: Iterable[Given]) -> None:
    """Give each its answer; an exception is raised where it is awaited.

    A loop is woken once for all of its answers, as waking it takes longer than they do.
    """
    loops: dict[asyncio.AbstractEventLoop, list[Given]] = {}
    for answer, what in answers:
        if isinstance(answer, asyncio.Future):
            loops.setdefault(answer.get_loop(), []).append((answer, what))
        else:
            _settle([(answer, what)])
    for loop, given in loops.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, given)


def _settle(answers: Iterable[Given]) -> None:
    for answer, what in answers:
        if answer.done():  # given up meanwhile
            continue
        if isinstance(what, BaseException):
            answer.set_exception(what)
        else:
            answer.set_result(what)
