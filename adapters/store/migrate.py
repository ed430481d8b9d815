"""Brings the schema up to date, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(conn: Connection, folder: Path) -> None:
    """Make all migrations of a folder that were not made yet, in this connection's transaction."""
    config = Config(attributes={"connection": conn})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
