"""Train the encoder and the parser on the treebank: python -m training.parse --treebank DIR --base DIR --out FILE."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

from training.conllu import Sentence, read_treebank
from training.network import UPOS, Encoder, Parser, load_config

LIMIT = 160  # sub-words of consecutive sentences that are read together


def chunks(sentences: list[Sentence], tokenizer: Tokenizer, limit: int = LIMIT) -> list[list[tuple[Sentence, list[list[int]]]]]:
    """Pack consecutive sentences of a document, each with its words' sub-word ids."""
    out: list[list[tuple[Sentence, list[list[int]]]]] = []
    size = limit
    for sentence in sentences:
        ids = [e.ids or [100] for e in tokenizer.encode_batch(sentence.words, add_special_tokens=False)]
        length = sum(map(len, ids))
        if length > 400:
            continue
        if size + length > limit or sentence.starts_document:
            out.append([])
            size = 0
        out[-1].append((sentence, ids))
        size += length
    return out


def batches(packed: list, budget: int, seed: int | None) -> list[list]:
    order = list(range(len(packed)))
    rng = random.Random(seed)
    if seed is not None:
        rng.shuffle(order)
    length = [sum(len(i) for _, ids in c for i in ids) for c in packed]
    order.sort(key=lambda i: length[i] // 16)
    groups: list[list] = []
    size = 0
    for i in order:
        width = (length[i] + 2 + 63) // 64 * 64
        if not groups or size + width > budget or width * len(groups[-1]) != size:
            groups.append([])
            size = 0
        groups[-1].append(packed[i])
        size += width
    if seed is not None:
        rng.shuffle(groups)
    return groups


def tensors(batch: list, labels: dict[str, int]) -> dict[str, torch.Tensor]:
    n = len(batch)
    subwords = max(2 + sum(len(i) for _, ids in c for i in ids) for c in batch)
    subwords = (subwords + 63) // 64 * 64
    words = max(sum(len(s.words) for s, _ in c) for c in batch)
    words = (words + 63) // 64 * 64
    t = {k: torch.zeros(n, subwords, dtype=torch.long) for k in ("ids", "mask")}
    t |= {k: torch.zeros(n, words, dtype=torch.long) for k in ("first", "sentence")}
    t |= {k: torch.full((n, words), -100) for k in ("tag", "head", "label")}
    for b, chunk in enumerate(batch):
        t["ids"][b, 0] = 101
        at, w = 1, 0
        for number, (s, ids) in enumerate(chunk, 1):
            offset = w
            for j, pieces in enumerate(ids):
                t["ids"][b, at : at + len(pieces)] = torch.tensor(pieces)
                t["first"][b, w] = at
                t["sentence"][b, w] = number
                t["tag"][b, w] = UPOS.index(s.tags[j]) if s.tags[j] in UPOS else 16
                t["head"][b, w] = s.heads[j] + offset if s.heads[j] else 0
                t["label"][b, w] = labels.get(s.labels[j], 0)
                at += len(pieces)
                w += 1
        t["ids"][b, at] = 102
        t["mask"][b, : at + 1] = 1
    t["marks"] = torch.zeros(n, subwords, 1, dtype=torch.long)
    return t


def parse_loss(encoder: Encoder, parser: Parser, t: dict[str, torch.Tensor]) -> torch.Tensor:
    words = encoder(t["ids"], t["mask"], t["marks"], t["first"]).float()
    words = functional.dropout(words, 0.2, encoder.training)
    tags, arcs, dependents, heads = parser(words, t["sentence"])
    relations = parser.relations(dependents, heads, t["head"].clamp(min=0))
    return (
        functional.cross_entropy(arcs.flatten(0, 1), t["head"].flatten())
        + functional.cross_entropy(relations.flatten(0, 1), t["label"].flatten())
        + 0.3 * functional.cross_entropy(tags.flatten(0, 1), t["tag"].flatten())
    )


@torch.no_grad()
def attachment(encoder: Encoder, parser: Parser, groups: list, labels: dict[str, int]) -> dict[str, float]:
    """Unlabelled and labelled attachment and tag accuracy over all words (punctuation included)."""
    encoder.eval(), parser.eval()
    right = [0, 0, 0, 0]
    for batch in groups:
        t = tensors(batch, labels)
        with torch.autocast("cpu", torch.bfloat16):
            words = encoder(t["ids"], t["mask"], t["marks"], t["first"])
        tags, arcs, dependents, heads = parser(words.float(), t["sentence"])
        head = arcs.argmax(-1)
        label = parser.relations(dependents, heads, head).argmax(-1)
        real = t["head"] >= 0
        good = (head == t["head"]) & real
        right[0] += int(good.sum())
        right[1] += int((good & (label == t["label"])).sum())
        right[2] += int(((tags.argmax(-1) == t["tag"]) & real).sum())
        right[3] += int(real.sum())
    encoder.train(), parser.train()
    return {k: round(100 * n / right[3], 2) for k, n in zip(("uas", "las", "upos"), right[:3], strict=True)}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--treebank", type=Path, required=True)
    args.add_argument("--base", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=4)
    args.add_argument("--rate", type=float, default=1e-4)
    a = args.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    train = [s for n in ("ewt", "gum") for s in read_treebank(a.treebank / f"en_{n}-train.conllu")]
    labels = {label: i for i, label in enumerate(sorted({x for s in train for x in s.labels}))}
    packed = chunks(train, tokenizer)
    dev_trees = {n: list(read_treebank(a.treebank / f"en_{n}-dev.conllu")) for n in ("ewt", "gum")}
    dev = {n: batches(chunks(trees, tokenizer), 8192, None) for n, trees in dev_trees.items()}
    config = load_config(a.base)
    encoder = Encoder(config)
    weights = {k.removeprefix("bert."): v for k, v in load_file(a.base / "model.safetensors").items()}
    missing = encoder.bert.load_state_dict(weights, strict=False)
    print(missing, flush=True)
    parser = Parser(config.hidden_size, len(labels))
    groups = sum(len(batches(packed, 1536, 0)) for _ in range(a.epochs))
    groups_of_rates = [
        {"params": encoder.parameters(), "lr": a.rate},
        {"params": parser.parameters(), "lr": 1e-3},
    ]
    optimiser = torch.optim.AdamW(groups_of_rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [a.rate, 1e-3], total_steps=groups + 10, pct_start=0.1)
    for epoch in range(a.epochs):
        start, total = time.time(), 0.0
        for seen, batch in enumerate(batches(packed, 1536, epoch), start=1):
            t = tensors(batch, labels)
            with torch.autocast("cpu", torch.bfloat16):
                loss = parse_loss(encoder, parser, t)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *parser.parameters()], 1.0)
            optimiser.step(), schedule.step(), optimiser.zero_grad()
            total += loss.item()
            if seen % 20 == 0:
                print(epoch, seen, round(total / seen, 3), round(time.time() - start), flush=True)
        scores = {n: attachment(encoder, parser, d, labels) for n, d in dev.items()}
        print(epoch, scores, round(time.time() - start), flush=True)
        torch.save({"encoder": encoder.state_dict(), "parser": parser.state_dict(), "labels": list(labels)}, a.out)
    print(json.dumps({"done": True}))


if __name__ == "__main__":
    main()
