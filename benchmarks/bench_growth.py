"""How work grows: curves of reading, screening, merging and serving, with the floor beside each and what the gap is made of.

    python benchmarks/bench_growth.py [--keep] [--full | --toy] [CURVE ...]

CURVE is one of `reading-relevance`, `reading-cores`, `reading-length`, `screening-lists`, `screening-batches`, `merging`,
`serving`, or the beginning of some; all of them where none is named. With `--full` sizes are those that take an hour; with
`--toy` they are too small to say anything, for a test. `--keep [FOLDER]` keeps each as JSON with its picture in `docs/growth/`;
`--draw [FOLDER]` only draws anew what is kept. Seconds are of processor time, for comparison within one run; what holds
elsewhere is the slope on axes by powers of ten (of a time 1 is linear, of a rate 0 is steady) and the ratio to the floor.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from growth.drawing import draw_kept, keep
from growth.measuring import Scale
from growth.points import Curve, record_of, tell

KEPT = Path(__file__).resolve().parents[1] / "docs" / "growth"


def measures() -> dict[str, Callable[[Scale], Iterable[Curve]]]:
    """What can be measured, by name; each is loaded only if it is asked for, so that what it needs need not be there."""
    from growth import merging, reading, screening, serving

    return {
        "reading-relevance": reading.by_relevance,
        "reading-length": reading.by_length,
        "reading-cores": reading.by_cores,
        "screening-lists": screening.by_list,
        "screening-batches": screening.by_batch,
        "merging": merging.by_ledger,
        "serving": serving.by_ledger,
    }


def main() -> None:
    """Measure what is asked for, print it, and keep it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("curves", nargs="*", metavar="CURVE")
    parser.add_argument("--keep", type=Path, nargs="?", const=KEPT, metavar="FOLDER")
    parser.add_argument("--draw", type=Path, nargs="?", const=KEPT, metavar="FOLDER")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", dest="scale", action="store_const", const="full", default="usual")
    size.add_argument("--toy", dest="scale", action="store_const", const="toy")
    asked = parser.parse_args()
    if asked.draw is not None:
        draw_kept(asked.draw)
        return
    known = measures()
    for word in asked.curves:
        if not any(name.startswith(word) for name in known):
            parser.error(f"there is no curve {word!r}; there are {', '.join(known)}")
    for name, measure in known.items():
        if not asked.curves or any(name.startswith(word) for word in asked.curves):
            for curve in measure(asked.scale):
                tell(curve)
                if asked.keep is not None:
                    keep(record_of(curve, dt.datetime.now(dt.UTC)), asked.keep)


if __name__ == "__main__":
    main()
