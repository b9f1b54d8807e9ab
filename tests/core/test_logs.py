"""The log says what happened, never to whom or with which words."""

import json
import logging

import pytest

from core.logs import FIELDS, JsonFormatter


@pytest.fixture
def logged():
    """What one record becomes."""

    def log(message, *arguments, error=None, **extra):
        record = logging.getLogger("a.logger").makeRecord(
            "a.logger",
            logging.WARNING,
            __file__,
            1,
            message,
            arguments,
            error,
            extra=extra,
        )
        return json.loads(JsonFormatter().format(record))

    return log


def test_a_line_has_a_moment_a_level_and_its_template(logged):
    line = logged("sent %s to %s", "a secret", "bob@example.org")

    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "logger": "a.logger",
        "event": "sent %s to %s",
    }


def test_only_fields_of_the_list_are_kept(logged):
    line = logged(
        "request", **dict.fromkeys(FIELDS, 1), email="bob@example.org", path="/s/x/"
    )

    assert line.keys() - {"at", "level", "logger", "event"} == set(FIELDS)


def test_an_error_keeps_its_kind_and_places_but_no_words(logged):
    try:
        raise ValueError("bob@example.org")  # noqa: TRY301 -- an error that was raised
    except ValueError as error:
        line = logged("broken", error=(type(error), error, error.__traceback__))

    assert line["error"] == "ValueError"
    assert line["places"][-1].startswith("core/test_logs.py:")
    assert "bob" not in json.dumps(line)


@pytest.mark.django_db
def test_a_request_is_logged_without_its_address(client, caplog):
    with caplog.at_level(logging.INFO, logger="core.request"):
        client.get("/s/a-secret-token/?q=words")

    (record,) = [r for r in caplog.records if r.name == "core.request"]
    line = JsonFormatter().format(record)
    assert json.loads(line)["view"] == "link:factsheet"
    assert json.loads(line)["status"] == 404
    assert "a-secret-token" not in line
    assert "words" not in line
