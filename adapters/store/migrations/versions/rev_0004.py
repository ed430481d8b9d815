"""What platforms let us in with, sealed, and the one-shot states of installing there."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two more tables."""
    op.create_table(
        "installations",
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("renew_at", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant"),
        if_not_exists=True,
    )
    due = ["platform", "renew_at"]
    op.create_index("ix_installations_renew_at", "installations", due, if_not_exists=True)
    op.create_table(
        "oauth_states",
        sa.Column("state", sa.Text, primary_key=True, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
        if_not_exists=True,
    )
