"""What the server says while it runs: a line of words or of JSON for each event, on stderr."""

from __future__ import annotations

import datetime as dt
import json
import logging
import logging.config
from typing import Literal

LogForm = Literal["text", "json"]


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the fields of a request."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """Time, level and words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%dT%H:%M:%S")


def configure_logs(form: LogForm, *, access: bool = True) -> None:
    """Say where and in which form the server logs.

    Args:
        form: words, or JSON for programs.
        access: whether every request is logged.
    """
    lines: type[logging.Formatter] = JsonLines if form == "json" else TextLines
    quiet = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"lines": {"()": lines}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "loggers": {
                "enduse": quiet | {"level": "INFO"},
                "enduse.access": {"level": "INFO" if access else "WARNING"},
                "uvicorn": quiet,
            },
        }
    )
