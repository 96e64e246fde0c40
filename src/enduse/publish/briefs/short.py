"""The short answer of a brief: what came to which stage, and who denies what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from enduse.model import Transfer
from enduse.publish.briefs.content import Sentence
from enduse.publish.briefs.ledger import LedgerPart, beside, is_only_denied
from enduse.publish.words import actor_name, category_words, joined

_STAGES: Final = {"actual": "On record as handed over or under way", "prospective": "In prospect", "stopped": "Stopped"}
_PAIRS, _THINGS, _DENIERS = 6, 5, 3  # that one sentence names; the table of transfers has them all


def in_short(ledger: LedgerPart) -> list[Sentence]:
    """A sentence for each stage that something has come to, and one on the denials."""
    told = [_outcome(ledger, stage, lead) for stage, lead in _STAGES.items()]
    return [sentence for sentence in (*told, _denied(ledger)) if sentence is not None]


def undated(count: int) -> list[Sentence]:
    """That reports were left out because nobody knows by which day they stood on the record."""
    if not count:
        return []
    told, they = ("1 report on it is", "it was") if count == 1 else (f"{count:,} reports on it are", "they were")
    return [Sentence(text=f"{told} left out: without a day of publication nobody can say by when {they} known.")]


def _outcome(ledger: LedgerPart, stage: str, lead: str) -> Sentence | None:
    """All that has come to a stage; what nobody but a denier speaks of has come to none."""
    own = [t for t in ledger.transfers if t.stage == stage and t.designation is None and not is_only_denied(t)]
    return _by_pair(ledger, lead, own, _thing, lambda t: ledger.cite(ledger.telling(t), most=1))


def _denied(ledger: LedgerPart) -> Sentence | None:
    own = [t for t in ledger.transfers if t.denied and t.designation is None]

    def told(transfer: Transfer) -> str:
        who = list(dict.fromkeys(ledger.who(s) for s in transfer.statements if s.certainty == "denied"))
        named = [*who[:_DENIERS], *([f"{len(who) - _DENIERS} more"] if len(who) > _DENIERS else [])]
        return f"{category_words(transfer.category)} (by {joined(named)})"

    def cites(transfer: Transfer) -> Iterable[str]:
        return ledger.cite((s for s in transfer.statements if s.certainty == "denied"), most=2)

    return _by_pair(ledger, "Denied", own, told, cites)


def _by_pair(
    ledger: LedgerPart,
    lead: str,
    own: Iterable[Transfer],
    told: Callable[[Transfer], str],
    cites: Callable[[Transfer], Iterable[str]],
) -> Sentence | None:
    """One sentence: the pairs that are told of most, each with its things, and how many pairs more there are."""
    by_pair: dict[tuple[str | None, str | None], dict[str, Transfer]] = {pair: {} for pair in ledger.pairs()}
    for transfer in own:
        kept = by_pair[transfer.supplier, transfer.recipient].setdefault(transfer.category, transfer)
        if kept.quantity is None and transfer.quantity is not None:  # a kind of thing is named once, with its number
            by_pair[transfer.supplier, transfer.recipient][transfer.category] = transfer
    pairs = [(pair, list(things.values())) for pair, things in by_pair.items() if things]
    if not pairs:
        return None
    parts = []
    for (supplier, recipient), things in pairs[:_PAIRS]:
        named = [told(t) for t in things[:_THINGS]] + ([f"{len(things) - _THINGS} more"] if len(things) > _THINGS else [])
        parts.append(f"{actor_name(supplier, article=True)} to {actor_name(recipient, article=True)}, {joined(named)}")
    if len(pairs) > _PAIRS:
        parts.append(f"and {len(pairs) - _PAIRS:,} more pairs of supplier and recipient")
    keys = tuple(key for _, things in pairs[:_PAIRS] for t in things[:_THINGS] for key in cites(t))
    return Sentence(text=f"{lead}: {'; '.join(parts)}.", cites=keys)


def _thing(transfer: Transfer) -> str:
    return category_words(transfer.category) + beside(transfer)
