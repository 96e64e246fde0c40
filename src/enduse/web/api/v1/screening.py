"""`POST /api/v1/screen`: a shipment or a party screened, with a receipt; and the receipts."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from enduse.errors import StoreError
from enduse.party import AskedParty, GoodsLine, Identifier, Shipment
from enduse.party_rows import finding_row
from enduse.screen.goods_lines import plain_line
from enduse.screen.judgements import Judged
from enduse.screen.name_cells import names_in
from enduse.screen.places import country_in, region_in, regions_among
from enduse.screen.rules import SEVERITIES
from enduse.screen.screening import Screening
from enduse.screen.shipment_rows import apart, read_birth, read_day, role_of
from enduse.screening import check, verify_receipts
from enduse.web.api.v1.answers import Cursor, Limit, cursor_of, gone, json_answer, not_found, read_cursor
from enduse.web.api.v1.record_models import ERRORS, KNOWN
from enduse.web.api.v1.screening_models import (
    PartyIn,
    ReceiptPage,
    ReceiptShape,
    ScreenIn,
    ScreeningShape,
    SummaryPage,
    Verification,
)
from enduse.web.api.yente.asking import clean_country
from enduse.web.current import Current, CurrentState
from enduse.web.days import last_day
from enduse.web.security import Caller, Refusal, audit, require

router = APIRouter(tags=["screening"])
Row = dict[str, Any]

_ONE_BY_ONE = threading.Lock()  # each receipt names the one before it
_TRIES = 5  # another program may have written one in between


@router.post(
    "/screen", summary="Screen a shipment or a party", response_model=None,
    responses={200: {"model": ScreeningShape, "description": "The findings"}, **ERRORS},
)  # fmt: skip
def screen(
    request: Request, current: CurrentState, asked: ScreenIn, who: Annotated[Caller, Depends(require("read"))]
) -> Response:
    """Parties, goods and route against the lists and the measures of a day; every finding with its reasons and sources.

    A finding is a reason to look; no finding is not a clearance. A receipt is kept.
    """
    shipment = read_shipment(asked)
    as_of = _day(asked.as_of, "as_of") if asked.as_of is not None else None
    row = screen_shipment(current, shipment, as_of)
    details = {"reference": shipment.reference, "severity": row["severity"], "findings": len(row["findings"])}
    audit(request, "screening", row["receipt"], details=details)
    return json_answer(request, row)


@router.get(
    "/screenings", summary="Screenings", response_model=None,
    responses={200: {"model": SummaryPage, "description": "A page of screenings"}, **KNOWN, **ERRORS},
)  # fmt: skip
def screenings(request: Request, current: CurrentState, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """What was screened, each in a line, the last one first; `/receipts/{hash}` has each in full."""
    shown, after = _receipts(current, cursor, limit)
    told = {"results": [_summary(r) for r in shown], "total": current.store.count_receipts(), "next": after}
    return json_answer(request, told)


@router.get(
    "/receipts", summary="Receipts", response_model=None,
    responses={200: {"model": ReceiptPage, "description": "A page of receipts"}, **KNOWN, **ERRORS},
)  # fmt: skip
def receipts(request: Request, current: CurrentState, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """The receipts of screenings, the last one first."""
    shown, after = _receipts(current, cursor, limit)
    return json_answer(request, {"results": shown, "total": current.store.count_receipts(), "next": after})


@router.get(
    "/receipts/verification", summary="Whether the receipts are as they were made", response_model=None,
    responses={200: {"model": Verification, "description": "What was found"}, **KNOWN, **ERRORS},
)  # fmt: skip
def verification(request: Request, current: CurrentState) -> Response:
    """Whether each receipt is as it was made and follows the one before it."""
    count, faults = verify_receipts(current.store)
    told = [{"number": fault.number, "words": fault.words} for fault in faults]
    return json_answer(request, {"receipts": count, "is_whole": not faults, "faults": told})


@router.get(
    "/receipts/{hash}", summary="One receipt", response_model=None,
    responses={200: {"model": ReceiptShape, "description": "The receipt"}, **KNOWN, **ERRORS},
)  # fmt: skip
def receipt(
    request: Request, current: CurrentState, hash: Annotated[str, Path(description="Its hash.", examples=["9f86d081884c7d65"])]
) -> Response:
    """A receipt by its hash."""
    found = next((r for r in current.store.receipts() if r["hash"] == hash), None)
    if found is None:
        raise not_found("receipt", hash, "GET /api/v1/receipts lists them")
    return json_answer(request, found)


def screen_shipment(current: Current, shipment: Shipment, as_of: dt.date | None) -> Row:
    """The answer for a shipment as a row; its receipt is kept.

    Raises:
        StoreError: the receipt could not be written.
    """
    desk = current.desk(as_of)
    for tries_left in reversed(range(_TRIES)):
        try:
            with _ONE_BY_ONE:
                answer, made = check(current.store, shipment, now=dt.datetime.now(dt.UTC), desk=desk)
            assert answer.screening is not None
            return screening_row(answer.screening, answer.judged) | {"receipt": made["hash"]}
        except StoreError:
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def screening_row(screening: Screening, judged: Sequence[Judged]) -> Row:
    """A screening as a row of this API, without its receipt."""
    asked = screening.asked
    return {
        "reference": screening.reference,
        "severity": screening.severity,
        "findings": [finding_row(j.finding) | {"decision": _decision(j)} for j in judged],
        "asked": {
            "lists": [
                {"list": a.name, "entries": a.entries, "date": a.dated.isoformat() if a.dated else None, "sha256": a.sha256}
                for a in asked.lists
            ],
            "as_of": asked.as_of.isoformat(),
            "threshold": asked.threshold,
            "rules": dict(asked.rules),
            "facts": dict(asked.facts),
        },
        "problems": list(screening.problems),
        "words": screening.words,
        "no_clearance": screening.no_clearance,
    }


def read_shipment(asked: ScreenIn) -> Shipment:
    """The shipment that a body describes.

    Raises:
        Refusal: a country or a day cannot be read.
    """
    parties = [read_party(party, f"parties.{n}") for n, party in enumerate(asked.parties)]
    to = [asked.destination or "", *asked.transit]
    to += [
        words
        for party, read in zip(asked.parties, parties, strict=True)
        if read.role != "exporter"
        for words in party.countries
    ]
    return Shipment(
        reference=asked.reference or next((party.caption for party in parties), "shipment"),
        parties=tuple(each for party in parties for each in apart(party, names_in(party.name))),
        goods=tuple(plain_line(GoodsLine(**line.model_dump())) for line in asked.goods),
        origin=_country(asked.origin, "origin") if asked.origin else None,
        destination=_country(asked.destination, "destination") if asked.destination else None,
        transit=tuple(_country(words, f"transit.{n}") for n, words in enumerate(asked.transit)),
        ports=(*asked.ports, *regions_among(to)),
        date=_day(asked.date, "date") if asked.date else None,
    )


def read_party(party: PartyIn, where: str) -> AskedParty:
    """The party that a part of a body describes.

    Raises:
        Refusal: a country or the birth cannot be read.
    """
    birth = read_birth(party.birth) if party.birth else None
    if party.birth and birth is None:
        raise _wrong(f"{where}.birth", f"{party.birth!r} is no day, month or year that can be read", "write it as 1965-04-13")
    return AskedParty(
        name=party.name.strip(),
        role=role_of(party.role, party.role),
        schema=party.schema_,
        countries=tuple(dict.fromkeys(_country(c, f"{where}.countries") for c in party.countries)),
        birth=birth,
        identifiers=tuple(
            Identifier(value=i.value, kind=i.kind, country=_country(i.country, f"{where}.identifiers") if i.country else None)
            for i in party.identifiers
        ),
        address=party.address,
    )


def _country(words: str, where: str) -> str:
    code = clean_country(words.strip())
    if code is None and (region := region_in(words)) is not None:
        return region.country
    if code is None and (found := country_in(words)) is not None:
        return found
    if code is None:
        raise _wrong(where, f"{words!r} is no country that is known", "give a code (IR) or a name (Iran)")
    return code.split("-")[0].upper()


def _day(words: str, where: str) -> dt.date:
    try:
        return last_day(words)
    except ValueError:
        day = read_day(words)
    if day is None:
        raise _wrong(where, f"{words!r} is no day that can be told for sure", "write it as 2026-04-03")
    return day


def _wrong(where: str, words: str, what_to_do: str) -> Refusal:
    return Refusal(422, "invalid_input", f"{where}: {words}", what_to_do)


def _decision(judged: Judged) -> Row | None:
    made = judged.judgement
    if made is None:
        return None
    row = {"verdict": made.verdict, "who": made.who, "on": made.on.isoformat(), "why": made.why}
    return row | {"reopened": judged.reopened}


def _receipts(current: Current, cursor: str | None, limit: int) -> tuple[list[Row], str | None]:
    """A page of receipts, the last one first, and the cursor of the page after it; only these are read."""
    before = read_cursor(cursor) if cursor is not None else None
    if before is not None and current.store.receipt(before) is None:
        raise gone()
    found = current.store.newest_receipts(limit + 1, before=before)
    shown = found[:limit]
    return shown, (cursor_of(str(shown[-1]["hash"])) if len(found) > limit else None)


def _summary(receipt: Row) -> Row:
    asked = receipt["input"]["asked"]
    severities = [finding["severity"] for finding in receipt["findings"]]
    return {
        "receipt": receipt["hash"],
        "made_at": receipt["made_at"],
        "reference": asked.get("reference") or asked.get("name") or asked.get("file"),
        "severity": min(severities, key=SEVERITIES.index, default=None),
        "findings": len(severities),
        "as_of": receipt["rests_on"]["as_of"],
    }
