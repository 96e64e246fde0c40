"""Analyse the training reports and their variants: python -m training.prepare --gold DIR --model DIR --out DIR --variants N."""

from __future__ import annotations

import argparse
import datetime as dt
import pickle
import random
import re
import time
from collections import Counter
from pathlib import Path

from enduse.lexicon.actors import load_actors
from enduse.model import Document, Span
from enduse.read.analysis import analyse
from enduse.read.network import Network
from enduse.read.sentences import find_sentences
from training.augment import collect_forms, exchange
from training.examples import Row, examples, read_gold

PASSAGES, UNTITLED = 0.3, 0.2  # shares of the variants
_HEADER = re.compile(r"(Title: )(.*\n)(Published: \S+\nPublisher: [^\n]*\n)")


def training_document(name: str, text: str, *, shown: Span | None = None, title: bool = True) -> Document:
    """A training report with its header lines marked as furniture, but for the title.

    Args:
        name: the report's name.
        text: its text, header lines and all.
        shown: mark as furniture what lies outside this span, so that the report is a passage of itself.
        title: whether the title is shown.
    """
    m = _HEADER.match(text)
    if m is None:
        raise ValueError(f"{name}: no header")
    published = dt.date.fromisoformat(m[3].split()[1])
    title = title and shown is None
    if title:
        furniture = [Span(start=0, end=m.end(1)), Span(start=m.start(3), end=m.end(3))]
    else:
        furniture = [Span(start=0, end=m.end() if shown is None else shown.start)]
    if shown is not None and shown.end < len(text):
        furniture.append(Span(start=shown.end, end=len(text)))
    return Document(
        name=name,
        text=text,
        sha256="",
        published=published,
        title_span=Span(start=m.start(2), end=m.end(2) - 1) if title else None,
        furniture=tuple(furniture),
    )


def passage(document: Document, rng: random.Random) -> Span:
    """Four to seven sentences of a report, as a reader meets them who is sent a cutting."""
    sentences = [s for s in find_sentences(document.text, furniture=document.furniture, title=None) if not s.is_title]
    length = rng.randint(4, 7)
    first = rng.randrange(max(1, len(sentences) - length + 1))
    return Span(start=sentences[first].span.start, end=sentences[min(first + length, len(sentences)) - 1].span.end)


def dressed(name: str, text: str, rows: list[Row], rng: random.Random) -> tuple[Document, list[Row]]:
    """A variant's document: whole, without its title, or a passage of it, with the gold rows that it still holds."""
    form = rng.random()
    if form < PASSAGES:
        span = passage(training_document(name, text, title=False), rng)
        return training_document(name, text, shown=span), [
            r for r in rows if span.start <= r["span"][0] and r["span"][1] <= span.end
        ]
    return training_document(name, text, title=form > PASSAGES + UNTITLED), rows


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reports", type=Path, required=True, nargs="+")
    args.add_argument("--gold", type=Path, required=True, nargs="+")
    args.add_argument("--model", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--variants", type=int, default=4)
    args.add_argument("--first", type=int, default=0, help="number of the first variant; 0 is the text itself")
    args.add_argument("--limit", type=int, default=None)
    a = args.parse_args()
    network = Network(a.model, threads=1)
    rng = random.Random(a.first)
    texts: dict[str, str] = {}
    gold: dict[str, list[Row]] = {}
    for folder, rows in zip(a.reports, a.gold, strict=True):
        for name, own in read_gold(rows).items():
            texts[name] = (folder / name).read_bytes().decode()
            gold[name] = own
    names = sorted(texts)[: a.limit]
    actors, labels = load_actors(), {label: i for i, label in enumerate(network.card["labels"])}
    found = {n: actors.find(texts[n]) for n in names}
    forms = collect_forms((texts[n], found[n]) for n in names)
    a.out.mkdir(parents=True, exist_ok=True)
    for variant in range(a.first, 1 + a.variants):
        began, lost, out = time.time(), Counter[str](), []
        for name in names:
            text, rows = texts[name], gold[name]
            if variant:
                head = _HEADER.match(text).end()  # type: ignore[union-attr]
                outside = [m for m in found[name] if m.start > head or m.end < text.index("\n")]
                text, rows = exchange(text, rows, outside, forms, rng)
            document, rows = dressed(name, text, rows, rng) if variant else (training_document(name, text), rows)
            out.extend(examples(analyse(document, network), rows, name, lost, labels))
        (a.out / f"v{variant}.pkl").write_bytes(pickle.dumps(out))
        print(variant, len(out), dict(lost), round(time.time() - began), flush=True)


if __name__ == "__main__":
    main()
