"""Traces for OpenTelemetry, where a collector is named: each request as a span, without what was asked."""

from __future__ import annotations

import os
from typing import Any, Final

from fastapi import FastAPI

from enduse.errors import InputError

#: OpenTelemetry's own variable for where spans go; nothing is traced without it.
ENDPOINT: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"
#: What monitors ask all the time.
_UNTOLD: Final = "healthz,readyz,metrics,static"
#: Attributes that hold an address, in OpenTelemetry's older and newer names.
_ADDRESSES: Final = ("http.url", "http.target", "url.full", "url.path", "url.query")


def trace(app: FastAPI, *, exporter: Any = None) -> bool:
    """Send a span of each request to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names; the other variables of
    OpenTelemetry (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, headers, limits) count too.

    A span holds the route, not the address: a query can be a key, or the name of a person who is looked up.

    Args:
        app: the application.
        exporter: another receiver of spans than the collector, for tests.

    Returns:
        Whether requests are traced.

    Raises:
        InputError: a collector is named, and the packages are not installed.
    """
    if exporter is None and not os.environ.get(ENDPOINT):
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise InputError(f"{ENDPOINT} is set, and OpenTelemetry is not installed: pip install 'enduse[telemetry]'") from error
    provider = TracerProvider(resource=Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", "enduse")}))
    provider.add_span_processor(BatchSpanProcessor(exporter if exporter is not None else OTLPSpanExporter()))
    FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=provider,
        excluded_urls=_UNTOLD,
        server_request_hook=_without_address,
        exclude_spans=["receive", "send"],
    )
    app.state.spans = provider
    return True


def _without_address(span: Any, scope: Any) -> None:
    if span is not None and span.is_recording():
        for name in _ADDRESSES:
            if name in (span.attributes or {}):
                span.set_attribute(name, "")
