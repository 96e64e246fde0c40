"""The same reading and screening over Arrow record batches: one process, all cores, or a cluster's engine."""

from __future__ import annotations

from enduse.batch.findings import screen_batches
from enduse.batch.receipts import keep_receipt
from enduse.batch.run import Step, run
from enduse.batch.schemas import DOCUMENTS, FINDINGS, JSON_ROWS, STATEMENTS
from enduse.batch.statements import read_batches
from enduse.batch.work import Reading, Screening

__all__ = [
    "DOCUMENTS",
    "FINDINGS",
    "JSON_ROWS",
    "STATEMENTS",
    "Reading",
    "Screening",
    "Step",
    "keep_receipt",
    "read_batches",
    "run",
    "screen_batches",
]
