"""A transfer's page: every statement with its words, denials beside claims, copies folded, what is to be cited."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from enduse.model import Attribution, Document

from .clients import client_of
from .page_record import DENIED, SOLD, keep, one_report, report, token_of, transfer

PROSE = (
    " The drones came by ship across the Caspian Sea in the spring and were unloaded at night by soldiers of an engineer "
    "brigade. Farmers near the harbour counted lorries for three days, and a paper printed their pictures on its first page."
)


def only_transfer(page: str) -> str:
    found = set(re.findall(r"/transfers/(t-[0-9a-f]+)", page))
    assert found
    return sorted(found)[0]


def test_a_denial_stands_beside_the_claim(tmp_path: Path) -> None:
    claim, denial = report("a.txt"), report("b.txt", text=f"{DENIED}, a minister said.", publisher="Caspian Observer")
    said = transfer(denial, DENIED, certainty="denied", attribution=Attribution(speaker="a minister"))
    keep(tmp_path, (claim, (transfer(claim),)), (denial, (said,)))
    with client_of(tmp_path) as client:
        page = client.get(f"/transfers/{only_transfer(client.get('/transfers?disputed=yes').text)}").text
    beside = page[page.index('id="conflicts"') : page.index('id="statements"')]
    assert beside.index(SOLD) < beside.index(DENIED)
    assert "two officials" in beside
    assert "a minister" in beside


def test_copies_of_one_story_are_folded_under_the_first(tmp_path: Path) -> None:
    text = f"{SOLD}, two officials said." + PROSE
    first = report("a.txt", text=text)
    second = report("b.txt", text=text, publisher="Southern Post", published=dt.date(2024, 5, 2))
    keep(tmp_path, (first, (transfer(first),)), (second, (transfer(second),)))
    with client_of(tmp_path) as client:
        page = client.get(f"/transfers/{only_transfer(client.get('/transfers').text)}").text
    assert page.count('<li class="step"') == 1
    assert "1 copy of this story says the same" in page
    assert "Southern Post" in page
    assert re.search(r"Sources</span> <b>1</b>", page)


def test_what_is_cited_names_the_words_the_source_and_the_day(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get(f"/transfers/{only_transfer(client.get('/transfers').text)}").text
    cited = re.findall(r"<pre data-copy>(.*?)</pre>", page, re.DOTALL)
    assert any(SOLD in text and "Northern Wire" in text for text in cited)
    assert any(text.lstrip().startswith("@misc{") for text in cited)
    assert f"#{statement.id}" in page


def test_the_beginning_of_an_id_is_enough_and_an_unknown_one_is_said(tmp_path: Path) -> None:
    one_report(tmp_path)
    with client_of(tmp_path) as client:
        whole = only_transfer(client.get("/transfers?item=Shahed").text)
        short = client.get(f"/transfers/{whole[:9]}")
        assert short.status_code in (302, 303, 307)
        assert short.headers["location"].endswith(whole)
        missing = client.get("/transfers/t-0000")
        assert missing.status_code == 404
        assert "There is no transfer t-0000" in missing.text


def test_a_transfer_that_was_not_yet_known_is_not_shown(tmp_path: Path) -> None:
    one_report(tmp_path)
    with client_of(tmp_path) as client:
        whole = only_transfer(client.get("/transfers").text)
        answer = client.get(f"/transfers/{whole}?as_of=2024-04-30")
    assert answer.status_code == 404
    assert "may not have been on record" in answer.text


def test_the_pictures_of_a_transfer_are_drawn(tmp_path: Path) -> None:
    one_report(tmp_path)
    with client_of(tmp_path) as client:
        whole = only_transfer(client.get("/transfers").text)
        svg = client.get(f"/pictures/timeline.svg?transfer={whole}")
        assert svg.headers["content-type"].startswith("image/svg+xml")
        assert "<svg" in svg.text
        assert client.get("/pictures/timeline.svg?transfer=t-0").status_code == 404
        assert client.get("/pictures/nonsense.svg").status_code in (404, 422)


def test_documents_are_named_by_their_ids(tmp_path: Path) -> None:
    document, _ = one_report(tmp_path)
    assert isinstance(document, Document)
    with client_of(tmp_path) as client:
        assert f"/documents/{document.id}" in client.get(f"/transfers/{only_transfer(client.get('/transfers').text)}").text


def test_what_deniers_alone_speak_of_is_told_as_denied_alone(tmp_path: Path) -> None:
    document = report(text=f"{DENIED}, a spokesman said.")
    keep(tmp_path, (document, (transfer(document, DENIED, certainty="denied"),)))
    with client_of(tmp_path) as client:
        ledger = client.get("/transfers").text
        page = client.get(re.findall(r"/transfers/t-[0-9a-f]+", ledger)[0]).text
    for told in (ledger.split("<tbody>")[1], page.split('<ul class="facts">')[1].split("</li>")[0]):
        assert "denied alone" in told
        assert "delivered" not in told.split("</tr>")[0]


def test_an_address_still_leads_there_when_its_first_statement_was_held_wrong(tmp_path: Path) -> None:
    one, other = report("a.txt"), report("b.txt", published=dt.date(2024, 5, 3))
    first = transfer(one)
    keep(tmp_path, (one, (first,)), (other, (transfer(other),)))
    with client_of(tmp_path) as client:
        address = f"/transfers/{only_transfer(client.get('/transfers?item=drones').text)}"
        client.post(f"/review/{first.id}", data={"decision": "negative", "csrf_token": token_of(client)})
        assert "1 statement in 1 document" in client.get(address, follow_redirects=True).text
        assert client.get("/transfers/t-0000000000000000").status_code == 404
