"""Documents, their readings, and the statements found."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the ledger."""
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("facts", sa.String(40), nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("title_start", sa.Integer),
        sa.Column("title_end", sa.Integer),
        sa.Column("byline", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("agency", sa.Text),
        sa.Column("republished_from", sa.Text),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("furniture", sa.JSON, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.UniqueConstraint("id", "facts", name="one_version"),
    )
    current = sa.column("current", sa.Boolean).is_(sa.true())
    op.create_index("one_current", "documents", ["name"], unique=True, sqlite_where=current, postgresql_where=current)
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", name="reading_of"), nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("dropped", sa.JSON, nullable=False),
        sa.UniqueConstraint("document", "reader", name="one_reading"),
    )
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(40), nullable=False, index=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.number", name="found_in"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("doc", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("certainty", sa.String(16), nullable=False),
        sa.Column("measure", sa.String(32)),
        sa.Column("score", sa.Float),
        sa.Column("row", sa.JSON, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
    )
    op.create_index("in_order", "statements", ["doc", "position"])
    op.create_table(
        "statement_terms",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.number", name="said_in"), primary_key=True),
        sa.Column("field", sa.String(16), primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
    )
    op.create_index("by_value", "statement_terms", ["field", "value"])
