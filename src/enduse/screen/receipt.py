"""Receipts of screenings: what was asked, of which lists and rules, and what was found, chained by hash.

A receipt holds the hash of the one before it, so that one that is changed, taken out or put in later shows. It proves that the
record was not altered since; it does not prove who made it, nor that anybody is cleared.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from enduse.party import AskedParty, Shipment
from enduse.screen.screening import Screening

FORMAT: Final = 1
#: What the first receipt of a chain has for the one before it.
GENESIS: Final = "0" * 64


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a chain: the number of the receipt, from 1, and what is wrong."""

    number: int
    words: str


def canonical(value: Any) -> str:
    """JSON with sorted keys and no blanks: the same value is always the same text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def make_receipt(
    asked: Shipment | AskedParty, screening: Screening, *, made_at: dt.datetime, previous: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The receipt of a screening.

    Args:
        asked: the shipment or party.
        screening: the answer.
        made_at: the instant, with its time zone.
        previous: the receipt before it in the chain, if any.

    Raises:
        ValueError: `made_at` has no time zone.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at needs a time zone")
    receipt: dict[str, Any] = {
        "format": FORMAT,
        "made_at": made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "previous": previous["hash"] if previous is not None else GENESIS,
        "input": {"sha256": digest(asked), "asked": _plain(asked)},
        "rests_on": _plain(screening.asked),
        "findings": _plain(screening.findings),
        "answer": answer_digest(screening),
        "words": screening.no_clearance,
    }
    return receipt | {"hash": digest(receipt)}


def answer_digest(screening: Screening) -> str:
    """A hash of what was found and what it rests on: the same question of the same lists and rules gives the same."""
    return digest({"rests_on": _plain(screening.asked), "findings": _plain(screening.findings)})


def verify(receipts: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """What is wrong with a chain of receipts, in order; nothing where each is as it was made and follows the one before."""
    faults: list[Fault] = []
    before = GENESIS
    for number, receipt in enumerate(receipts, 1):
        told = receipt.get("hash")
        body = {key: value for key, value in receipt.items() if key != "hash"}
        if receipt.get("format") != FORMAT:
            faults.append(Fault(number=number, words=f"its format is {receipt.get('format')!r}, not {FORMAT}"))
        if told != digest(body):
            faults.append(Fault(number=number, words="its contents are not those of its hash: it was changed"))
        else:
            faults += _inner_faults(number, receipt)
        if receipt.get("previous") != before:
            words = "it does not follow the one before it: one was taken out, put in, changed or moved"
            faults.append(Fault(number=number, words=words))
        before = str(told)
    return faults


def _inner_faults(number: int, receipt: Mapping[str, Any]) -> list[Fault]:
    """Whether the hashes inside are those of what stands beside them."""
    faults = []
    asked = receipt.get("input", {})
    if asked.get("sha256") != digest(asked.get("asked")):
        faults.append(Fault(number=number, words="the hash of its question is not of the question"))
    if receipt.get("answer") != digest({"rests_on": receipt.get("rests_on"), "findings": receipt.get("findings")}):
        faults.append(Fault(number=number, words="the hash of its answer is not of the answer"))
    return faults


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value
