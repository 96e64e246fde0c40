"""A chat-completions endpoint of the kind that many servers offer, asked with patience and never believed on its form."""

from __future__ import annotations

import dataclasses
import email.utils
import json
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx

from enduse.cutoff import HEADERS, CutOff, is_packed_safely
from enduse.errors import EndpointError, excerpt

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT = 60.0
_LARGEST_BODY = 4_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Completion:
    """What came back: the text of the answer, and in words what was wrong with it, if anything."""

    content: str = ""
    fault: str | None = None


class ChatClient:
    """Asks one model on one server, remembering which optional settings the server turned out not to know.

    Args:
        endpoint: the base URL before `/chat/completions`, such as `http://localhost:8000/v1`.
        model: the model's name on that server.
        api_key: sent as a bearer token; none is sent where None.
        timeout: seconds for one request as a whole.
        attempts: how often a request is sent when the server is busy, broken or silent.
        client: the HTTP client; one of its own where None.
        sleep: waits so many seconds.

    Raises:
        EndpointError: the endpoint is not an http or https URL, or the model has no name.
    """

    def __init__(
        self,
        *,
        endpoint: str,
        model: str,
        api_key: str | None = None,
        timeout: float = 180.0,
        attempts: int = 5,
        client: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        such = "give one such as http://localhost:8000/v1"
        try:
            url = httpx.URL(endpoint.rstrip("/") + "/chat/completions")
        except httpx.InvalidURL as error:
            raise EndpointError(f"endpoint {endpoint!r} is not a URL ({error}); {such}") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise EndpointError(f"endpoint {endpoint!r} is not an http or https URL; {such}")
        if not model.strip():
            raise EndpointError(f"no model named for {url.host}; give the name that the server lists under /models")
        if api_key is not None and not re.fullmatch(r"[!-~]+", api_key):
            raise EndpointError(
                "the key of the endpoint is empty or holds a space or a letter that no key has; check ENDUSE_API_KEY"
            )
        self.url, self.model, self.host = url, model, url.host
        self._where = str(url.copy_with(userinfo=b""))
        self._headers = {**HEADERS} if api_key is None else {**HEADERS, "Authorization": f"Bearer {api_key}"}
        self._timeout, self._attempts = timeout, attempts
        self._client = client if client is not None else httpx.Client()
        self._sleep = sleep
        self._settings: dict[str, Any] = {"temperature": 0, "seed": 0}
        self._formats = ["json_schema", "json_object", "text"]
        self._answered = False

    def ask(self, messages: Sequence[dict[str, str]], *, schema: dict[str, Any]) -> Completion:
        """Send messages and return the answer; an answer that is no answer comes back as a fault.

        Raises:
            EndpointError: the server cannot be reached, stays busy, or refuses the key, the model or every form of the request.
        """
        settings, formats = dict(self._settings), list(self._formats)
        while True:
            body = {"model": self.model, "messages": list(messages), **settings, **_format(formats[0], schema)}
            response, content = self._send(body)
            if response.status_code not in (400, 413, 415, 422):
                break
            if not _do_without(content, settings, formats):
                if self._answered:
                    return Completion(fault=f"request refused by the endpoint ({response.status_code})")
                refusal = f"refuses the request ({response.status_code}): {_excerpt(content)}"
                raise EndpointError(f"{self.host} {refusal}; check the model {self.model!r}")
        self._refuse(response, content)
        self._settings, self._formats, self._answered = settings, formats, True
        return _completion(content)

    def _send(self, body: dict[str, Any]) -> tuple[httpx.Response, bytes]:
        """The response to a request, sent again after a pause while the server is busy, broken or silent."""
        for attempt in range(1, self._attempts + 1):
            wait = min(_LONGEST_WAIT, 2.0 ** (attempt - 1))
            try:
                response, content = self._post(body)
            except httpx.TransportError as error:
                if attempt == self._attempts:
                    what = excerpt(f"{type(error).__name__}: {error}")
                    raise EndpointError(
                        f"{self._where} cannot be reached ({what}); check it and that its server runs"
                    ) from error
            else:
                if response.status_code not in _RETRIED or attempt == self._attempts:
                    return response, content
                wait = min(_LONGEST_WAIT, _retry_after(response) or wait)
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _post(self, body: dict[str, Any]) -> tuple[httpx.Response, bytes]:
        """One request; an answer that grows too large or trickles on for too long is cut off."""
        content = bytearray()
        with CutOff(self._timeout) as cut:
            try:
                with self._client.stream(
                    "POST", self.url, json=body, headers=self._headers, timeout=self._timeout, extensions=cut.extensions
                ) as response:
                    if is_packed_safely(response.headers.get("content-encoding")):
                        for chunk in response.iter_bytes():
                            content += chunk
                            if len(content) > _LARGEST_BODY:
                                break
            except httpx.DecodingError:
                content.clear()
            except httpx.TransportError:
                if not cut.is_over:
                    raise
            if cut.is_over:
                raise httpx.ReadTimeout(f"no whole answer in {self._timeout:g} s")
        return response, bytes(content)

    def _refuse(self, response: httpx.Response, content: bytes) -> None:
        status = response.status_code
        if status < 300:
            return
        if status in (401, 403):
            what = f"refuses the key ({status}); set ENDUSE_API_KEY to one that may use {self.model!r}"
        elif status == 404:
            what = f"not found, or has no model {self.model!r} (404); check the endpoint (often ends in /v1) and the model"
        elif status < 400:
            where = excerpt(response.headers.get("location", "elsewhere"))
            what = f"has moved to {where}; give that as the endpoint if you trust it"
        else:
            what = f"answers {status}: {_excerpt(content)}; try again later"
        raise EndpointError(f"{self._where} {what}")


def _format(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if name == "json_schema":
        wanted = {"name": "statements", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    return {"response_format": {"type": name}} if name == "json_object" else {}


def _do_without(content: bytes, settings: dict[str, Any], formats: list[str]) -> bool:
    """Give up the setting that a refusal names, else the form of answer asked for, else a setting; False if nothing is left."""
    words = content.decode(errors="replace")
    named = next((name for name in settings if name in words), None)
    if named is None and len(formats) > 1:
        formats.pop(0)
        return True
    if named is None and not settings:
        return False
    settings.pop(named if named is not None else next(iter(settings)))
    return True


def _completion(content: bytes) -> Completion:
    """The answer's text out of the response's body."""
    if len(content) > _LARGEST_BODY:
        return Completion(fault="answer too large")
    try:
        choice = json.loads(content)["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return Completion(fault="answer is not a chat completion")
    if isinstance(text, list):  # some servers give the text in parts
        text = "".join(part["text"] for part in text if isinstance(part, dict) and isinstance(part.get("text"), str))
    if not isinstance(text, str) or not text.strip():
        return Completion(fault="answer is empty")
    return Completion(text)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds to wait as the server asks: a number, or a date that is counted from the server's own."""
    wanted = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(wanted))
    except ValueError:
        pass
    try:
        dates = [email.utils.parsedate_to_datetime(d) for d in (wanted, response.headers["date"])]
        return max(0.0, (dates[0] - dates[1]).total_seconds())
    except (ValueError, TypeError, KeyError):
        return None


def _excerpt(content: bytes) -> str:
    return excerpt(content[:2_000].decode(errors="replace"), most=200) or "no reason given"
