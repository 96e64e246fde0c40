"""How well a saved web page is cleaned and dated: pages with furniture, written and labelled by hand (`pages.jsonl`).

Each names the day of its publication, its title, the sentences that are the report's, and words that are the page's.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from enduse.model import Document
from enduse.read.page import clean
from enduse.read.sources import Source

FILE = Path(__file__).parent / "pages.jsonl"


def digest(file: Path = FILE) -> str:
    """Twelve digits that change with the pages."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def measure_pages(file: Path = FILE) -> dict[str, float]:
    """Shares of the characters that are kept and dropped as they should be, and of the days and titles that are right."""
    pages = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = wanted = dropped = unwanted = days = titles = 0
    for page in pages:
        document = clean(Source(name=page["name"], data=page["html"].encode(), media_type="text/html"))
        words = " ".join(readable(document).split())
        kept += sum(len(sentence) for sentence in page["keep"] if sentence in words)
        wanted += sum(map(len, page["keep"]))
        dropped += sum(len(sentence) for sentence in page["drop"] if sentence not in words)
        unwanted += sum(map(len, page["drop"]))
        days += str(document.published) == page["published"]
        titles += document.title == page["title"]
    return {
        "characters kept": kept / wanted,
        "characters dropped": dropped / unwanted,
        "days": days / len(pages),
        "titles": titles / len(pages),
    }


def readable(document: Document) -> str:
    """The text without its furniture."""
    parts, at = [], 0
    for span in document.furniture:
        parts.append(document.text[at : span.start])
        at = span.end
    return "\n".join([*parts, document.text[at:]])
