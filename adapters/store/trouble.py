"""What can go wrong with a database, in one sentence each: what, why, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.trouble import Trouble

LOCKED = (
    "The database {name} is locked because another program is writing to it; "
    "close that program and try again."
)
FULL = "The database {name} can't grow because the disk is full; free some space and try again."
REFUSED = (
    "PostgreSQL at {name} refused the login because the user or the password is wrong; "
    "correct DATABASE_URL."
)
MISSING = "PostgreSQL at {name} has no such database; create it or correct DATABASE_URL."
CROWDED = "PostgreSQL at {name} takes no more connections; close some or raise its max_connections."
AWAY = (
    "PostgreSQL at {name} can't be reached because it doesn't answer; "
    "check that it runs and that DATABASE_URL is right."
)
UNKNOWN_OPTION = (
    "DATABASE_URL can't be used because PostgreSQL doesn't know one of its options; "
    "correct what follows the question mark."
)

# What SQLite says -> what we say.
SQLITE = {
    "locked": LOCKED,
    "readonly": (
        "The database {name} can't be written to because it is read-only; "
        "give the user who runs Mastermind write permission for the file and its folder."
    ),
    "not a database": (
        "The file {name} can't be opened because it is not a database; "
        "move it away or choose another DATABASE_URL."
    ),
    "malformed": "The database {name} can't be read because it is damaged; restore a backup.",
    "unable to open": (
        "The database {name} can't be opened because it is a folder or this user may not read it; "
        "correct its permissions or choose another DATABASE_URL."
    ),
    "disk is full": FULL,
    "disk i/o": (
        "The database {name} can't be read or written because the disk fails; check the disk."
    ),
}

# PostgreSQL's code -> what we say.
CODES = {
    "28P01": REFUSED,
    "28000": REFUSED,
    "3D000": MISSING,
    "53100": FULL,
    "53300": CROWDED,
    "55P03": LOCKED,
    "40P01": LOCKED,
    "25006": (
        "The database {name} can't be written to because this server is read-only; "
        "point DATABASE_URL at the primary server."
    ),
    "42501": (
        "The database {name} can't be used because this user lacks permission; "
        "let the user create and change tables in it."
    ),
}

# What PostgreSQL says to one whom it doesn't let in, where it gives no code.
WORDS = {
    'database "': MISSING,
    "password": REFUSED,
    "authentication": REFUSED,
    "pg_hba": REFUSED,
    'role "': REFUSED,
    "too many": CROWDED,
}


class StoreTrouble(Trouble):
    """The store can't be used; the message is one sentence for the person who runs the bot."""


class AlreadyDone(StoreTrouble):
    """Another process acted on an event of this transaction meanwhile; nothing was written."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the database says into `StoreTrouble`; `name` is the database to people."""
    try:
        yield
    except Exception as error:
        sentence = _sentence(getattr(error, "orig", error))
        if sentence is None:  # not the database's fault
            raise
        raise StoreTrouble(sentence.format(name=name)) from error


@contextmanager
def once_only() -> Iterator[None]:
    """Turn a second entry of the same event in the journal into `AlreadyDone`."""
    try:
        yield
    except Exception as error:
        if not _is(error, "IntegrityError"):
            raise
        raise AlreadyDone(
            "An event was acted on by another process meanwhile, so nothing was written; "
            "handle the events once more."
        ) from error


def _sentence(error: BaseException | None) -> str | None:
    """What to say to an error of a driver; None if it isn't one, or is a bug of ours."""
    said = str(error).lower()
    driver = type(error).__module__.split(".")[0]
    if driver == "sqlite3":
        return _first(SQLITE, said)
    if driver != "psycopg":
        return None
    if "invalid connection option" in said:
        return UNKNOWN_OPTION
    code: str | None = getattr(error, "sqlstate", None)
    if code in CODES:
        return CODES[code]
    if not _is(error, "OperationalError"):
        return None
    if code is None:
        return _first(WORDS, said) or AWAY
    return AWAY if code.startswith(("08", "57P")) else None


def _is(error: object, kind: str) -> bool:
    """Whether an error is of this kind; every driver calls them the same."""
    return any(cls.__name__ == kind for cls in type(error).__mro__)


def _first(sentences: dict[str, str], said: str) -> str | None:
    return next((text for words, text in sentences.items() if words in said), None)
