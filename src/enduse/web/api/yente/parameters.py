"""The parameters of requests, read by hand where speed matters: what is wrong with one is said as the framework says it."""

from __future__ import annotations

import functools
import re

from starlette.datastructures import QueryParams

from enduse.measures.descriptions import load_descriptions
from enduse.web.api.yente.entities import dataset_name
from enduse.web.api.yente.errors import Refused, invalid
from enduse.web.api.yente.shelf import Filters, Shelf
from enduse.web.api.yente.wire import wire

MOST = 500  # results that one answer holds
MOST_EXCLUDED = 50
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$")
_MOMENT_WORDS = "String should match pattern '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2})?)?)?$'"


def whole_number(query: QueryParams, name: str, default: int, most: int) -> int:
    """A whole number up to `most`; what is below nothing counts as nothing.

    Raises:
        Refused: it is no number, or too large.
    """
    text = query.get(name)
    if text is None:
        return default
    try:
        number = int(text)
    except ValueError:
        raise invalid(
            ("query", name), "Input should be a valid integer, unable to parse string as an integer", "int_parsing"
        ) from None
    if number > most:
        raise invalid(("query", name), f"Input should be less than or equal to {most}", "less_than_equal")
    return max(0, number)


def share(query: QueryParams, name: str) -> float | None:
    """A number, None where it is not given.

    Raises:
        Refused: it is no number.
    """
    text = query.get(name)
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        raise invalid(
            ("query", name), "Input should be a valid number, unable to parse string as a number", "float_parsing"
        ) from None
    if number != number:
        raise invalid(("query", name), "Input should be a finite number", "finite_number")
    return number


def truth(query: QueryParams, name: str, default: bool | None) -> bool | None:
    """A yes or no.

    Raises:
        Refused: it is neither.
    """
    text = query.get(name)
    if text is None:
        return default
    if text.lower() in ("true", "1", "yes", "on", "t", "y"):
        return True
    if text.lower() in ("false", "0", "no", "off", "f", "n"):
        return False
    raise invalid(("query", name), "Input should be a valid boolean, unable to interpret input", "bool_parsing")


def read_filters(shelf: Shelf, dataset: str, query: QueryParams) -> Filters:
    """What of the lists a request is about.

    Raises:
        Refused: there is no such data set, or a parameter cannot be read.
    """
    changed_since = query.get("changed_since")
    if changed_since is not None and not _MOMENT.match(changed_since):
        raise invalid(("query", "changed_since"), _MOMENT_WORDS, "string_pattern_mismatch")
    excluded = query.getlist("exclude_entity_ids")
    if len(excluded) > MOST_EXCLUDED:
        words = f"List should have at most {MOST_EXCLUDED} items after validation, not {len(excluded)}"
        raise invalid(("query", "exclude_entity_ids"), words, "too_long")
    return Filters(
        dataset=known_dataset(shelf, dataset),
        include=frozenset(map(dataset_name, query.getlist("include_dataset"))),
        exclude=frozenset(map(dataset_name, query.getlist("exclude_dataset"))),
        exclude_schema=frozenset(query.getlist("exclude_schema")),
        exclude_ids=frozenset(excluded),
        topics=frozenset(query.getlist("topics")),
        changed_since=changed_since,
    )


def known_dataset(shelf: Shelf, name: str) -> str:
    """A data set by its name, or by the short name of its list.

    Raises:
        Refused: there is none.
    """
    plain = dataset_name(name)
    if not shelf.knows(plain):
        raise Refused(404, f"No such dataset: {name}; /catalog lists those that there are")
    return plain


@functools.cache
def titles() -> dict[str, str]:
    """What data sets are called, by their names."""
    lists = {dataset_name(about.name): about.title for about in load_descriptions().values()}
    return {**lists, **wire()["collections"]}


def algorithm(query: QueryParams) -> str:
    """The algorithm asked for.

    Raises:
        Refused: there is none of this name.
    """
    name = query.get("algorithm", "best")
    if name in ("best", "default"):
        return str(wire()["default_algorithm"])
    if name not in wire()["algorithms"]:
        raise Refused(400, f"Invalid algorithm: {name}; /algorithms lists those that there are")
    return name
