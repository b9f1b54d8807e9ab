import pytest
from django.core.management import call_command

from catalogue.models import State

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command("load_catalogue", *arguments)
    return capsys.readouterr().out.splitlines()


def test_load_catalogue_command_says_what_it_did(capsys):
    [line] = run(capsys)

    assert line.startswith("Catalogue: ")
    assert line.endswith("created, 0 changed, 0 unchanged, 0 removed.")
    assert State.objects.count() == 195


def test_load_catalogue_command_dry_run_changes_nothing(capsys):
    lines = run(capsys, "--dry-run")

    assert lines[-1] == "Dry run: nothing was changed."
    assert not State.objects.exists()


def test_load_catalogue_command_lists_each_kind_on_request(capsys):
    lines = run(capsys, "--verbosity", "2")

    assert "States: 195 created, 0 changed, 0 unchanged, 0 removed" in lines
