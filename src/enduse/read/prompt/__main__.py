"""Print what a language model would be asked about a report: `python -m enduse.read.prompt FILE`."""

from __future__ import annotations

import sys

from enduse.errors import EnduseError
from enduse.read.page import clean
from enduse.read.passages import find_passages
from enduse.read.prompt import messages
from enduse.read.sources import Problem, find_sources


def main(path: str) -> None:
    """Print the messages for every passage of the documents that a path holds."""
    for source in find_sources([path], fetcher=None):
        if isinstance(source, Problem):
            sys.exit(source.message)
        document = clean(source)
        for passage in find_passages(document):
            for message in messages(document, passage):
                print(f"===== {message['role']}\n{message['content']}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m enduse.read.prompt FILE")
    try:
        main(sys.argv[1])
    except EnduseError as error:
        sys.exit(str(error))
