"""The large reader's network: made (`train`), written as ONNX (`export`), weighed (`weigh`), and asked to teach (`answer`).

    python -m training.prepare ... --out EXAMPLES                      as for the small network
    python -m training.large.train --base MPNET --examples EXAMPLES/v*.pkl --minutes 90 --out large.pt
    python -m training.large.export --checkpoint large.pt --gold ... --out large/enduse_large/model
    python -m training.large.weigh --model large/enduse_large/model --reports ... --gold ...

    python -m training.large.answer --network large/enduse_large/model --base MPNET --examples EXAMPLES/v*.pkl --out TAUGHT
    python -m training.unpack --model src/enduse/read/model --base BASE --out start.pt
    python -m training.train --start start.pt --base BASE --treebank ... --examples TAUGHT/v*.pkl --out small.pt

The last three teach the small network; whenever that changes, `weigh` sets again what each of both counts.

The network stands on the first layers of all-mpnet-base-v2 (Apache-2.0) and reads what the shipped one has parsed, so that it
learns nothing of trees. Its examples, decisions and losses are those of the small one. Training goes on from what the
repository holds with `--start large/enduse_large/model --rate 0.3`.
"""
