"""The tables. Rows are added and never changed, but for the `current` marks, which say what the ledger is made of.

A document version is the same name, bytes and facts (title, publisher, day); whatever differs is a new version, and the former
stays. Statements belong to one reading of one version. `statement_terms` holds the lists of a statement, a value a row, so that
"supplier IR" is found by an index in every database.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa


class Instant(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC, also in databases that keep no time zone; a naive one counts as UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """To UTC."""
        if value is None or value.tzinfo is None:
            return value if value is None else value.replace(tzinfo=dt.UTC)
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


metadata = sa.MetaData()

documents = sa.Table(
    "documents",
    metadata,
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
    sa.Column("fetched_at", Instant),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("furniture", sa.JSON, nullable=False),
    sa.Column("evidence", sa.JSON, nullable=False),
    sa.UniqueConstraint("id", "facts", name="one_version"),
)
_current = documents.c.current.is_(sa.true())
sa.Index("one_current", documents.c.name, unique=True, sqlite_where=_current, postgresql_where=_current)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("document", sa.ForeignKey("documents.number", name="reading_of"), nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("read_at", Instant, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("dropped", sa.JSON, nullable=False),
    sa.UniqueConstraint("document", "reader", name="one_reading"),
)

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String(40), nullable=False, index=True),
    sa.Column("reading", sa.ForeignKey("readings.number", name="found_in"), nullable=False, index=True),
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
    sa.Index("in_order", "doc", "position"),
)

terms = sa.Table(
    "statement_terms",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.number", name="said_in"), primary_key=True),
    sa.Column("field", sa.String(16), primary_key=True),
    sa.Column("value", sa.Text, primary_key=True),
    sa.Index("by_value", "field", "value"),
)

pages = sa.Table(
    "pages",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("media_type", sa.Text),
    sa.Column("fetched_at", Instant, nullable=False),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("subject", sa.String(40), nullable=False, index=True),
    sa.Column("decision", sa.String(16), nullable=False),
    sa.Column("judged_by", sa.Text, nullable=False),
    sa.Column("judged_at", Instant, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("correction", sa.JSON),
    sa.CheckConstraint("decision IN ('positive', 'negative', 'unsure', 'none')", name="known_decision"),
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("list", sa.Text, nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("list_date", sa.Date),
    sa.Column("fetched_at", Instant, nullable=False),
    sa.Column("entries", sa.Integer, nullable=False),
    sa.Column("skipped", sa.Integer, nullable=False),
    sa.Column("unknown", sa.JSON, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.UniqueConstraint("list", "sha256", name="one_snapshot"),
)

snapshot_files = sa.Table(
    "snapshot_files",
    metadata,
    sa.Column("snapshot", sa.ForeignKey("snapshots.number", name="file_of"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

list_attempts = sa.Table(
    "list_attempts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("list", sa.Text, nullable=False, index=True),
    sa.Column("tried_at", Instant, nullable=False),
    sa.Column("problem", sa.Text),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
)

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String(80), nullable=False, unique=True),
    sa.Column("previous", sa.String(80), unique=True),
    sa.Column("row", sa.JSON, nullable=False),
)

party_judgements = sa.Table(
    "party_judgements",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("asked", sa.String(64), nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("decision", sa.String(16), nullable=False),
    sa.Column("judged_by", sa.Text, nullable=False),
    sa.Column("judged_at", Instant, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.CheckConstraint("decision IN ('positive', 'negative', 'unsure', 'none')", name="known_party_decision"),
)

keys = sa.Table(
    "keys",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("scope", sa.String(16), nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("revoked_at", Instant),
    sa.Column("used_at", Instant),
    sa.CheckConstraint("scope IN ('read', 'review', 'admin')", name="known_scope"),
)
_unrevoked = keys.c.revoked_at.is_(None)
sa.Index("one_key_a_name", keys.c.name, unique=True, sqlite_where=_unrevoked, postgresql_where=_unrevoked)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("key", sa.ForeignKey("keys.id", name="opened_with"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
)

#: Only ever added to: the database itself refuses to change or remove a row.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("who", sa.Text, nullable=False, index=True),
    sa.Column("event", sa.String(32), nullable=False, index=True),
    sa.Column("subject", sa.Text),
    sa.Column("request_id", sa.String(64)),
    sa.Column("address", sa.Text),
    sa.Column("details", sa.JSON, nullable=False),
)
