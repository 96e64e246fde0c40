"""The only room that knows SQL: documents, their readings and statements, in a SQLite file or any SQLAlchemy database."""

from enduse.store.records import Page
from enduse.store.store import Store

__all__ = ["Page", "Store"]
