"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _create_states()
    _create_journal()
    _create_outbox()
    _create_receipts()
    _create_records()
    _create_memberships()
    _create_postings()


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _create_states() -> None:
    columns = _texts("id", "platform", "tenant", "kind", "doc")
    wake_at = sa.Column("wake_at", sa.Text)
    op.create_table("states", *columns, wake_at, sa.PrimaryKeyConstraint("id"))
    op.create_index("ix_states_wake_at", "states", ["wake_at"])
    op.create_index("ix_states_tenant", "states", ["platform", "tenant", "kind"])


def _create_journal() -> None:
    columns = _texts("event_id", "platform", "tenant", "state_id", "at")
    op.create_table("journal", *columns, sa.PrimaryKeyConstraint("event_id"))


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", SERIAL, primary_key=True),
        *_texts("platform", "tenant", "lane", "room", "event", "kind", "key", "body", "at"),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("plain", sa.Boolean, nullable=False),
        sa.Column("next_at", sa.Text),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_lane", "outbox", ["lane", "id"])


def _create_receipts() -> None:
    columns = _texts("lane", "key", "platform", "tenant", "receipt")
    op.create_table("receipts", *columns, sa.PrimaryKeyConstraint("lane", "key"))


def _create_records() -> None:
    columns = _texts("kind", "group_id", "key", "platform", "tenant", "at", "value")
    op.create_table("records", *columns, sa.PrimaryKeyConstraint("kind", "group_id", "key"))
    op.create_index("ix_records_at", "records", ["kind", "at"])


def _create_memberships() -> None:
    columns = _texts("person", "group_id", "platform", "tenant")
    op.create_table("memberships", *columns, sa.PrimaryKeyConstraint("person", "group_id"))
    op.create_index("ix_memberships_group", "memberships", ["group_id"])


def _create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("seq", SERIAL, primary_key=True),
        sa.Column("place", SERIAL),
        *_texts("id", "platform", "tenant", "group_id", "reader", "at", "body"),
        sa.UniqueConstraint("platform", "tenant", "id", name="uq_postings_id"),
        sqlite_autoincrement=True,
    )
    wall = ["platform", "tenant", "group_id", "seq"]
    op.create_index("ix_postings_wall", "postings", wall)
