"""Print what a language model would be asked about a report: `python -m enduse.read.prompt FILE`."""

from __future__ import annotations

import sys

from enduse.read import inputs, page
from enduse.read.passages import find_passages
from enduse.read.prompt import messages


def main(path: str) -> None:
    """Print the messages of every passage of the documents in a file."""
    for source in inputs.find_sources([path]):
        document = page.clean(source)
        for passage in find_passages(document):
            for message in messages(document, passage):
                print(f"===== {message['role']}\n{message['content']}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m enduse.read.prompt FILE")
    main(sys.argv[1])
