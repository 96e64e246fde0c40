"""The short answer of a brief: what came to which stage, and who denies what."""

from __future__ import annotations

from typing import Final

from enduse.publish.briefs.content import Sentence
from enduse.publish.briefs.ledger import LedgerPart, beside, is_only_denied
from enduse.publish.words import actor_name, category_words, joined, transfer_words

_STAGES: Final = {"actual": "On record as handed over or under way", "prospective": "In prospect", "stopped": "Stopped"}
_MOST, _DENIERS = 4, 3  # denials that are told, and their speakers


def in_short(ledger: LedgerPart) -> list[Sentence]:
    """A sentence for each stage that something has come to, and one on the denials."""
    told = [_outcome(ledger, stage, lead) for stage, lead in _STAGES.items()]
    return [sentence for sentence in (*told, _denied(ledger)) if sentence is not None]


def undated(count: int) -> list[Sentence]:
    """That reports were left out because nobody knows by which day they stood on the record."""
    if not count:
        return []
    told = "1 report on it has" if count == 1 else f"{count:,} reports on it have"
    return [
        Sentence(text=f"{told} no day of publication: what was known on a day cannot rest on it.")
    ]


def _outcome(ledger: LedgerPart, stage: str, lead: str) -> Sentence | None:
    """All that has come to a stage; what nobody but a denier speaks of has come to none."""
    own = [t for t in ledger.transfers if t.stage == stage and t.designation is None and not is_only_denied(t)]
    if not own:
        return None
    parts = []
    for pair in ledger.pairs():
        named = [category_words(t.category) + beside(t) for t in own if (t.supplier, t.recipient) == pair]
        if named:
            parts.append(f"{actor_name(pair[0], article=True)} to {actor_name(pair[1], article=True)}, {joined(named)}")
    cites = tuple(key for t in own for key in ledger.cite(ledger.telling(t), most=1))
    return Sentence(text=f"{lead}: {'; '.join(parts)}.", cites=cites)


def _denied(ledger: LedgerPart) -> Sentence | None:
    own = [t for t in ledger.transfers if t.denied and t.designation is None]
    if not own:
        return None
    parts, cites = [], []
    for transfer in own[:_MOST]:
        denials = [s for s in transfer.statements if s.certainty == "denied"]
        who = list(dict.fromkeys(ledger.who(s) for s in denials))
        named = [*who[:_DENIERS], *([f"{len(who) - _DENIERS} more"] if len(who) > _DENIERS else [])]
        parts.append(f"{transfer_words(transfer)} (by {joined(named)})")
        cites += ledger.cite(denials, most=2)
    more = f"; and {len(own) - _MOST} more" if len(own) > _MOST else ""
    return Sentence(text=f"Denied: {'; '.join(parts)}{more}.", cites=tuple(cites))
