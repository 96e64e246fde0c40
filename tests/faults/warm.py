"""What the work needs, imported once before anything is forked."""

from __future__ import annotations

import contextlib

import enduse.ledger
import enduse.measures.un
import enduse.read.page
import enduse.read.sources
import enduse.screen.sample
from enduse.lexicon.countries import countries
from enduse.read.language import check_language

with contextlib.suppress(ImportError):
    import enduse.batch  # noqa: F401  it needs an extra

countries()
check_language("The weather in the town was fine.", name="warm")
