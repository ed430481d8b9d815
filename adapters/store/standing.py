"""Whether a process has PostgreSQL to itself, or shares it with others that know of it.

Two that ring and carry alone would do everything twice over; two that share agree through leases.
SQLite's file is locked as it is opened.
"""

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from adapters.store.locks import Space
from adapters.store.trouble import StoreTrouble, explained

ALONE = (
    "{name} is in use by another Mastermind; stop that one, or start all of them with --cluster."
)
TOGETHER = (
    "{name} is in use by a Mastermind that runs alone; stop it, and start it with --cluster too."
)
SQLITE = (
    "--cluster can't be used because {name} is a SQLite file, which serves one process; set "
    "DATABASE_URL to a PostgreSQL database (`mastermind db copy` moves everything there)."
)
# A computer that vanished is noticed by the server in half a minute, not in two hours.
NOTICED = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")
ALIVE = text("SELECT 1")


class Standing:
    """A place of this process at the database, on a connection of its own."""

    def __init__(self, engine: Engine, name: str, together: bool) -> None:
        self._engine, self._name, self._together = engine, name, together
        self._conn: Connection | None = None

    def stand(self) -> None:
        """Take the place, or take it once more where the connection was lost. StoreTrouble where
        another process is in the way."""
        if self._is_alive():
            return
        with explained(self._name):
            self._conn = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            for setting in NOTICED:
                self._conn.exec_driver_sql(f"SET {setting}")
            how = "_shared" if self._together else ""
            asked = text(f"SELECT pg_try_advisory_lock{how}({int(Space.STANDING)}, 0)")
            if self._conn.scalar(asked):
                return
        self.leave()
        raise StoreTrouble((TOGETHER if self._together else ALONE).format(name=self._name))

    def leave(self) -> None:
        """Give the place up."""
        if self._conn is not None:
            self._conn.invalidate()  # closed, not kept for others: the place goes with it
            self._conn.close()
            self._conn = None

    def _is_alive(self) -> bool:
        if self._conn is None:
            return False
        try:
            self._conn.execute(ALIVE)
        except DBAPIError:
            self.leave()
            return False
        return True
