"""A larger network, to learn from: python -m training.teacher begin|answer --help.

`begin` makes the checkpoint from which `training.train` trains it: the encoder all-mpnet-base-v2 (Apache-2.0) with its words
numbered as those of the small one, so that both learn from the same examples, and what fits of the small one's decisions and
parser. `answer` writes the examples again with what the trained one answers, for the small one to learn (`losses.taught_loss`).
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import pickle
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batching import encode, grouped, score
from training.decisions import Decisions
from training.examples import Example
from training.network import Encoder, Parser, load_config

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # model.safetensors as its authors published it
#: The marks of BERT's vocabulary, as MPNet writes them.
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>", "[MASK]": "<mask>"}
_WORDS = "embeddings.word_embeddings.weight"


def renumbered(words: Tensor, theirs: dict[str, int], ours: dict[str, int]) -> Tensor:
    """The vectors of a vocabulary in the order of another that has the same words, marks aside.

    Raises:
        KeyError: a word of ours is none of theirs.
    """
    out = torch.zeros_like(words)
    for word, number in ours.items():
        out[number] = words[theirs[MARKS.get(word, word)]]
    return out


def fill(module: nn.Module, weights: dict[str, Tensor]) -> None:
    """Take those weights of a smaller network that fit; the others stay as they were drawn."""
    own = module.state_dict()
    module.load_state_dict({k: v for k, v in weights.items() if own[k].shape == v.shape}, strict=False)


def begin(base: Path, small: Path, start: Path, folder: Path) -> None:
    """Write the checkpoint `start.pt` and the base folder (configuration, tokenizer) that training and export take.

    Raises:
        RuntimeError: the weights are not the ones published.
    """
    weights = base / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != SHA256:
        raise RuntimeError(f"{weights} has digest {digest}, expected {SHA256}: take all-mpnet-base-v2 as published")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "config.json", folder)
    shutil.copy(small / "tokenizer.json", folder)
    theirs, ours = (Tokenizer.from_file(str(f / "tokenizer.json")).get_vocab() for f in (base, small))
    state: dict[str, Any] = torch.load(start)
    encoder = Encoder(load_config(folder))
    own = encoder.bert.state_dict()
    loaded = {k: v for k, v in load_file(weights).items() if k in own}
    encoder.bert.load_state_dict(loaded | {_WORDS: renumbered(loaded[_WORDS], theirs, ours)})
    width = encoder.bert.config.hidden_size
    parser, decisions = Parser(width, len(state["labels"])), Decisions(width)
    fill(parser, state["parser"])
    fill(decisions, state["decisions"])
    parts = {"encoder": encoder, "parser": parser, "decisions": decisions}
    torch.save({name: part.state_dict() for name, part in parts.items()} | {"labels": state["labels"]}, folder / "start.pt")


@torch.no_grad()
def answered(encoder: Encoder, decisions: Decisions, examples: Sequence[Example]) -> list[Example]:
    """The examples with the networks' answers, in their order."""
    place = {id(e): number for number, e in enumerate(examples)}
    out = list(examples)
    for batch in grouped(examples, random.Random(0)):
        for words, e in zip(encode(encoder, batch), batch, strict=True):
            taught = tuple(answer.half().numpy() for answer in score(decisions, words, e))
            out[place[id(e)]] = dataclasses.replace(e, taught=taught)
    return out


def answer(checkpoint: Path, base: Path, examples: Sequence[Path], folder: Path) -> None:
    """Write files of examples again, with the answers of a trained network."""
    state = torch.load(checkpoint)
    encoder = Encoder(load_config(base)).eval()
    encoder.load_state_dict(state["encoder"])
    decisions = Decisions(encoder.bert.config.hidden_size).eval()
    decisions.load_state_dict(state["decisions"])
    folder.mkdir(parents=True, exist_ok=True)
    for path in examples:
        made = answered(encoder, decisions, pickle.loads(path.read_bytes()))
        (folder / path.name).write_bytes(pickle.dumps(made))
        print(path.name, len(made), flush=True)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    works = args.add_subparsers(dest="work", required=True)
    one = works.add_parser("begin", help="the checkpoint that training starts from")
    one.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    one.add_argument("--small", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    one.add_argument("--start", type=Path, required=True, help="checkpoint of the small network")
    one.add_argument("--out", type=Path, required=True, help="folder to write")
    two = works.add_parser("answer", help="the examples with its answers")
    two.add_argument("--checkpoint", type=Path, required=True)
    two.add_argument("--base", type=Path, required=True, help="the folder that `begin` wrote")
    two.add_argument("--examples", type=Path, nargs="+", required=True)
    two.add_argument("--out", type=Path, required=True, help="folder to write")
    a = args.parse_args()
    if a.work == "begin":
        begin(a.base, a.small, a.start, a.out)
    else:
        answer(a.checkpoint, a.base, a.examples, a.out)


if __name__ == "__main__":
    main()
