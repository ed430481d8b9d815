"""Runs the migrations in the transaction that `migrate.upgrade` opened."""

from alembic import context

from adapters.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
