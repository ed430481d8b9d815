"""Secrets that sign what leaves the database, such as the addresses of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One more table."""
    op.create_table(
        "keys",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        if_not_exists=True,
    )
