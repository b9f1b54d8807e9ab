"""Structured logs with an allow-list of fields."""

import json
import logging
import traceback
from datetime import UTC, datetime

FIELDS = (
    "request_id",
    "method",
    "view",
    "status",
    "ms",
    "job",
    "job_id",
    "attempt",
    "count",
    "code",
)


class JsonFormatter(logging.Formatter):
    """One JSON object a line.

    The message is the template, never filled in: its arguments may be
    addresses with secrets or what people typed. Of an exception the log keeps
    the type and the places, not the words.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg)[:200],
        }
        for name in FIELDS:
            if name in record.__dict__:
                line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = [
                f"{frame.filename.rsplit('/', 2)[-2]}/{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
                for frame in traceback.extract_tb(record.exc_info[2])[-6:]
                if "/" in frame.filename
            ]
        return json.dumps(line, ensure_ascii=False, default=str)
