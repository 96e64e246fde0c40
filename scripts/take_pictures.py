"""Take a picture of every page of the server: light, dark, narrow and printed. `make pictures` runs it.

The pages are found by following links from the first one, over the demo's workspace; of pages of one kind (`/transfers/...`)
the first that is met is taken. They go into `docs/pictures/`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.web.browser import chromium, demo_site, find_chromium, links_of, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
#: What the browser is opened with in each manner.
MANNERS: Mapping[str, Mapping[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 380, "height": 800}, "color_scheme": "light"},
    "print": {"viewport": {"width": 800, "height": 1130}, "color_scheme": "light"},
}
#: Pages that no link leads to on an open server, or that show more when something is asked.
FURTHER = ("/sign-in", "/nowhere")
_TALLEST = 2400
_FILES = (".json", ".csv", ".xlsx", ".atom", ".jsonl", ".pdf", ".md", ".svg", ".png", ".bib", ".txt")
_MOST = 300  # pages that are looked at for links


def main() -> int:
    """Take them all; the exit status says whether there was a browser to take them with."""
    if find_chromium() is None:
        print(
            "there is no chromium here; install it (apt-get install chromium), or name it with ENDUSE_CHROMIUM", file=sys.stderr
        )
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, demo_site(Path(scratch)) as address, chromium() as browser:
        pages = find_pages(browser, address)
        wrongs = [wrong for manner in MANNERS for wrong in take(browser, address, manner, pages)]
    for wrong in wrongs:
        print(wrong, file=sys.stderr)
    print(f"{len(pages)} pages, each in {len(MANNERS)} manners: {FOLDER}")
    return 0


def find_pages(browser: Browser, address: str) -> dict[str, str]:
    """A path of every kind of page, by the name that its pictures get."""
    found: dict[str, str] = {}
    waiting, seen = ["/", *FURTHER], set[str]()
    with watched_page(browser, address) as watched:
        while waiting and len(seen) < _MOST:
            path = waiting.pop(0)
            seen.add(path)
            name = name_of(path)
            if name in found:
                continue
            answer = watched.page.goto(path)
            if answer is not None and answer.status >= 400 and path not in FURTHER:
                print(f"{path} leads nowhere ({answer.status})", file=sys.stderr)
                continue
            if answer is None or "text/html" not in answer.headers.get("content-type", ""):
                continue
            found[name] = path
            waiting += [link for link in links_of(watched.page, address) if link not in seen and not is_file(link)]
    return found


def name_of(path: str) -> str:
    """What a page's pictures are called: its first words, and a mark for each part that differs from page to page."""
    parts = [part for part in path.partition("?")[0].split("/") if part]
    return (
        "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()) if place == 0 else "one" for place, part in enumerate(parts))
        or "home"
    )


def is_file(path: str) -> bool:
    """Whether a link leads to a file to download."""
    return path.partition("?")[0].endswith(_FILES)


def take(browser: Browser, address: str, manner: str, pages: Mapping[str, str]) -> list[str]:
    """Take every page in one manner; what went wrong on them."""
    with watched_page(browser, address, **MANNERS[manner]) as watched:
        if manner == "print":
            watched.page.emulate_media(media="print")
        for name, path in pages.items():
            watched.page.goto(path)
            photograph(watched.page, FOLDER / f"{name}-{manner}.png")
        return [f"{manner}: {wrong}" for wrong in watched.wrongs if "404" not in wrong]


def photograph(page: Page, file: Path) -> None:
    """Take a page down to where it is taller than anybody looks."""
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], _TALLEST)}
    page.screenshot(path=file, full_page=True, clip=clip)  # type: ignore[arg-type]


if __name__ == "__main__":
    raise SystemExit(main())
