"""The whole way in a real browser: a report is read, reviewed, seen in the ledger; a shipment is screened; a brief is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workspaces import make_workspace

from .browser import Watched, chromium, needs_browser, watched_page
from .workspaces import fill, serving

pytestmark = [needs_browser, pytest.mark.slow]
REPORT = """Belarus has delivered eight attack helicopters to Sudan, a Western diplomat said on Tuesday.

Officials in Minsk denied that Belarus had sold any helicopters to Sudan. China also supplied 30 armoured vehicles to Sudan in
March, according to the diplomat.
"""


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def walk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Watched, bool]]:
    database = make_workspace(tmp_path)
    fill(database, tmp_path)
    with (
        serving(database) as address,
        chromium() as browser,
        watched_page(browser, address, java_script_enabled=request.param) as watched,
    ):
        yield watched, request.param


def test_from_a_pasted_report_to_a_brief(walk: tuple[Watched, bool]) -> None:
    watched, has_script = walk
    page = watched.page
    paste(watched)
    assert "eight attack helicopters to Sudan" in "".join(page.locator(".text mark").all_inner_texts())
    page.goto("/transfers?supplier=BY&recipient=SD&item=helicopter")
    page.locator("tbody a.go").first.click()
    page.wait_for_url("**/transfers/t-*")
    transfer, before = page.url, statement_count(watched)

    page.goto("/review")
    decided = 0
    while "had sold any helicopters" not in page.locator(".context mark").inner_text():  # whichever comes first in the queue
        press(watched, "j", "Next", has_script)
        decided += 1
        assert decided < 10
    press(watched, "n", "Wrong", has_script)
    assert "wrong" in page.locator("[role=status]").first.inner_text()
    page.goto(transfer)
    assert statement_count(watched) == before - 1
    page.goto("/review?show=decided")
    press(watched, "z", "Take back my last", has_script)
    page.goto(transfer)
    assert statement_count(watched) == before

    page.goto("/screen?type=Shipment")
    page.get_by_role("group", name="consignee").get_by_label("Name").fill("Orlan Components Trading FZE")
    page.get_by_role("group", name="goods, line 1").get_by_label("Description").fill("helicopter gearboxes")
    page.get_by_role("button", name="Screen", exact=True).click()
    page.wait_for_url("**/screen/receipts/*")
    assert "Orlan Components Trading FZE" in page.locator(".finding h4").first.inner_text()
    take_pdf(watched)
    page.goto("/partnerships/BY/SD")
    take_pdf(watched)
    assert watched.wrongs == []


def paste(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_role("link", name="Read a report").first.click()
    page.get_by_label("Paste its text").fill(REPORT)
    page.get_by_label("Publisher").fill("Khartoum Monitor")
    page.get_by_label("Published on").fill("2024-05-02")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/documents/d-*")
    assert "Read and kept" in page.locator("[role=status]").inner_text()


def press(watched: Watched, key: str, name: str, has_script: bool) -> None:
    """Do what a key does: by the key, or without a script by its button or link."""
    was = watched.page.url
    if has_script:
        watched.page.keyboard.press(key)
    else:
        watched.page.locator(f'[data-key="{key}"]').filter(has_text=name).click()
    watched.page.wait_for_url(lambda url: url != was)


def statement_count(watched: Watched) -> int:
    found = re.match(r"(\d+) statement", watched.page.locator("#statements").inner_text())
    assert found is not None
    return int(found[1])


def take_pdf(watched: Watched) -> None:
    address = watched.page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    answer = watched.page.request.get(str(address))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
