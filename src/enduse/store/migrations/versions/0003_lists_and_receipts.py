"""Snapshots of official lists with their files, attempts to update them, decisions on parties, and receipts of screenings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of snapshots, their files, attempts, decisions and receipts."""
    op.create_table(
        "snapshots",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("list", sa.Text, nullable=False, index=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("list_date", sa.Date),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("skipped", sa.Integer, nullable=False),
        sa.Column("unknown", sa.JSON, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.UniqueConstraint("list", "sha256", name="one_snapshot"),
    )
    op.create_table(
        "snapshot_files",
        sa.Column("snapshot", sa.Integer, sa.ForeignKey("snapshots.number", name="file_of"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "list_attempts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("list", sa.Text, nullable=False, index=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
    )
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(80), nullable=False, unique=True),
        sa.Column("previous", sa.String(80), unique=True),
        sa.Column("row", sa.JSON, nullable=False),
    )
    op.create_table(
        "party_judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("asked", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("judged_by", sa.Text, nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.CheckConstraint("decision IN ('positive', 'negative', 'unsure')", name="known_party_decision"),
    )
