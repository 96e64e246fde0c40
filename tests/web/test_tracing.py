"""Requests as OpenTelemetry's spans: routes and statuses, and nothing of what was asked."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.workspaces import make_workspace

from enduse.errors import InputError
from enduse.web.app import ServerSettings, create_app
from enduse.web.tracing import ENDPOINT, trace

memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[TestClient, Any]]:
    exporter = memory.InMemorySpanExporter()
    make_workspace(tmp_path)
    app = create_app(ServerSettings(database=str(tmp_path / "enduse.db")))
    assert trace(app, exporter=exporter)
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client, exporter
    app.state.spans.shutdown()


@pytest.mark.sqlite
def test_a_span_tells_route_and_status_and_not_what_was_asked(told: tuple[TestClient, Any]) -> None:
    client, exporter = told
    assert client.get("/search/default?q=Ivan+Petrov").status_code == 200
    assert client.get("/documents/petrov-of-the-report.txt").status_code == 404
    client.get("/healthz")
    client.app.state.spans.force_flush()  # type: ignore[attr-defined]
    spans = exporter.get_finished_spans()
    assert [span.name for span in spans] == ["GET /search/{dataset}", "GET /documents/{document_id}"]
    everything = " ".join(span.to_json() for span in spans)
    assert "etrov" not in everything
    assert '"200' in everything or ": 200" in everything
    assert '"service.name": "enduse"' in everything


def test_nothing_is_traced_where_no_collector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENDPOINT, raising=False)
    assert not trace(FastAPI())


def test_a_collector_without_the_packages_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:9")
    whole = builtins.__import__

    def bare(name: str, *rest: Any) -> Any:
        if name.startswith("opentelemetry"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", bare)
    with pytest.raises(InputError, match=r"pip install 'enduse\[telemetry\]'"):
        trace(FastAPI())
