"""Run the migrations on the connection that `enduse.store.upgrade` hands over, in its transaction."""

from alembic import context

from enduse.store.schema import metadata
from enduse.store.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
