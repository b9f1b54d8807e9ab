"""Doors at which a broker should be, and is not."""

import socket
import time

import pytest
from celery import current_app

from core import jobs


@pytest.fixture
def broker_at(monkeypatch):
    """Ring at this address, as a web process does."""

    def use(url):
        monkeypatch.setattr(
            jobs,
            "_doorbell",
            lambda: current_app.connection_for_write(
                url=url, transport_options=jobs.KNOCK
            ),
        )
        monkeypatch.setattr(jobs, "_asks_again_at", 0.0)

    return use


@pytest.fixture
def closed_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door.getsockname()[1]


@pytest.fixture
def mute_port():
    """Somebody opens and never says a word, as a broker that is stopped does."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(16)
        yield door.getsockname()[1]


@pytest.fixture
def deaf_port():
    """Nobody even opens, as behind a firewall: the queue at the door is full."""
    with socket.socket() as door, socket.socket() as first, socket.socket() as second:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        for visitor in (first, second):
            visitor.setblocking(False)
            visitor.connect_ex(door.getsockname())
        time.sleep(0.05)
        yield door.getsockname()[1]
