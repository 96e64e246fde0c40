"""Who may do what, and what no request may do: keys, sessions, forged forms, limits, headers.

What routers use:

    require(scope)        a dependency that refuses whoever may not "read", "review" or "admin", and gives the `Caller`
    caller(request)       who asks: `.name` goes beside every decision; `.may("review")` says what to show
    csrf_field(request)   the hidden field that every form of a page needs, ready for a template
    csrf_token(request)   the same value for a script, which sends it as the header `X-CSRF-Token`
    checked_form          a dependency that gives the form's data, refused where the field is missing or wrong
    signed(request, words)  words that travel in an address, and `signed_words` that takes none but ours back
    audit(request, ...)   adds an event to the audit log: every judgement, every screening
    safe_fetcher          a dependency that gives a `Fetcher` for addresses that a caller names; never private ones
    Refusal               an error with a status, a code, words and what to do, shown in the form that the path speaks

Every path needs the scope "read" without asking for it, but for those in `identify.OPEN_PATHS`.
"""

from enduse.web.security.audit import audit
from enduse.web.security.callers import Caller, caller, require
from enduse.web.security.fetching import safe_fetcher
from enduse.web.security.forms import checked_form, csrf_field, csrf_token, signed, signed_words
from enduse.web.security.limits import Limits
from enduse.web.security.refusals import Refusal

__all__ = [
    "Caller",
    "Limits",
    "Refusal",
    "audit",
    "caller",
    "checked_form",
    "csrf_field",
    "csrf_token",
    "require",
    "safe_fetcher",
    "signed",
    "signed_words",
]
