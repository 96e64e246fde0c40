"""The options of `enduse read`, each with what `--help` says of it."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

import typer

from enduse.cli.options import parse_past_day


class ReaderName(enum.StrEnum):
    """Who reads."""

    embedded = "embedded"
    large = "large"
    model = "model"
    both = "both"


InputsArgument = Annotated[
    list[str], typer.Argument(metavar="FILE|FOLDER|URL|-...", help="Reports: text, HTML, PDF, mail, feeds, web archives.")
]
SaveOption = Annotated[bool, typer.Option("--save", help="Keep documents and statements in the workspace.")]
PublishedOption = Annotated[
    dt.date | None,
    typer.Option(parser=parse_past_day, metavar="DATE", help="The day of publication, over what the pages say."),
]
PublisherOption = Annotated[str | None, typer.Option(metavar="NAME", help="The publisher, over what the pages say.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Show the words that gave each field, and the rule that decided.")
]
ReaderOption = Annotated[
    ReaderName | None,
    typer.Option(
        help="embedded (the default) works offline; large too, with a second network, better and slower (installed apart); "
        "model asks a language model at --endpoint; both asks it only about passages where the embedded one is in doubt."
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="An OpenAI-compatible endpoint for --reader model or both; its key is taken from ENDUSE_API_KEY."
    ),
]
ModelOption = Annotated[str | None, typer.Option(metavar="NAME", help="The model to ask there.")]
MinScoreOption = Annotated[
    float | None, typer.Option(min=0, max=1, help="Leave out statements read less surely than this (not for the model reader).")
]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, help="Processes to read with; as many as there are cores unless said.")
]
AllowPrivateOption = Annotated[bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")]
