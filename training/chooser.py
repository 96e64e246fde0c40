"""Learn the weights of a chooser (`enduse.read.chooser`) from choices of which it is known which are right.

python -m training.chooser credit|dating --reports DIR... --gold FILE...

The weights belong to the vectors of one encoder: learn them anew when it changes, then write the card (`training.export`).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from enduse.model import Document
from enduse.read import credit, event_times
from enduse.read.analysis import Analysis, analyse
from enduse.read.network import Network
from training.choices import Choice
from training.examples import Row, is_held_out, read_gold
from training.prepare import published_document
from training.score import SHIPPED
from training.speaker_choices import find_speaker_choices
from training.time_choices import find_time_choices

UNSEEN = 0.2  # share of the choices that are learnt without vectors, for those whose window is not parsed
BATCH, RATE, DECAY = 64, 2e-3, 0.05
RIDGE = 3.0  # on the marks' own weights, over the whole of the choices


@dataclasses.dataclass(frozen=True, slots=True)
class Size:
    """How large a chooser is, from how many choices on a mark is known, and what a choice of none weighs beside others."""

    least: int
    vector: int
    hidden: int
    none: float


class ChooserNetwork(nn.Module):
    """`enduse.read.chooser.Chooser`, to be learnt: an option's marks count by themselves and together with the words seen."""

    def __init__(self, marks: Sequence[str], width: int, size: Size) -> None:
        super().__init__()
        self.numbers = {mark: number for number, mark in enumerate(marks)}
        self.weight = nn.EmbeddingBag(len(marks), 1, mode="sum")
        self.vector = nn.EmbeddingBag(len(marks), size.vector, mode="sum")
        self.inner, self.further = nn.Linear(width + size.vector, size.hidden), nn.Linear(size.hidden, size.hidden)
        self.outer = nn.Linear(size.hidden, 1, bias=False)
        nn.init.zeros_(self.weight.weight), nn.init.zeros_(self.outer.weight)
        nn.init.normal_(self.vector.weight, std=0.05)

    def forward(self, choices: Sequence[Choice], *, hide: float = 0.0) -> Tensor:
        """The options' scores, one choice a row, filled up with what nobody would choose.

        Args:
            choices: some choices.
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
        """Write what `enduse.read.chooser` reads, in half precision."""
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


def fit(choices: Sequence[Choice], size: Size, *, epochs: int, seed: int) -> ChooserNetwork:
    """A softmax over the options of each choice; any right one will do."""
    torch.manual_seed(seed), random.seed(seed)
    counts = Counter(mark for choice in choices for mark in frozenset().union(*choice.marks))
    network = ChooserNetwork(sorted(m for m, n in counts.items() if n >= size.least), choices[0].seen.shape[1], size)
    own = [network.weight.weight]
    others = [p for p in network.parameters() if p is not own[0]]
    groups = [{"params": own, "weight_decay": 0.0}, {"params": others, "weight_decay": DECAY}]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    steps = epochs * -(-len(choices) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / 100) * (1 - step / steps))
    for batch in _batches(choices, epochs):
        ridge = RIDGE / len(choices) * own[0].square().sum() / 2
        (_loss(network(batch, hide=UNSEEN), batch, size.none) + ridge).backward()
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
    return network.eval()


def _batches(choices: Sequence[Choice], epochs: int) -> Iterator[Sequence[Choice]]:
    for _ in range(epochs):
        order = random.sample(choices, len(choices))
        yield from (order[at : at + BATCH] for at in range(0, len(order), BATCH))


def _loss(scores: Tensor, batch: Sequence[Choice], none: float) -> Tensor:
    right = nn.utils.rnn.pad_sequence([torch.tensor(choice.right) for choice in batch], batch_first=True)
    likely = functional.log_softmax(scores, 1).masked_fill(~right, -1e4).logsumexp(1)
    weights = torch.tensor([1.0 if choice.is_one else none for choice in batch])
    return -(likely * weights).sum() / weights.sum()


@torch.no_grad()
def measure(network: ChooserNetwork, choices: Sequence[Choice]) -> Mapping[str, float]:
    """The share of choices of one that are right, and of those of none that one is chosen for."""
    chosen = [(c, int(network([c]).argmax())) for c in choices]
    right = [c.right[number] for c, number in chosen if c.is_one]
    wrong = [not c.right[number] for c, number in chosen if not c.is_one]
    share = {"right": sum(right) / max(1, len(right)), "needless": sum(wrong) / max(1, len(wrong))}
    return {name: round(value, 3) for name, value in share.items()} | {"with": len(right), "without": len(wrong)}


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """What a chooser chooses: where its choices come from, how large it is and its file beside the network."""

    choices: Callable[[Document, Analysis, Sequence[Row]], Iterator[Choice]]
    size: Size
    file: str


#: Most clauses have no speaker and no time, and one that is missed costs more than one too many; the gold leaves some out.
TASKS = {
    "credit": Task(find_speaker_choices, Size(least=6, vector=48, hidden=160, none=0.35), credit.FILE),
    "dating": Task(find_time_choices, Size(least=40, vector=12, hidden=24, none=0.15), event_times.FILE),
}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("task", choices=list(TASKS), help="what is chosen: who says a thing, or when it came about")
    args.add_argument("--reports", type=Path, required=True, nargs="+")
    args.add_argument("--gold", type=Path, required=True, nargs="+")
    args.add_argument("--model", type=Path, default=SHIPPED, help="folder of the network whose vectors and parses are learnt")
    args.add_argument("--epochs", type=int, default=5)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--out", type=Path, help="the weights; beside the network unless given")
    a = args.parse_args()
    task, network = TASKS[a.task], Network(a.model, threads=1)
    found: list[Choice] = []
    for folder, gold in zip(a.reports, a.gold, strict=True):
        for name, rows in sorted(read_gold(gold).items()):
            document = published_document(name, (folder / name).read_bytes().decode())
            if rows:
                found.extend(task.choices(document, analyse(document, network), rows))
    known = [c for c in found if any(c.right) and not is_held_out(c.report, 1)]
    learnt = fit(known, task.size, epochs=a.epochs, seed=a.seed)
    learnt.save(a.out or a.model / task.file)
    print(json.dumps({"choices": len(found), "marks": len(learnt.numbers)}))
    print(json.dumps({"left out": measure(learnt, [c for c in found if is_held_out(c.report, 1)])}))


if __name__ == "__main__":
    main()
