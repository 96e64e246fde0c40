"""Every page by axe-core, light and dark: no violation of WCAG AA, nor of what axe holds to be good practice."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.take_pictures import find_pages

from .browser import chromium, demo_site, needs_browser, watched_page

pytestmark = [needs_browser, pytest.mark.slow]
#: Colours are what differs in the dark.
_RULES: dict[str, dict[str, list[str]]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


def test_axe_finds_nothing_on_any_page(tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    with demo_site(tmp_path) as address, chromium() as browser:
        pages = find_pages(browser, address)
        assert {"home", "read", "transfers-one", "documents-one", "review-one", "screen-one-one"} <= set(pages)
        for scheme, rules in _RULES.items():
            with watched_page(browser, address, color_scheme=scheme) as watched:
                for path in pages.values():
                    watched.page.goto(path)
                    told = axe.run(watched.page, options={"resultTypes": ["violations"]} | rules).response["violations"]
                    found += [(scheme, path, v["id"], v["nodes"][0]["html"][:160]) for v in told]
    assert found == []
