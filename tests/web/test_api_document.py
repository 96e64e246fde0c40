"""Requests made of the OpenAPI document itself, right and wrong ones, never bring the server to a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from enduse.store import Store

from .test_api_v1 import save_reports
from .workspaces import fill, serving

pytestmark = pytest.mark.sqlite

OURS = ("/api/v1/", "/match/", "/search/", "/entities/", "/catalog", "/algorithms", "/reconcile/")


def reach_nobody(app: FastAPI) -> None:
    """Let no name have an address: what is made up must not be looked for outside."""

    def resolve(*_: Any) -> Any:
        raise OSError("there is no network here")

    app.state.resolver = resolve


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    schemathesis = pytest.importorskip("schemathesis")  # here, as it takes long to load
    folder: Path = tmp_path_factory.mktemp("described")
    fill(folder / "enduse.db", folder)
    with Store.open(folder / "enduse.db") as store:
        save_reports(store)
    with serving(folder / "enduse.db", prepare=reach_nobody) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json").include(path_regex="|".join(OURS))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_no_request_of_the_document_is_a_fault(described: Any, mode: str) -> None:
    from schemathesis import GenerationMode

    tried = []
    for result in described.get_all_operations():
        operation = result.ok()
        tried.append(operation.label)

        @settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=GenerationMode(mode)))
        def ask(case: Any) -> None:
            answer = case.call(timeout=60)
            assert answer.status_code < 500, (case.method, case.path, answer.status_code, answer.content[:300])

        try:
            ask()
        except Unsatisfiable:
            assert mode == "negative"  # nothing can be wrong with a request that takes nothing
    assert {"POST /match/{dataset}", "POST /api/v1/screen", "GET /api/v1/transfers", "POST /api/v1/read"} <= set(tried)
