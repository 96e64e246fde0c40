"""Screening: which measures in force on a day touch a shipment, why, and what the record says of it."""

from enduse.screen.eccn import Chart, read_chart
from enduse.screen.facts import Controlled, load_facts
from enduse.screen.intake import Intake, ShipmentFile, read_mapping
from enduse.screen.judgements import Judged, Judgement, apply_judgements, asked_key, entry_digest
from enduse.screen.receipt import Fault, answer_digest, make_receipt, verify
from enduse.screen.record import Record
from enduse.screen.sample import sample_list, sample_parties
from enduse.screen.screener import Screener
from enduse.screen.screening import NO_CLEARANCE, Asked, AskedList, Screening

__all__ = [
    "NO_CLEARANCE",
    "Asked",
    "AskedList",
    "Chart",
    "Controlled",
    "Fault",
    "Intake",
    "Judged",
    "Judgement",
    "Record",
    "Screener",
    "Screening",
    "ShipmentFile",
    "answer_digest",
    "apply_judgements",
    "asked_key",
    "entry_digest",
    "load_facts",
    "make_receipt",
    "read_chart",
    "read_mapping",
    "sample_list",
    "sample_parties",
    "verify",
]
