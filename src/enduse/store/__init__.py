"""The only room that knows SQL: the record, lists, receipts, keys and the audit log, in SQLite or any SQLAlchemy database."""

from enduse.store.access import AuditRow, KeyRow, SessionRow
from enduse.store.backup import backup, restore
from enduse.store.current import CurrentReading, Revision
from enduse.store.lists import Attempt, JudgementRow, PartyJudgement, Snapshot
from enduse.store.records import Page
from enduse.store.store import Store

__all__ = [
    "Attempt",
    "AuditRow",
    "CurrentReading",
    "JudgementRow",
    "KeyRow",
    "Page",
    "PartyJudgement",
    "Revision",
    "SessionRow",
    "Snapshot",
    "Store",
    "backup",
    "restore",
]
