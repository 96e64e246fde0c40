"""The only room that knows SQL: documents, statements, lists and receipts, in a SQLite file or any SQLAlchemy database."""

from enduse.store.lists import Attempt, JudgementRow, PartyJudgement, Snapshot
from enduse.store.records import Page
from enduse.store.store import Store

__all__ = ["Attempt", "JudgementRow", "Page", "PartyJudgement", "Snapshot", "Store"]
