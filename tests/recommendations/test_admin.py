import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.recommendations import ImportBatchFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["importbatch", "importrow"])
def test_imports_are_read_in_the_admin_and_not_written(client, model):
    ImportBatchFactory()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    listed = client.get(reverse(f"admin:recommendations_{model}_changelist"))
    added = client.get(reverse(f"admin:recommendations_{model}_add"))
    assert (listed.status_code, added.status_code) == (200, 403)
