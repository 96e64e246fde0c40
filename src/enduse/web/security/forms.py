"""Forms that only our own pages can send: a hidden field derived from a cookie that other sites cannot read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import FormData

from enduse.web.security.callers import caller
from enduse.web.security.cookies import FORM, read_cookie
from enduse.web.security.refusals import Refusal

FIELD = "csrf_token"
HEADER = "x-csrf-token"
_MOST_FIELDS = 1_000
_MOST_FILES = 20
_LARGEST_FIELD = 1_000_000


def csrf_token(request: Request) -> str:
    """The value that proves that a form was sent from a page of ours in this browser.

    It is bound to the session; where there is none, to a cookie of the browser, which is set with this answer.
    """
    return _derived(_secret(request) or _new_cookie(request))


def csrf_field(request: Request) -> Markup:
    """The hidden field with `csrf_token`, for a template."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request))


def signed(request: Request, words: str) -> str:
    """Words that travel in an address and come back as ours: nobody else can put words on a page of this browser."""
    return f"{_derived((_secret(request) or _new_cookie(request)) + words)}.{words}"


def signed_words(request: Request, given: str) -> str | None:
    """The words of `signed`, None where they are not ours."""
    mark, _, words = given.partition(".")
    secret = _secret(request)
    is_ours = secret is not None and hmac.compare_digest(mark.encode(), _derived(secret + words).encode())
    return words if is_ours else None


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """A dependency: the form's data; its files are closed when the request is answered.

    Raises:
        Refusal: the hidden field and the header `X-CSRF-Token` are missing or wrong.
    """
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD) as form:
        if caller(request).by != "key":  # no browser sends a key by itself
            _check(request, form)
        yield form


def _check(request: Request, form: FormData) -> None:
    secret = _secret(request)
    given = request.headers.get(HEADER) or form.get(FIELD)
    right = secret is not None and isinstance(given, str) and hmac.compare_digest(given.encode(), _derived(secret).encode())
    if not right:
        raise Refusal(
            403,
            "form_not_ours",
            "the form does not come from a page of this session",
            "load its page again and send it once more",
        )


def _secret(request: Request) -> str | None:
    """What the value is derived from, None where this browser has nothing yet."""
    made = getattr(request.state, "new_form_cookie", None)
    return caller(request).session or read_cookie(FORM, request.scope) or made


def _new_cookie(request: Request) -> str:
    """Made once in a request; the frame sets it with the answer."""
    request.state.new_form_cookie = secrets.token_urlsafe(24)
    return str(request.state.new_form_cookie)


def _derived(secret: str) -> str:
    return hmac.new(secret.encode(), b"enduse form", hashlib.sha256).hexdigest()
