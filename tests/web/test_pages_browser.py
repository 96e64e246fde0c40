"""The pages in a real browser: the queue by keyboard, fields that mark their words, and the same walk without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.workspaces import make_workspace

from .browser import Watched, chromium, needs_browser, watched_page
from .page_record import keep, report, transfer
from .workspaces import fill, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [needs_browser, pytest.mark.sqlite, pytest.mark.slow]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    database = make_workspace(tmp_path)
    fill(database, tmp_path)
    for name, to in (("a.txt", "RU"), ("b.txt", "BY"), ("c.txt", "SY")):
        document = report(name, publisher=f"Publisher {name}")
        keep(tmp_path, (document, (transfer(document, recipient=(to,)),)))
    with serving(database) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def pages(browser: Browser, address: str) -> Iterator[Watched]:
    with watched_page(browser, address) as watched:
        yield watched


def item_of(watched: Watched) -> str:
    """The statement at hand, from the address."""
    found = re.search(r"/review/(s-[0-9a-f]+)", watched.page.url)
    assert found is not None, watched.page.url
    return found[1]


def test_the_queue_is_worked_by_keyboard_alone(pages: Watched) -> None:
    page = pages.page
    page.goto("/review")
    first = item_of(pages)
    page.keyboard.press("j")
    page.wait_for_url(lambda url: first not in url)
    page.keyboard.press("k")
    page.wait_for_url(f"**/review/{first}*")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("n")  # the keys are shown, and nothing is decided behind them
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**decided={first}*")
    assert "wrong" in page.locator("[role=status]").inner_text()
    page.keyboard.press("z")
    page.wait_for_url(f"**/review/{first}*undone=1*")
    page.keyboard.press("w")
    page.keyboard.type("yes and no")  # letters that are keys elsewhere
    assert page.locator("#why").input_value() == "yes and no"
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.wait_for_url(f"**decided={first}*")
    page.keyboard.press("e")
    assert page.locator("#c-supplier").is_visible()
    assert pages.wrongs == []


def test_choosing_a_field_marks_its_words(pages: Watched) -> None:
    page = pages.page
    page.goto("/documents")
    page.locator("tbody a.go").first.click()
    page.locator('[data-mark="w1-supplier"]').click()
    assert page.locator(".lit").all_inner_texts() == ["Iran"]
    assert pages.wrongs == []


def test_the_whole_walk_without_a_script(browser: Browser, address: str) -> None:
    with watched_page(browser, address, java_script_enabled=False) as watched:
        page = watched.page
        page.goto("/transfers")
        before = page.locator("h1").inner_text()
        page.goto("/review")
        page.get_by_role("button", name="Wrong").click()
        page.goto("/transfers")
        assert page.locator("h1").inner_text() != before
        page.goto("/screen?type=Person")
        page.get_by_label("Name").first.fill("Timur Arslanov")
        page.get_by_role("button", name="Screen", exact=True).click()
        assert "no finding is not a clearance" in page.locator(".no-clearance").inner_text()
        assert "Timur Arslanov" in page.locator(".finding h4").first.inner_text()
        assert watched.wrongs == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    with watched_page(browser, address, viewport={"width": width, "height": 800}) as watched:
        for path in ("/", "/transfers", "/review", "/screen?type=Shipment", "/lists", "/partnerships/IR/RU", "/measures"):
            watched.page.goto(path)
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, path
