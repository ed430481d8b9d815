"""Where everything is kept: one store for SQLite and PostgreSQL, with SQLAlchemy Core."""

from adapters.store.store import SqlStore, open_store
from adapters.store.trouble import AlreadyDone, StoreTrouble

__all__ = ["AlreadyDone", "SqlStore", "StoreTrouble", "open_store"]
