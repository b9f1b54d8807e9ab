import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import ImportBatch, Recommendation
from tests.recommendations.samples import export, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(catalogue, tmp_path):
    def command(*options, content=None):
        path = tmp_path / "export.csv"
        sample = export([row(), row(to="Atlantis")])
        path.write_bytes(sample if content is None else content)
        said, warned = StringIO(), StringIO()
        call_command(
            "import_recommendations", path, *options, stdout=said, stderr=warned
        )
        return said.getvalue(), warned.getvalue()

    return command


def test_command_says_what_it_did_and_what_it_could_not_place(run):
    said, warned = run()
    assert said == "2 rows: 1 created, 0 changed, 0 left as they were, 1 rejected.\n"
    assert warned == "Row 3: The State under review, “Atlantis”, is unknown.\n"


def test_command_ends_with_one_line_of_json(run):
    said, _warned = run("--json")
    assert json.loads(said) == {
        "format": "csv",
        "rows": 2,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "rejected": 1,
        "supported": 2,
        "noted": 0,
    }


def test_dry_run_of_the_command_creates_nothing(run):
    said, _warned = run("--dry-run")
    assert "1 would be created" in said
    assert not Recommendation.objects.exists()


PLEDGES = [row(response="Voluntary Pledge"), row(response="Voluntary Pledge")]


@pytest.mark.parametrize("options", [[], ["--json"], ["--dry-run"]])
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (PLEDGES, "A voluntary pledge is not a recommendation."),
        ([row(to="Atlantis")], "The State under review, “Atlantis”, is unknown."),
    ],
)
def test_command_refuses_a_file_of_which_no_row_can_be_taken(
    run, options, rows, reason
):
    with pytest.raises(CommandError) as refusal:
        run(*options, content=export(rows))

    assert refusal.value.returncode == 1
    assert str(refusal.value) == (
        f"No row of the file can be taken; most often because: {reason}"
    )
    assert not ImportBatch.objects.exclude(refusal=str(refusal.value)).exists()


def test_command_refuses_in_one_sentence(run):
    with pytest.raises(CommandError) as refusal:
        run(content=b"")
    assert (str(refusal.value), refusal.value.returncode) == ("The file is empty.", 1)
