"""What holds for every page: it works empty and filled, runs nothing of its own inline, and minds its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.workspaces import make_workspace

from .clients import client_of
from .page_record import DENIED, keep, report, transfer

PATHS = (
    "/ /transfers /partnerships /partnerships/IR/RU /programmes /programmes/iran-uav /parties /parties?q=Foo "
    "/parties/record/IR /items /measures /measures/un-1747-p5 /documents /read /review "
    "/review/findings /screen /screen?type=Shipment /lists /lists/un-sc /sources /find /find?q=Iran"
).split()
STATIC = Path(__file__).parents[2] / "src" / "enduse" / "web" / "static"
#: Words that no page says of a person or firm.
NEVER = re.compile(r"\b(?:hits?|cleared|bad actors?|clean)\b", re.IGNORECASE)


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_every_page_answers_and_runs_nothing_inline(tmp_path: Path, filled: bool) -> None:
    make_workspace(tmp_path)
    if filled:
        document = report()
        keep(tmp_path, (document, (transfer(document),)))
    with client_of(tmp_path) as client:
        for path in PATHS:
            answer = client.get(path, follow_redirects=True)
            page = answer.text
            assert answer.status_code == 200, path
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page), path
            assert 'name="as_of"' in page, path
            assert 'class="skip"' in page, path
            assert page.count("<h1") == 1, path
            words = re.sub(r"<(script|head)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
            assert not NEVER.search(words), (path, NEVER.search(words))
            ids = re.findall(r'\sid="([^"]+)"', page)
            assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1)[:3])
            for field in re.findall(r'<input(?![^>]*type="hidden")[^>]*>|<select[^>]*>|<textarea[^>]*>', page):
                named = re.search(r'\sid="([^"]+)"', field)
                assert named is None or f'for="{named[1]}"' in page or "aria-label" in field or "<label>" in page, (path, field)


def tokens(css: str) -> Mapping[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", css))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_by_wcag_aa(scheme: str) -> None:
    css = (STATIC / "enduse.css").read_text(encoding="utf-8")
    light, dark = css.index(":root {"), css.index("prefers-color-scheme: dark")
    known = tokens(css[light:dark]) if scheme == "light" else tokens(css[dark : css.index("}\n}", dark)])
    for ground in ("paper", "panel", "raised"):
        for ink in ("ink", "soft", "blue", "orange"):
            assert contrast(known[ink], known[ground]) >= 4.5, (ink, ground, contrast(known[ink], known[ground]))
    washes = ("blue-ink blue-wash", "orange orange-wash", "ink mark", "ink mark-denied", "paper blue")
    for ink, ground in (pair.split() for pair in washes):
        assert contrast(known[ink], known[ground]) >= 4.5, (ink, ground, contrast(known[ink], known[ground]))
    assert contrast(known["focus"], known["paper"]) >= 3


def test_the_stylesheet_is_one_and_brings_nothing_from_elsewhere() -> None:
    sheets = sorted(STATIC.glob("*.css"))
    assert [sheet.name for sheet in sheets] == ["enduse.css"]
    for file in STATIC.glob("*.[cj]ss*"):
        assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", file.read_text(encoding="utf-8")), file.name


def test_the_first_page_says_denied_where_nothing_else_is_in_conflict(tmp_path: Path) -> None:
    document = report(text=f"{DENIED}, Tehran says.")
    keep(tmp_path, (document, (transfer(document, DENIED, certainty="denied"),)))
    with client_of(tmp_path) as client:
        page = client.get("/").text
    assert "<small>denied</small>" in page
    assert "0 conflicts" not in page


def test_an_entry_of_the_sample_names_no_list_that_is_not_there(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/parties/sample:bis-shahed")
        links = set(re.findall(r'href="(/lists/[^"?#]+)"', page.text))
        assert page.status_code == 200
        assert "sample that ships with Enduse" in page.text
        assert all(client.get(link).status_code == 200 for link in links), links
