"""What the network's card says of it: what it was made of, under which terms, and how it scored."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from training.base import SHA256


def digest(paths: list[Path]) -> str:
    """One digest over the contents of files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def card_facts(work: Path, treebank: Path, gold: Path, more: Path) -> dict[str, Any]:
    """The card, without the digests of the files themselves."""
    state = torch.load(work / "network.pt")
    return {
        "labels": state["labels"],
        "name": "enduse embedded reader",
        "licence": "CC BY-SA 4.0 (the English Web Treebank's terms carry over to what is learnt from it)",
        "made_of": [
            {"what": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "sha256": SHA256},
            {"what": "Universal Dependencies English EWT", "licence": "CC BY-SA 4.0",
             "sha256": digest(list(treebank.glob("en_ewt-train*")))},
            {"what": "Universal Dependencies English GUM (CC BY and public-domain genres)", "licence": "CC BY 4.0",
             "sha256": digest(list(treebank.glob("en_gum-train*")))},
            {"what": "Enduse training reports", "licence": "Apache-2.0", "sha256": digest([gold / "train.gold.jsonl"])},
            {"what": "Enduse further training reports", "licence": "Apache-2.0", "sha256": digest([more])},
        ],
        "seeds": {"parse": 1, "train": 1},
        "scores": {"parse": state.get("parse", {}), "thresholds": json.loads((work / "thresholds.json").read_text())},
    }  # fmt: skip
