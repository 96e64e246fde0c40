"""Article text is hostile: whatever it holds is shown as text, on every page, in a real browser."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.workspaces import make_workspace

from enduse.model import Attribution, Document, Item, Span, Statement
from enduse.read.reader import Reading
from enduse.store import Store

from .browser import chromium, links_of, needs_browser, watched_page
from .workspaces import entity, fill, serving

pytestmark = pytest.mark.sqlite

NOW = dt.datetime(2024, 5, 2, tzinfo=dt.UTC)
ATTACKS = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    '"><svg onload=window.ran=1>',
    "'-alert(1)-'",
    "{{ 7 * 7 }}${7*7}<%= 7*7 %>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe srcdoc='<script>top.ran=1</script>'>",
    "<a href='javascript:window.ran=1'>go</a>",
    "<style>*{display:none}</style><base href='https://evil.example/'>",
    "<form action='https://evil.example'><input name=key>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "\u202egnp.exe \u2066hidden\u2069 a\u200bb \u061c\u200f",
    "]]>--><!--<x>",
)
ADDRESSES = (
    "javascript:window.ran=1",
    "data:text/html,<script>top.ran=1</script>",
    'https://evil.example/"onclick="window.ran=1',
)
MOST_PAGES = 60


def save_hostile(database: Path) -> None:
    """A report with attacks in every place that text from outside can come to."""
    with Store.open(database) as store:
        for number, attack in enumerate(ATTACKS):
            name = f"report {number} {attack}.txt"
            sentence = f"Iran delivered {attack} drones to Russia, the ministry {attack} said."
            text = f"{attack}\n\n{sentence}\n"
            start = text.index(sentence)
            statement = Statement(
                doc=name, kind="transfer", span=Span(start=start, end=start + len(sentence)), quote=sentence,
                supplier=("IR",), recipient=("RU",), status="delivered", certainty="asserted",
                items=(Item(category="uav", text=f"{attack} drones", designation=attack),),
                attribution=Attribution(speaker=f"ministry {attack}", organisation=attack, basis=attack),
            )  # fmt: skip
            document = Document(
                name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), title=attack,
                publisher=f"Press {attack}", byline=attack, url=ADDRESSES[number % len(ADDRESSES)],
                published=dt.date(2024, 5, 1),
            )  # fmt: skip
            store.save_reading(document, Reading(statements=(statement,)), "by hand", NOW)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    database = make_workspace(tmp_path)
    save_hostile(database)
    fill(database, tmp_path, [entity(f"X-{n}", "Company", f"Kaskad {a}", {"alias": [a]}) for n, a in enumerate(ATTACKS)])
    with serving(database) as address:
        yield address


#: What must be on no page, however its text came about.
LOOK = """() => {
  const wrong = [];
  for (const element of document.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) wrong.push(`<${element.localName} ${attribute.name}>`);
      if (/^(href|src|action|formaction)$/i.test(attribute.name) && /^\\s*(javascript|data|vbscript):/i.test(attribute.value))
        wrong.push(`${attribute.name}=${attribute.value.slice(0, 40)}`);
    }
    if (element.localName === 'script' && !(element.src || '').startsWith(location.origin + '/static/')) wrong.push('script');
    if (['iframe', 'base', 'object', 'embed', 'style'].includes(element.localName)) wrong.push(`<${element.localName}>`);
    if (element.localName === 'form' && !element.action.startsWith(location.origin)) wrong.push(`form to ${element.action}`);
    if (element.localName === 'meta' && element.httpEquiv) wrong.push('meta ' + element.httpEquiv);
  }
  if (window.ran) wrong.push('it ran');
  return wrong;
}"""
LOOSE_CONTROLS = "\u202e\u202d\u202a\u202b\u2066\u2067\u2068"


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("with_script", [True, False])
def test_nothing_in_a_report_runs_or_leads_astray(site: str, with_script: bool) -> None:
    seen: list[str] = []
    with chromium() as browser, watched_page(browser, site, java_script_enabled=with_script) as watched:
        page = watched.page
        paths = [
            "/",
            "/transfers",
            "/documents",
            "/review",
            "/sign-in",
            f"/find?q={quote(ATTACKS[0])}",
            f"/{quote(ATTACKS[1])}",
        ]
        while paths and len(seen) < MOST_PAGES:
            path = paths.pop(0)
            answer = page.goto(path)
            assert answer is not None
            assert answer.status < 500, path
            seen.append(path)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            assert page.evaluate(LOOK) == [], path
            assert not set(page.inner_text("body")) & set(LOOSE_CONTROLS), path
            assert page.url.startswith(site), path
            kinds = [p.partition("?")[0].split("/")[1] for p in seen + paths]
            new = [p for p in links_of(page, site) if p not in seen and p not in paths and is_page(p)]
            paths += [p for p in new if kinds.count(p.partition("?")[0].split("/")[1]) < 12]
    assert [w for w in watched.wrongs if "404" not in w] == []
    assert {"transfers", "documents"} <= {path.split("/")[1] for path in seen if path.count("/") > 1}, seen


def is_page(path: str) -> bool:
    """Whether a path is one of a page, not of a file to download."""
    return not path.partition("?")[0].endswith((".json", ".csv", ".xlsx", ".atom", ".jsonl", ".pdf", ".md", ".svg", ".png"))
