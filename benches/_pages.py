"""Whole requests for one page: server time, and how often it asks the database."""

import time
from collections.abc import Iterator

from benches import measured


def page_measured(
    name: str, client, address: str, *, milliseconds: int, queries: int, requests: int
) -> Iterator[dict]:
    """The 95th of a hundred, and what is asked once the session is written."""
    asked = count_queries(client, address)
    took = sorted(timed(client, address) for _request in range(requests))
    yield measured(
        name=name,
        figure=took[int(requests * 0.95)] * 1000,
        unit="ms (p95)",
        budget=milliseconds,
    )
    yield measured(name=f"{name}.queries", figure=asked, unit="queries", budget=queries)


def count_queries(client, address: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client.get(address)  # the session is written once
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def timed(client, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return time.perf_counter() - started
