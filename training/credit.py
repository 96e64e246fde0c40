"""Learn the weights by which a clause is credited: python -m training.credit --model DIR --reports DIR... --gold FILE...

The weights belong to the vectors of one encoder: learn them anew when it changes, then write the card (`training.export`).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from enduse.read.analysis import analyse
from enduse.read.credit import FILE
from enduse.read.network import Network
from training.choices import Choice, find_choices, published_document
from training.examples import is_held_out, read_gold
from training.score import SHIPPED

LEAST = 6  # clauses that must bear a mark
NOBODY = 0.35  # weight of a clause without a speaker: most are, and a speaker missed costs more than one too many
VECTOR, HIDDEN = 48, 160
UNSEEN = 0.2  # share of the clauses that are learnt without vectors, for those whose window is not parsed
BATCH, RATE, DECAY = 64, 2e-3, 0.05
RIDGE = 3.0  # on the marks' own weights, over the whole of the clauses


class CreditNetwork(nn.Module):
    """`enduse.read.credit.Credit`, to be learnt: each witness's marks count by themselves and together with the words seen."""

    def __init__(self, marks: Sequence[str], width: int) -> None:
        super().__init__()
        self.numbers = {mark: number for number, mark in enumerate(marks)}
        self.weight = nn.EmbeddingBag(len(marks), 1, mode="sum")
        self.vector = nn.EmbeddingBag(len(marks), VECTOR, mode="sum")
        self.inner, self.further = nn.Linear(width + VECTOR, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.outer = nn.Linear(HIDDEN, 1, bias=False)
        nn.init.zeros_(self.weight.weight), nn.init.zeros_(self.outer.weight)
        nn.init.normal_(self.vector.weight, std=0.05)

    def forward(self, choices: Sequence[Choice], *, hide: float = 0.0) -> Tensor:
        """The witnesses' scores, one choice a row, filled up with what nobody would choose.

        Args:
            choices: the clauses.
            hide: the share of them whose vectors are not looked at.
        """
        known = [[self.numbers[m] for m in marks if m in self.numbers] for choice in choices for marks in choice.marks]
        numbers = torch.tensor([number for each in known for number in each], dtype=torch.long)
        starts = torch.tensor([0, *np.cumsum([len(each) for each in known])[:-1].tolist()])
        shown = [choice.seen * np.float16(random.random() >= hide) for choice in choices]
        seen = functional.dropout(torch.from_numpy(np.concatenate(shown)).float(), 0.5, self.training)
        inner = self._hidden(self.inner(torch.cat([seen, self.vector(numbers, starts)], 1)))
        scores = (self.weight(numbers, starts) + self.outer(self._hidden(self.further(inner)))).squeeze(1)
        sizes = [len(choice.right) for choice in choices]
        return nn.utils.rnn.pad_sequence(scores.split(sizes), batch_first=True, padding_value=-1e4)

    def _hidden(self, values: Tensor) -> Tensor:
        return functional.dropout(functional.relu(values), 0.4, self.training)

    def save(self, path: Path) -> None:
        """Write what `enduse.read.credit` reads, in half precision."""
        layers = {
            "weight": self.weight.weight.squeeze(1),
            "vector": self.vector.weight,
            "inner": self.inner.weight.T,
            "inner_bias": self.inner.bias,
            "further": self.further.weight.T,
            "further_bias": self.further.bias,
            "outer": self.outer.weight.squeeze(0),
        }
        arrays = {name: values.detach().numpy().astype(np.float16) for name, values in layers.items()}
        np.savez_compressed(path, marks=np.array(list(self.numbers)), **arrays)


def fit(choices: Sequence[Choice], *, epochs: int, seed: int) -> CreditNetwork:
    """A softmax over the witnesses of each clause; any right one will do."""
    torch.manual_seed(seed), random.seed(seed)
    counts = Counter(mark for choice in choices for mark in frozenset().union(*choice.marks))
    network = CreditNetwork(sorted(m for m, n in counts.items() if n >= LEAST), choices[0].seen.shape[1])
    own = [network.weight.weight]
    others = [p for p in network.parameters() if p is not own[0]]
    groups = [{"params": own, "weight_decay": 0.0}, {"params": others, "weight_decay": DECAY}]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    steps = epochs * -(-len(choices) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 100) * (1 - step / steps))
    for batch in _batches(choices, epochs):
        ridge = RIDGE / len(choices) * own[0].square().sum() / 2
        (_loss(network(batch, hide=UNSEEN), batch) + ridge).backward()
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
    return network.eval()


def _batches(choices: Sequence[Choice], epochs: int) -> Iterator[Sequence[Choice]]:
    for _ in range(epochs):
        order = random.sample(choices, len(choices))
        yield from (order[at : at + BATCH] for at in range(0, len(order), BATCH))


def _loss(scores: Tensor, batch: Sequence[Choice]) -> Tensor:
    right = nn.utils.rnn.pad_sequence([torch.tensor(choice.right) for choice in batch], batch_first=True)
    likely = functional.log_softmax(scores, 1).masked_fill(~right, -1e4).logsumexp(1)
    weights = torch.tensor([1.0 if choice.has_speaker else NOBODY for choice in batch])
    return -(likely * weights).sum() / weights.sum()


@torch.no_grad()
def measure(network: CreditNetwork, choices: Sequence[Choice]) -> Mapping[str, float]:
    """The share of clauses with a speaker that are credited rightly, and of those without that are credited to somebody."""
    chosen = [(c, int(network([c]).argmax())) for c in choices]
    right = [c.right[number] for c, number in chosen if c.has_speaker]
    wrong = [not c.right[number] for c, number in chosen if not c.has_speaker]
    share = {"right": sum(right) / max(1, len(right)), "needless": sum(wrong) / max(1, len(wrong))}
    return {name: round(value, 3) for name, value in share.items()} | {"with": len(right), "without": len(wrong)}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--reports", type=Path, required=True, nargs="+")
    args.add_argument("--gold", type=Path, required=True, nargs="+")
    args.add_argument("--model", type=Path, default=SHIPPED, help="folder of the network whose vectors and parses are learnt")
    args.add_argument("--epochs", type=int, default=5)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--out", type=Path, help="the weights; beside the network unless given")
    a = args.parse_args()
    network = Network(a.model, threads=1)
    found: list[Choice] = []
    for folder, gold in zip(a.reports, a.gold, strict=True):
        for name, rows in sorted(read_gold(gold).items()):
            document = published_document(name, (folder / name).read_bytes().decode())
            if rows:
                found.extend(find_choices(document, analyse(document, network), rows))
    learnt = fit([c for c in found if any(c.right) and not is_held_out(c.report, 1)], epochs=a.epochs, seed=a.seed)
    learnt.save(a.out or a.model / FILE)
    print(json.dumps({"clauses": len(found), "marks": len(learnt.numbers)}))
    print(json.dumps({"left out": measure(learnt, [c for c in found if is_held_out(c.report, 1)])}))


if __name__ == "__main__":
    main()
