"""A program that saves documents until it is killed, telling each that was committed: saver.py DATABASE PREFIX NUMBER."""

from __future__ import annotations

import datetime as dt
import sys

from enduse.model import Document, Item, Span, Statement
from enduse.read.reader import Reading
from enduse.store import Store

PER_DOCUMENT = 5


def main(database: str, prefix: str, number: int) -> None:
    with Store.open(database) as store:
        for count in range(number):
            name = f"{prefix}{count:05}.txt"
            store.save_reading(*make_reading(name), "words 1", dt.datetime.now(dt.UTC))
            print(name, flush=True)


def make_reading(name: str) -> tuple[Document, Reading]:
    text = "drones " * PER_DOCUMENT * 200
    document = Document(name=name, text=text, sha256=name)
    return document, Reading(statements=tuple(_statement(name, 7 * place) for place in range(PER_DOCUMENT)))


def _statement(name: str, start: int) -> Statement:
    return Statement(
        doc=name, kind="transfer", span=Span(start=start, end=start + 6), quote="drones", supplier=("IR",), recipient=("RU",),
        items=(Item(category="uav", text="drones"),), status="delivered", certainty="asserted",
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
