"""Train encoder, parser and decisions together: python -m training.train --help."""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig

from training.conllu import read_treebank
from training.decisions import Decisions
from training.examples import Example, is_held_out
from training.network import Encoder, Parser
from training.parse import attachment, batches, chunks, parse_loss, tensors

BUDGET = 1536  # sub-words of a batch


def encode(encoder: Encoder, batch: Sequence[Example]) -> list[Tensor]:
    """Word vectors of each example's window."""
    size = rounded(max(len(e.ids) for e in batch))
    width = (max(len(e.first) for e in batch) + 63) // 64 * 64
    rows = max(len(batch), BUDGET // size)
    ids = torch.zeros(rows, size, dtype=torch.long)
    mask, first = torch.zeros_like(ids), torch.zeros(rows, width, dtype=torch.long)
    mask[len(batch) :, 0] = 1
    marks = torch.zeros(rows, size, batch[0].marks.shape[1], dtype=torch.long)
    for b, e in enumerate(batch):
        ids[b, : len(e.ids)] = torch.from_numpy(e.ids)
        mask[b, : len(e.ids)] = 1
        first[b, : len(e.first)] = torch.from_numpy(e.first)
        marks[b, : len(e.ids)] = torch.from_numpy(e.marks)
    with torch.autocast("cpu", torch.bfloat16):
        words = encoder(ids, mask, marks, first)
    return [w[: len(e.first)].float() for w, e in zip(words, batch, strict=False)]


def score(decisions: Decisions, words: Tensor, e: Example) -> tuple[Tensor, ...]:
    return decisions(words, *(torch.from_numpy(a) for a in e.inputs.arrays))


def decision_loss(logits: tuple[Tensor, ...], e: Example) -> Tensor:
    kind, category, measure, status, certainty, roles = logits
    n = max(len(e.kind), 1)
    loss = functional.binary_cross_entropy_with_logits(kind, torch.from_numpy(e.kind), reduction="sum")
    loss = loss + functional.cross_entropy(category, torch.from_numpy(e.category), reduction="sum") * 0.7
    loss = loss + functional.cross_entropy(measure, torch.from_numpy(e.measure), reduction="sum") * 0.5
    positive = torch.from_numpy(e.status.sum(-1) > 0)
    if positive.any():
        status_target, certain_target = torch.from_numpy(e.status)[positive], torch.from_numpy(e.certainty)[positive]
        loss = loss + functional.cross_entropy(status[positive], status_target, reduction="sum") * 0.5
        loss = loss + functional.cross_entropy(certainty[positive], certain_target, reduction="sum") * 0.5
    if e.roles:
        loss = loss + role_loss(roles, e)
    return loss / n**0.5


def tree_loss(parser: Parser, words: Sequence[Tensor], batch: Sequence[Example]) -> Tensor:
    """What the parser that prepared the examples says of them: so that it is not forgotten on the kind of text that is read."""
    width = (max(len(w) for w in words) + 63) // 64 * 64
    padded = torch.stack([functional.pad(w, (0, 0, 0, width - len(w))) for w in words])
    sentence = torch.zeros(len(words), width, dtype=torch.long)
    tags, heads, labels = (torch.full((len(words), width), -100) for _ in range(3))
    for b, e in enumerate(batch):
        n = len(e.first)
        sentence[b, :n], tags[b, :n] = torch.from_numpy(e.sentence), torch.from_numpy(e.tags)
        heads[b, :n], labels[b, :n] = torch.from_numpy(e.heads), torch.from_numpy(e.labels)
    tag, arcs, dependents, above = parser(padded, sentence)
    relations = parser.relations(dependents, above, heads.clamp(min=0))
    loss = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten())
    loss = loss + functional.cross_entropy(relations.flatten(0, 1), labels.flatten())
    return loss + 0.3 * functional.cross_entropy(tag.flatten(0, 1), tags.flatten())


def role_loss(roles: Tensor, e: Example) -> Tensor:
    """Each gold actor's share of the choice among mentions and nobody; any of its mentions will do."""
    rows = roles[[r[0] for r in e.roles], [r[1] for r in e.roles]]
    groups = torch.from_numpy(np.stack([r[2] for r in e.roles]))
    most = max(len(r[3]) for r in e.roles)
    shares = torch.from_numpy(np.stack([np.pad(r[3], (0, most - len(r[3]))) for r in e.roles]))
    rows = rows.masked_fill(groups < 0, -1e4)
    total = torch.logsumexp(rows, 1)
    loss = rows.new_zeros(())
    for g in range(most):
        own = torch.logsumexp(rows.masked_fill(groups != g + 1, -1e4), 1)
        loss = loss + (shares[:, g] * (total - own)).sum()
    return loss


def rounded(length: int) -> int:
    """A multiple of 64: few shapes, because the kernels are made anew for every shape."""
    return (length + 63) // 64 * 64


def grouped(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(rng.sample(list(examples), len(examples)), key=lambda e: rounded(len(e.ids)))
    groups: list[list[Example]] = []
    for e in order:
        length = rounded(len(e.ids))
        if not groups or rounded(len(groups[-1][0].ids)) != length or len(groups[-1]) == max(1, BUDGET // length):
            groups.append([])
        groups[-1].append(e)
    rng.shuffle(groups)
    return groups


def one_cycle(done: float) -> float:
    """The rate as a share of its peak, when a share of the work is done: up over the first tenth, then down as a cosine."""
    return 0.04 + 0.96 * done / 0.1 if done < 0.1 else 0.5 * (1 + math.cos(math.pi * (done - 0.1) / 0.9))


def save(path: Path, encoder: Encoder, parser: Parser, decisions: Decisions, labels: list[str], **facts: object) -> None:
    parts = {"encoder": encoder, "parser": parser, "decisions": decisions}
    torch.save({**{name: part.state_dict() for name, part in parts.items()}, "labels": labels, **facts}, path)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--start", type=Path, required=True, help="parse.pt")
    args.add_argument("--base", type=Path, required=True)
    args.add_argument("--treebank", type=Path, required=True)
    args.add_argument("--examples", type=Path, nargs="+", required=True, help="lists of variants, the plain text first")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=8)
    args.add_argument("--rate", type=float, default=8e-5)
    args.add_argument("--head-rate", type=float, default=8e-4)
    args.add_argument("--fresh", action="store_true", help="begin the decisions anew, whatever the checkpoint holds")
    args.add_argument("--held-out", type=int, default=0, help="leave out so many tenths of the reports")
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(2)
    rng = random.Random(a.seed)
    start = torch.load(a.start)
    labels = {label: i for i, label in enumerate(start["labels"])}
    config = BertConfig.from_json_file(str(a.base / "config.json"))
    config.attention_probs_dropout_prob = 0.0  # drawing that many random numbers costs more than it gives
    encoder, parser, decisions = Encoder(config), Parser(config.hidden_size, len(labels)), Decisions(config.hidden_size)
    if "decisions" not in start:  # the parser was trained without marks
        start["encoder"]["marks.weight"] = torch.zeros_like(encoder.marks.weight)
    encoder.load_state_dict(start["encoder"]), parser.load_state_dict(start["parser"])
    if "decisions" in start and not a.fresh:
        decisions.load_state_dict(start["decisions"])
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    trees = [s for n in ("ewt", "gum") for s in read_treebank(a.treebank / f"en_{n}-train.conllu")]
    packed = chunks(trees, tokenizer)
    dev = batches(chunks(list(read_treebank(a.treebank / "en_ewt-dev.conllu")), tokenizer), 8192, None)

    heads = [*parser.parameters(), *decisions.parameters()]
    params = [{"params": encoder.parameters(), "lr": a.rate}, {"params": heads, "lr": a.head_rate}]
    optimiser = torch.optim.AdamW(params, weight_decay=0.01)
    modules = (encoder, parser, decisions)
    average = [p.detach().clone() for m in modules for p in m.parameters()]  # of the weights: steadier than their last state
    treebank, taken = iter(()), 0
    for epoch in range(a.epochs):
        plain, *variants = a.examples
        chosen = variants[epoch // 2 % len(variants)] if epoch % 2 and variants else plain
        groups = grouped([e for e in pickle.loads(chosen.read_bytes()) if not is_held_out(e.name, a.held_out)], rng)
        began, total, seen = time.time(), 0.0, 0
        for step, batch in enumerate(groups):
            words = encode(encoder, batch)
            words = [functional.dropout(w, 0.1) for w in words]
            loss = sum(decision_loss(score(decisions, w, e), e) for w, e in zip(words, batch, strict=True)) / len(batch)
            total += loss.item()
            (loss + tree_loss(parser, words, batch)).backward()
            if step % 4 == 0:
                trees_batch = next(treebank, None)
                if trees_batch is None:
                    treebank = iter(batches(packed, 1024, epoch))
                    trees_batch = next(treebank)
                with torch.autocast("cpu", torch.bfloat16):
                    parse = parse_loss(encoder, parser, tensors(trees_batch, labels))
                (parse * 1.0).backward()
            torch.nn.utils.clip_grad_norm_([p for g in params for p in g["params"]], 1.0)
            for group, peak in zip(optimiser.param_groups, (a.rate, a.head_rate), strict=True):
                group["lr"] = peak * one_cycle((epoch + step / len(groups)) / a.epochs)
            optimiser.step(), optimiser.zero_grad()
            keep = min(0.998, (taken + 1) / (taken + 10))
            taken += 1
            torch._foreach_lerp_(average, [p.detach() for m in modules for p in m.parameters()], 1 - keep)
            seen += 1
            if seen % 20 == 0:
                print(epoch, seen, len(groups), round(total / seen, 3), round(time.time() - began), flush=True)
        print(json.dumps({"epoch": epoch, "loss": round(total / seen, 3), "seconds": round(time.time() - began)}), flush=True)
        save(a.out, encoder, parser, decisions, list(labels))
    with torch.no_grad():
        for p, mean in zip((p for m in modules for p in m.parameters()), average, strict=True):
            p.copy_(mean)
    parse = attachment(encoder, parser, dev, labels)
    save(a.out, encoder, parser, decisions, list(labels), parse=parse)
    print(json.dumps({"parse": parse}))


if __name__ == "__main__":
    main()
