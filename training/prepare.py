"""Analyse the training reports and their variants: python -m training.prepare --gold DIR --model DIR --out DIR --variants N.

Texts that nobody annotated (`--untold`) teach only what a larger network answers (`training.large.answer`).
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import pickle
import random
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from enduse.lexicon.actors import load_actors
from enduse.model import Document, Span
from enduse.read.analysis import analyse
from enduse.read.network import Network
from enduse.read.sentences import find_sentences
from training.augment import collect_forms, exchange
from training.examples import Row, examples, is_held_out, read_gold

PASSAGES, UNTITLED, AMONG = 0.3, 0.2, 0.2  # shares of the variants
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


def published_document(name: str, text: str) -> Document:
    """A training report as the reader takes it, with the publisher that its header names."""
    publisher = re.search(r"^Publisher: ([^\n]*)", text, re.MULTILINE)
    return dataclasses.replace(training_document(name, text), publisher=publisher[1].strip() if publisher else None)


def passage(document: Document, rng: random.Random) -> Span:
    """Four to seven sentences of a report, as a reader meets them who is sent a cutting."""
    sentences = [s for s in find_sentences(document.text, furniture=document.furniture, title=None) if not s.is_title]
    length = rng.randint(4, 7)
    first = rng.randrange(max(1, len(sentences) - length + 1))
    return Span(start=sentences[first].span.start, end=sentences[min(first + length, len(sentences)) - 1].span.end)


def among(text: str, rows: list[Row], strangers: Sequence[str], rng: random.Random) -> tuple[str, list[Row]]:
    """A report between paragraphs that state nothing, as in a page of mixed news: what stands around it tells nothing."""
    begin = _HEADER.match(text).end()  # type: ignore[union-attr]
    before, after = ("".join(f"{p}\n\n" for p in rng.choices(strangers, k=rng.randint(0, 4))) for _ in "ab")
    before = before or f"{rng.choice(strangers)}\n\n"
    body = text[begin:].lstrip("\n")
    moved = text[:begin] + "\n" + before + body.rstrip("\n") + "\n\n" + after
    shift = len(text[:begin]) + 1 + len(before) - (len(text) - len(body))
    inside = [row for row in rows if row["span"][0] >= begin]
    return moved, [row | {"span": [place + shift for place in row["span"]]} for row in inside]


def paragraphs_without(texts: Mapping[str, str], gold: Mapping[str, list[Row]]) -> list[str]:
    """The paragraphs of the reports that state nothing, but for those that are measured on."""
    found = []
    for name, text in texts.items():
        if not gold[name] and not is_held_out(name, 1):
            found += [p for p in text.split("\n\n")[1:] if len(p) > 80]
    return found


def plain_paragraphs(path: Path) -> list[str]:
    """The sentences of a treebank, four to a paragraph."""
    sentences = re.findall(r"^# text = (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences) - 3, 4)]


def dressed(name: str, text: str, rows: list[Row], strangers: Sequence[str], rng: random.Random) -> tuple[Document, list[Row]]:
    """A variant's document and the gold rows that it still holds: a passage, untitled, among strangers, or whole."""
    form = rng.random()
    if form < PASSAGES:
        span = passage(training_document(name, text, title=False), rng)
        inside = [r for r in rows if span.start <= r["span"][0] and r["span"][1] <= span.end]
        return training_document(name, text, shown=span), inside
    if form < PASSAGES + AMONG:
        text, rows = among(text, rows, strangers, rng)
        return training_document(name, text, title=rng.random() < 0.5), rows
    return training_document(name, text, title=form > PASSAGES + AMONG + UNTITLED), rows


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reports", type=Path, nargs="*", default=[])
    args.add_argument("--gold", type=Path, nargs="*", default=[])
    args.add_argument("--model", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--variants", type=int, default=4)
    args.add_argument("--first", type=int, default=0, help="number of the first variant; 0 is the text itself")
    args.add_argument(
        "--treebank", type=Path, nargs="*", default=[], help=".conllu files whose sentences may stand around reports"
    )
    args.add_argument(
        "--untold", type=Path, nargs="*", default=[], help="folders of texts without gold, for a teacher's answers"
    )
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
    strangers = paragraphs_without(texts, gold) + [p for folder in a.treebank for p in plain_paragraphs(folder)]
    for path in (path for folder in a.untold for path in folder.glob("*.txt")):
        texts[path.name] = path.read_bytes().decode()
    if not texts:
        args.error("no reports: name folders with --reports and their --gold, or with --untold")
    names = sorted(texts)[: a.limit]
    actors, labels = load_actors(), {label: i for i, label in enumerate(network.card["labels"])}
    found = {n: actors.find(texts[n]) for n in names}
    forms = collect_forms((texts[n], found[n]) for n in names)
    a.out.mkdir(parents=True, exist_ok=True)
    for variant in range(a.first, 1 + a.variants):
        began, lost, out = time.time(), Counter[str](), []
        for name in names:
            text, rows = texts[name], gold.get(name, [])
            if variant:
                head = _HEADER.match(text).end()  # type: ignore[union-attr]
                outside = [m for m in found[name] if m.start > head or m.end < text.index("\n")]
                text, rows = exchange(text, rows, outside, forms, rng)
            document, rows = dressed(name, text, rows, strangers, rng) if variant else (training_document(name, text), rows)
            made = examples(analyse(document, network), rows, name, lost, labels)
            out.extend(made if name in gold else [dataclasses.replace(e, is_gold=False) for e in made])
        (a.out / f"v{variant}.pkl").write_bytes(pickle.dumps(out))
        print(variant, len(out), dict(lost), round(time.time() - began), flush=True)


if __name__ == "__main__":
    main()
