"""The tools that clients see: their names, words and parameters are what a language model reads before it calls one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from enduse.web.api.v1.screening_models import GoodsIn, PartyIn, ScreenIn
from enduse.web.current import Current
from enduse.web.mcp import verbs

Answer = dict[str, Any]
AsOf = Annotated[str | None, Field(description="A day, month or year: what was known or in force then. Today unless said.")]
Status = Literal["considered", "sought", "offered", "agreed", "planned", "under_way", "delivered", "stopped"]


class Tools:
    """The verbs over one workspace, each a tool.

    Args:
        current: the workspace as it stands.
    """

    def __init__(self, current: Current) -> None:
        self._current = current

    def all(self) -> tuple[Callable[..., Answer], ...]:
        """Every tool, in the order in which clients list them."""
        return (
            self.find_transfers, self.get_statement, self.screen_party, self.screen_shipment, self.get_measure, self.list_lists,
        )  # fmt: skip

    def find_transfers(
        self,
        supplier: Annotated[str | None, Field(description="Country code (IR) or name (Iran, Tehran, Wagner).")] = None,
        recipient: Annotated[str | None, Field(description="Likewise.")] = None,
        item: Annotated[str | None, Field(description="A category (uav, missile) or a system's name (Shahed).")] = None,
        since: Annotated[str | None, Field(description="Only what was still reported on this day or later.")] = None,
        as_of: AsOf = None,
        status: Annotated[Status | None, Field(description="Only transfers that came this far.")] = None,
        stage: Literal["prospective", "actual", "stopped"] | None = None,
        limit: Annotated[int, Field(ge=1, le=50, description="How many at most.")] = 10,
    ) -> Answer:
        """Find arms transfers on the record: who supplied what to whom, how far it came, how many sources, with quotes."""
        asked = {"supplier": supplier, "recipient": recipient, "item": item, "since": since, "as_of": as_of}
        return verbs.find_transfers(self._current, {**asked, "status": status, "stage": stage}, limit)

    def get_statement(self, id: Annotated[str, Field(description="A statement's id (s-...).")]) -> Answer:
        """Get one statement: its words, who says so on what ground, and the report it stands in."""
        return verbs.get_statement(self._current, id)

    def screen_party(
        self,
        name: Annotated[str, Field(description="Its name, in any script.", max_length=300)],
        schema: Literal["Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane"] | None = None,
        countries: Annotated[list[str] | None, Field(description="Its countries, by code or name.")] = None,
        birth: Annotated[str | None, Field(description="Day, month or year of birth.")] = None,
        identifiers: Annotated[dict[str, str] | None, Field(description='Its numbers, {"imo": "9074729"}.')] = None,
        address: str | None = None,
        as_of: AsOf = None,
    ) -> Answer:
        """Screen a person, company, vessel or body against the lists. A finding is a reason to look, never a verdict."""
        party = {
            "name": name, "schema": schema, "countries": countries or [], "birth": birth, "address": address,
            "identifiers": [{"kind": kind, "value": value} for kind, value in (identifiers or {}).items()],
        }  # fmt: skip
        return verbs.screen(self._current, ScreenIn.model_validate({"parties": [party], "as_of": as_of}))

    def screen_shipment(
        self,
        parties: Annotated[list[PartyIn] | None, Field(description="Who takes part, each with a role.")] = None,
        goods: Annotated[list[GoodsIn] | None, Field(description="What is shipped.")] = None,
        origin: Annotated[str | None, Field(description="Country, by code or name.")] = None,
        destination: Annotated[str | None, Field(description="Country, by code or name.")] = None,
        transit: Annotated[list[str] | None, Field(description="Countries in between, in order.")] = None,
        date: Annotated[str | None, Field(description="The day of the shipment.")] = None,
        reference: str = "",
        as_of: AsOf = None,
    ) -> Answer:
        """Screen a shipment: parties, owners, goods and route, by the measures in force on its day."""
        asked = ScreenIn(
            reference=reference, parties=parties or [], goods=goods or [], origin=origin, destination=destination,
            transit=transit or [], ports=[], date=date, as_of=as_of,
        )  # fmt: skip
        return verbs.screen(self._current, asked)

    def get_measure(
        self, id: Annotated[str, Field(description="A measure's id (un-1737), or words of its name.")], as_of: AsOf = None
    ) -> Answer:
        """Get a measure (resolution, embargo, export control) and how it stands on a day, disputes with both positions."""
        return verbs.get_measure(self._current, id, as_of)

    def list_lists(self) -> Answer:
        """List the official lists: which copy is in force here, its day, how old it is."""
        return verbs.list_lists(self._current)
