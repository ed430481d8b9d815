"""The store itself: opened from a DATABASE_URL, it hands out transactions and a reader."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from sqlalchemy import URL, Engine, false, update

from adapters.store.engines import address, file_of, name_of, reading, writing
from adapters.store.leases import Ask, SqlLeases, postgres_now
from adapters.store.reader import SqlReader
from adapters.store.standing import SQLITE, Standing
from adapters.store.tables import states
from adapters.store.trouble import StoreTrouble, explained
from adapters.store.tx import SqlTx
from adapters.store.version import check, upgrade
from adapters.store.wire import Wire

LOG = logging.getLogger(__name__)
WRITE_NOTHING = update(states).where(false()).values(doc=states.c.doc)


class SqlStore:
    """`ports.Store` over a SQLite file or PostgreSQL; made by `open_store`, ended by `close`."""

    def __init__(
        self, name: str, reader: Engine, writer: Engine | None, closing: ExitStack
    ) -> None:
        self._name = name
        self._reader = SqlReader(reader, name)
        self._writer = writer
        self._closing = closing

    @contextmanager
    def transaction(self) -> Iterator[SqlTx]:
        """A write transaction: committed at the end, rolled back if anything is raised in it."""
        with explained(self._name), self._writable().begin() as conn:
            tx = SqlTx(Wire(conn))
            yield tx
            for end in tx.endings:
                end(conn.connection.driver_connection)
        _announce(tx)

    @property
    def reader(self) -> SqlReader:
        """Questions outside a transaction."""
        return self._reader

    @property
    def is_shared(self) -> bool:
        """Whether other processes could write to it at the same time."""
        return self._writable().dialect.name != "sqlite"

    def leases(self, now: Ask = postgres_now) -> SqlLeases:
        """What processes own between them, by this clock."""
        return SqlLeases(self._writable(), self._name, now)

    def stand(self, together: bool) -> Standing:
        """Say for as long as the store is open that this process runs the bot, alone or together
        with others that said the same. StoreTrouble where another one is in the way.
        """
        if not self.is_shared:
            raise StoreTrouble(SQLITE.format(name=self._name))
        standing = Standing(self._writable(), self._name, together)
        standing.stand()
        self._closing.callback(standing.leave)
        return standing

    def close(self) -> None:
        """Give back the connections and the file; a second time does nothing."""
        self._closing.close()

    def _writable(self) -> Engine:
        if self._writer is None:
            raise StoreTrouble(
                f"The database {self._name} can't be written to because it was opened only for "
                "reading; open it with its lock."
            )
        return self._writer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


def open_store(url: str, lock: bool = True, write: bool = False) -> SqlStore:
    """The store at this DATABASE_URL, its schema brought up to date.

    `lock=False` opens it beside a running bot, for reading only, and the schema must be up to date;
    with `write` also for transactions, which the bot waits for as it would for another process on
    PostgreSQL. Raises `StoreTrouble`.
    """
    place = address(url)
    with ExitStack() as opening:
        if lock:
            _hold(place, opening)
            upgrade(place)
        else:
            _find(place)
            check(place)
        # Closed in reverse: the last connection of SQLite, which tidies up, is one that may write.
        writer = _opened(writing(place), opening) if lock or write else None
        reader = _opened(reading(place), opening)
        if writer is not None:
            _try_writing(place, writer)
        return SqlStore(name_of(place), reader, writer, opening.pop_all())


def _announce(tx: SqlTx) -> None:
    """Make the calls that waited for the commit. One that fails doesn't make it undone."""
    for call in tx.calls:
        try:
            call()
        except Exception:
            LOG.exception("a call after a commit failed; what was committed stays")


def _opened(engine: Engine, closing: ExitStack) -> Engine:
    closing.callback(engine.dispose)
    return engine


def _try_writing(place: URL, writer: Engine) -> None:
    """Learn now, not at the first event, that a database can't be written to."""
    with explained(name_of(place)), writer.connect() as conn:
        conn.execute(WRITE_NOTHING)


def _find(place: URL) -> None:
    file = file_of(place)
    if file is not None and not file.exists():
        raise StoreTrouble(
            f"There is no database {file} yet; start the bot once, which creates it, or correct "
            "DATABASE_URL."
        )


def _hold(place: URL, closing: ExitStack) -> None:
    """Keep other processes off a SQLite file for as long as the store is open."""
    file = file_of(place)
    if file is None:
        return
    held = FileLock(f"{file.resolve()}.lock", thread_local=False)
    try:
        held.acquire(blocking=False)
    except Timeout:
        raise StoreTrouble(
            f"{file.name} is in use by another Mastermind, and a SQLite file serves only one; "
            "stop it or choose another DATABASE_URL."
        ) from None
    except OSError as error:
        raise StoreTrouble(
            f"The database {file} can't be locked because {error.strerror or error}; give the user "
            "who runs Mastermind write permission for its folder."
        ) from error
    closing.callback(held.release)
