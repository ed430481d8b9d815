"""What processes own between them, where many do the work of one."""

from collections.abc import Sequence
from typing import Protocol


class Leases(Protocol):
    """What processes own between them, each for a while, by one clock: the database's own."""

    def take(self, name: str, owner: str, seconds: float) -> int | None:
        """Take or renew a lease: its fencing token, which grows with every other owner; None while
        another has it.
        """
        ...

    def give(self, name: str, owner: str) -> None:
        """Give a lease back before its time."""
        ...

    def holds(self, name: str, owner: str, token: int) -> bool:
        """Whether this is the owner, by this token, and in time."""
        ...

    def lapsed(self, prefix: str) -> Sequence[tuple[str, str]]:
        """(name, owner) of the leases of such names that nobody renewed in time."""
        ...

    def bury(self, name: str, owner: str) -> Sequence[str] | None:
        """Strike out a lapsed lease for good, and free the lanes that its owner held: their ids, or
        None where it was renewed after all or another was first.
        """
        ...
