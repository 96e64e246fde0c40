"""What Prometheus reads: requests by route and status, and how long they took."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        about = Gauge("enduse_info", "The version that runs.", ["version"], registry=self._registry)
        about.labels(version("enduse")).set(1)
        self._requests = Counter(
            "enduse_requests", "Requests that were answered.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "enduse_request_seconds", "How long an answer took.", ["route"], buckets=_SECONDS, registry=self._registry
        )
        self._now = Gauge("enduse_requests_in_progress", "Requests that are being answered.", registry=self._registry)

    def begin(self) -> None:
        """A request has come."""
        self._now.inc()

    def end(self, scope: Mapping[str, Any], status: int, seconds: float) -> None:
        """It was answered."""
        self._now.dec()
        route = _route_of(scope)
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures in Prometheus's text form."""
        return generate_latest(self._registry)


def _route_of(scope: Mapping[str, Any]) -> str:
    """The route's pattern, never the path itself: there are as many of those as a caller likes."""
    path = getattr(scope.get("route"), "path", None)
    return str(path) if path else "/static" if scope["path"].startswith("/static/") else "none"
