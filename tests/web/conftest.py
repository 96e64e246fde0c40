"""Every test of the server runs on SQLite and on PostgreSQL."""

from tests.databases import both as pytest_generate_tests
from tests.databases import database_kind, postgres_server

__all__ = ["database_kind", "postgres_server", "pytest_generate_tests"]
