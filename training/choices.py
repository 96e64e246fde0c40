"""Something of the gold to be chosen, with everything that might be: what `training.chooser` learns from."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Something of the gold to be chosen: the marks of each option, the vectors of its words in half precision, who is right.

    The first option is none of them; `is_one` says that one of the others is what the gold has.
    """

    report: str
    marks: tuple[frozenset[str], ...]
    seen: npt.NDArray[np.float16]
    right: tuple[bool, ...]
    is_one: bool
