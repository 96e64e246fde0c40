"""What is measured: each part with its name, the digest of its data, and what measures it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

from enduse.read.reader import Reader
from evaluation import goods, merging, names, pages
from evaluation.measure import measure
from evaluation.sets import GoldSet


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One set of labelled data and its figures; `quick` is left in `--quick`."""

    area: str
    name: str
    digest: str
    measure: Callable[[], Mapping[str, float]]
    quick: bool = True


def find_parts(reader: Reader, sets: Iterable[GoldSet], *, large: Reader | None = None) -> Iterator[Part]:
    """Every part that is there: reading by set, by the large reader too where there is one, merging, pages, names, goods."""
    for each in sets:
        yield Part(
            area="reading", name=each.name, digest=each.digest(), measure=functools.partial(measure, each, reader),
            quick=each.name != "train",
        )  # fmt: skip
        if large is not None and each.name != "train":
            work = functools.partial(measure, each, large)
            yield Part(area="reading", name=f"large-{each.name}", digest=each.digest(), measure=work, quick=False)
        if merging.groups_of(each).is_file():
            work = functools.partial(merging.measure_merging, each)
            yield Part(area="merging", name=f"merging-{each.name}", digest=merging.digest(each), measure=work)
    yield Part(area="pages", name="pages", digest=pages.digest(), measure=pages.measure_pages)
    for pairs in names.find_pairs():
        work = functools.partial(names.measure_names, pairs)
        yield Part(area="names", name=pairs.name, digest=pairs.digest, measure=work)
    yield Part(area="goods", name="goods", digest=goods.digest(), measure=goods.measure_goods)
