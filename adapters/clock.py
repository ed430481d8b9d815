"""Clocks: the computer's, and one that is turned by hand."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads the clock


class HandClock:
    """A clock that stands still until somebody sets it."""

    def __init__(self, start: datetime) -> None:
        self._at = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Set it forward; an earlier instant is ignored, as time does not go back."""
        self._at = max(self._at, at)

    def jump(self, span: timedelta) -> None:
        """Be wrong from now on, as computers' clocks are after a sleep or a correction."""
        self._at += span
