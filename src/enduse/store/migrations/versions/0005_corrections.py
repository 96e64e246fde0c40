"""A decision may carry a correction of what was read, and may be withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

DECISIONS = "decision IN ('positive', 'negative', 'unsure', 'none')"
CHECKS = {"judgements": "known_decision", "party_judgements": "known_party_decision"}


def upgrade() -> None:
    """Add the column, and let `none` be a decision: the one before it is taken back, and both stay."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, check in CHECKS.items():
        # SQLite copies the table, and leaves its checks behind in doing so.
        with op.batch_alter_table(table, recreate="always" if is_sqlite else "never") as batch:
            if not is_sqlite:
                batch.drop_constraint(check, type_="check")
            batch.create_check_constraint(check, sa.text(DECISIONS))
            if table == "judgements":
                batch.add_column(sa.Column("correction", sa.JSON, nullable=True))
