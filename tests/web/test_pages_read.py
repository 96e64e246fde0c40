"""Reading a report on a page: text, file or address; what is wrong with them is said, and what was typed stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from .clients import client_of, make_key
from .page_record import token_of

TEXT = "Belarus has delivered eight attack helicopters to Sudan, a Western diplomat said."


def give(client: TestClient, *, file: tuple[str, bytes] | None = None, **fields: str) -> tuple[int, str]:
    """Send the form; the status, and where it leads or else the page."""
    files = {"file": file} if file is not None else None
    answer = client.post("/read", data={**fields, "csrf_token": token_of(client)}, files=files)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_a_pasted_text_leads_to_its_document(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        status, where = give(client, text=TEXT, publisher="Khartoum Monitor", published="2024-05-02", title="Eight")
        assert status == 303
        page = client.get(where).text
        for words in ("Read and kept: 1 statement", "<bdi>Eight</bdi>", "Khartoum Monitor", "2024-05-02", "attack helicopters"):
            assert words in page
        assert give(client, text=TEXT, publisher="Khartoum Monitor", published="2024-05-02", title="Eight")[1].endswith("known")
        assert "Belarus" in client.get("/transfers?recipient=SD").text


def test_two_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        first = give(client, file=("../../report.txt", TEXT.encode()))
        second = give(client, file=("report.txt", TEXT.replace("eight", "nine").encode()))
        assert (first[0], second[0]) == (303, 303)
        assert "2 documents" in client.get("/documents").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Give one thing to read"),
        ({"text": TEXT, "url": "https://example.org/1"}, "Give one thing to read"),
        ({"url": "file:///etc/passwd"}, "is no address of a page"),
        ({"text": TEXT, "published": "2999-01-01"}, "lies ahead"),
        ({"text": TEXT, "published": "last week"}, "is no day"),
        ({"url": "http://127.0.0.1:9/x"}, "127.0.0.1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(tmp_path: Path, fields: dict[str, str], words: str) -> None:
    with client_of(tmp_path) as client:
        status, page = give(client, **fields)
        assert status == 422
        assert words in page.split('role="alert"')[1].split("</p>")[0]
        assert TEXT in page or "text" not in fields
        assert "0 documents" in client.get("/documents").text


def test_reading_into_the_ledger_needs_the_scope_of_a_reviewer(tmp_path: Path) -> None:
    reader = make_key(tmp_path, "read")
    with client_of(tmp_path, is_open=False) as client:
        answer = client.post("/read", data={"text": TEXT}, headers={"Authorization": f"ApiKey {reader}"})
        assert answer.status_code == 403
