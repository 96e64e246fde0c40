"""A real browser before a real server: Debian's chromium, driven by Playwright, over a workspace of the demo's reports."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from enduse import workflow
from enduse.lists import load_list
from enduse.party import AskedParty, GoodsLine, Shipment
from enduse.review import decide
from enduse.screening import check, open_desk
from enduse.store import Store
from enduse.web.pages.jobs import Jobs

from ..un_list import write_un_list
from .workspaces import ENTITIES, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PEOPLE = {"KPi.001": "Ri Hypothetical Ho", "KPi.002": "Pak Invented Chol", "IRi.003": "Farhad Fictional Karimi"}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_chromium() -> str | None:
    """Where the browser is: ENDUSE_CHROMIUM, else on the path; None where there is none."""
    said = os.environ.get("ENDUSE_CHROMIUM")
    return said or next((found for name in _NAMES if (found := shutil.which(name)) is not None), None)


needs_browser = pytest.mark.skipif(find_chromium() is None, reason="there is no chromium here (.ci/run installs it)")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def make_demo_workspace(folder: Path) -> Path:
    """A workspace with the demo's reports, read by the embedded reader, and a small list."""
    database = folder / "enduse.db"
    with as_file(files("enduse") / "demo") as reports, Store.open(database) as store, contextlib.chdir(reports):
        for result in workflow.read(sorted(path.name for path in reports.glob("*.txt")), store=store, workers=1):
            assert result.problem is None, result.problem
    _load_small_lists(database, folder)
    _screen_something(database, folder)
    return database


def _load_small_lists(database: Path, folder: Path) -> None:
    """Two lists that were fetched today, so that nothing is stale."""
    entities = folder / "watchlist.ftm.json"
    entities.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ENTITIES), encoding="utf-8")
    today = dt.datetime.now(dt.UTC)
    with Store.open(database) as store:
        load_list(store, [entities], now=today, accept=True)
        load_list(store, [write_un_list(folder / "un.xml", PEOPLE, day=str(today.date()))], now=today, accept=True)


def _screen_something(database: Path, folder: Path) -> None:
    """A shipment and a file that were screened, and two people who hold different things of one statement."""
    party = AskedParty(name="Orlan Components Trading FZE", role="consignee", countries=("AE",))
    goods = GoodsLine(description="field programmable gate arrays", maker="Xilinx", hs="854231")
    shipment = Shipment(reference="PO-1877", parties=(party,), goods=(goods,), origin="NL", destination="AE")
    now = dt.datetime.now(dt.UTC)
    with Store.open(database) as store:
        check(store, shipment, now=now, desk=open_desk(store))
        jobs = Jobs.of(store)
        rows = "reference,consignee name,consignee country,goods description\nA-1,Timur Arslanov,RU,bearings\n"
        jobs.give("orders.csv", rows.encode(), by="Ada", now=now, as_of=None)  # given, and the server ended before it began
        one = min(s.id for s in store.statements())
        decide(store, one, decision="positive", by="Ada", why="as the paper has it", now=now)
        decide(store, one, decision="negative", by="Ben", why="another deal", now=now)


@dataclasses.dataclass(frozen=True)
class Watched:
    """A page with what went wrong on it: dialogs, script errors, refusals of the policy, requests to elsewhere."""

    page: Page
    wrongs: list[str]


@contextlib.contextmanager
def watched_page(browser: Browser, address: str, **options: Any) -> Iterator[Watched]:
    """A new page that notes what should not happen on any page of ours."""
    context = browser.new_context(base_url=address, **options)
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrongs: list[str] = []

    def refuse_dialog(dialog: Any) -> None:
        wrongs.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse_dialog)
    page.on("pageerror", lambda error: wrongs.append(f"script error: {error}"))
    page.on("console", lambda m: wrongs.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(address) else wrongs.append(f"asks elsewhere: {r.url[:100]}"))
    try:
        yield Watched(page, wrongs)
    finally:
        context.close()


@contextlib.contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """A server over the demo's workspace; gives its address."""
    with serving(make_demo_workspace(folder)) as address:
        yield address


def links_of(page: Page, address: str) -> list[str]:
    """The paths of this site that a page leads to, without their fragments."""
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    ours = (str(href).partition("#")[0].removeprefix(address) for href in hrefs if str(href).startswith(f"{address}/"))
    return list(dict.fromkeys(ours))
