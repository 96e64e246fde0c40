"""Pages that follow from the record alone are kept as they were rendered: most readers ask for the same few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from enduse.lists import list_states
from enduse.web.current import current_of
from enduse.web.ledger import Ledger
from enduse.web.pages.rendering import today
from enduse.web.security import caller, csrf_field

#: Stands in a kept page for what belongs to one browser; no text of a report can hold it, as it would be escaped.
_FIELD: Final = Markup("<enduse-form-field></enduse-form-field>")


def kept_page(request: Request, ledger: Ledger, make: Callable[[Callable[[], Markup]], HTMLResponse]) -> HTMLResponse:
    """A page as it was made for whoever asked first; anew when the record, the lists, the day or the reader is another.

    Args:
        request: what is answered; the page follows from its address and from what is named above, and from nothing else.
        ledger: the record that the page shows.
        make: renders it, given what stands for the hidden field of its forms.
    """
    day, who = today(), caller(request)
    lists = tuple(
        (s.name, s.checked_at, s.snapshot and (s.snapshot.sha256, s.snapshot.fetched_at))
        for s in list_states(current_of(request).store, today=day)
    )
    key = (request.url.path, request.url.query, who.name, who.by, who.scope, day, lists)
    html = ledger.pages.get(key, lambda: bytes(make(lambda: _FIELD).body).decode())
    if _FIELD in html:
        html = html.replace(_FIELD, csrf_field(request))
    return HTMLResponse(html)
