"""Markdown as the text that its writer meant, with the facts of its front matter.

Each pattern stops at the sign that it begins with, so that a page of nothing but signs takes no longer than another.
"""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_FRONT_LINE = re.compile(r"^(\w+):(.*)$", re.MULTILINE)
_FIELDS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "author": "byline",
    "publisher": "publisher",
    "url": "url",
}
_HEADING = re.compile(r"^[ \t]*(#{1,6}) +(.*)$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^\[)]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^\[)]*\)")
_SLANTED = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*_])")
_BOLD = (re.compile(r"(\*\*)(?=\S)([^*\n]+)(?<=\S)\1"), re.compile(r"(__)(?=\S)([^_\n]+)(?<=\S)\1"))


def plain_markdown(text: str) -> tuple[str, dict[str, str]]:
    """The text without its marks, and its facts by field in words.

    >>> plain_markdown("# Iran *sends* **400 drones**\\n\\n[Papers](https://example.org) show it. ![Photo](a.png)")
    ('Iran sends 400 drones\\n\\nPapers show it. ', {'title': 'Iran *sends* **400 drones**'})
    """
    about: dict[str, str] = {}
    if (front := _FRONT_MATTER.match(text)) is not None:
        for key, words in _FRONT_LINE.findall(front[1]):
            value = words.strip().strip("\"'")
            if key.lower() in _FIELDS and value:
                about[_FIELDS[key.lower()]] = value
        text = text[front.end() :]
    heading = next((m for m in _HEADING.finditer(text) if m[1] == "#" and _heading(m)), None)
    if heading is not None:
        about.setdefault("title", _heading(heading))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _HEADING.sub(_heading, text)
    for mark in (_SLANTED, *_BOLD, _SLANTED):  # within bold, around it, and what is both
        text = mark.sub(r"\2", text)
    return text, about


def _heading(match: re.Match[str]) -> str:
    return match[2].rstrip(" #")
