"""Screening: which measures in force on a day touch a shipment, why, and what the record says of it."""

from enduse.screen.eccn import Chart, read_chart
from enduse.screen.facts import Controlled, load_facts
from enduse.screen.record import Record
from enduse.screen.screener import Screener
from enduse.screen.screening import NO_CLEARANCE, Asked, AskedList, Screening

__all__ = [
    "NO_CLEARANCE",
    "Asked",
    "AskedList",
    "Chart",
    "Controlled",
    "Record",
    "Screener",
    "Screening",
    "load_facts",
    "read_chart",
]
