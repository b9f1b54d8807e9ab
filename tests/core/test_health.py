import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import PasswordLetter
from core import health, jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(monkeypatch):
    """Says whether it answers; the real one is not asked here."""

    def answers(yes):
        monkeypatch.setattr(jobs, "broker_answers", lambda: yes)

    answers(True)
    return answers


def test_a_process_that_answers_is_alive(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_ready_when_all_parts_are(client, broker):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "database": True,
        "broker": True,
        "jobs": True,
        "disk": True,
    }


def test_not_ready_without_the_broker(client, broker):
    broker(False)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["broker"] is False


def test_not_ready_when_a_job_waits_too_long(client, broker):
    PasswordLetter.objects.create(due_at=timezone.now() - health.PATIENCE)

    assert client.get("/readyz").json()["jobs"] is False


def test_not_ready_on_a_full_disk(client, broker, monkeypatch):
    monkeypatch.setattr(health, "DISK_NEEDED", 2**70)

    assert client.get("/readyz").json()["disk"] is False


def test_not_ready_without_a_database_and_says_no_reason(client, broker):
    def refuse(execute, *arguments):
        raise ConnectionError("the secret name of a machine")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.json()["database"] is False
    assert "machine" not in response.text


def test_a_broker_that_is_there_is_found():
    assert jobs.broker_answers()  # in memory
