import os
import re
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection

from audit.models import Entry
from catalogue.actions import load_catalogue
from catalogue.models import State
from recommendations import actions
from recommendations.actions import CannotImport, import_recommendations
from recommendations.demonstration import (
    DemonstrationWording,
    add_demonstration_wording,
)
from recommendations.exchange.refusals import CannotRead
from recommendations.models import (
    ImportBatch,
    ImportRow,
    MadeBy,
    Position,
    Recommendation,
)
from tests.factories.catalogue import StateFactory
from tests.factories.recommendations import (
    LOADED_AT,
    ImportBatchFactory,
    RecommendationFactory,
)
from tests.recommendations.samples import (
    GLOBAL_CSV,
    KYRGYZ_CSV,
    KYRGYZ_XLS,
    export,
    needs_shared,
    row,
)

pytestmark = pytest.mark.django_db
LATER = LOADED_AT + timedelta(days=30)


@pytest.fixture
def load(catalogue, tmp_path):
    def from_rows(*rows, at=LOADED_AT, **options):
        path = tmp_path / "export.csv"
        path.write_bytes(export(rows))
        report = import_recommendations(path=path, at=at, **options)
        return dict(+report.outcomes)

    return from_rows


def checksums():
    """A fingerprint of every row of every table of the record."""
    tables = [
        *(Recommendation, MadeBy, Position, ImportBatch, ImportRow),
        *(Recommendation.terms.through, Entry),
    ]
    with connection.cursor() as cursor:
        for table in tables:
            name = table._meta.db_table
            cursor.execute(
                f"SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) "  # noqa: S608
                f"FROM {name} t"
            )
            yield name, cursor.fetchone()


def test_row_becomes_a_recommendation_a_pair_and_a_position(load):
    assert load(row("Ratify  the protocol ")) == {"created": 1}

    recommendation = Recommendation.objects.with_position().get()
    assert (
        recommendation.state.iso3,
        recommendation.session,
        recommendation.cycle,
        recommendation.number,
        recommendation.wording_en,
        recommendation.action_category,
        recommendation.position,
        [term.key for term in recommendation.terms.all()],
        [pair.state.iso3 for pair in recommendation.made_by.all()],
    ) == ("KGZ", 8, 1, "", "Ratify the protocol", 5, "supported", ["torture"], ["NOR"])


def test_equal_texts_of_several_states_stay_apart(load):
    load(row(by="Norway"), row(by="Chile"))
    assert Recommendation.objects.count() == 2


def test_same_file_again_creates_and_changes_nothing(load):
    rows = [row("First"), row("Second"), row("Second"), row("Second", response="Noted")]
    load(*rows)
    record = dict(checksums())

    assert load(*rows, at=LATER) == {"unchanged": 4}

    assert Recommendation.objects.count() == 4
    kept = {name: sums for name, sums in checksums() if "import" not in name}
    kept.pop("audit_entry")
    assert kept == {name: record[name] for name in kept}


def test_equal_rows_in_another_order_are_the_same_rows(load):
    supported, noted = row(), row(response="Noted")
    load(supported, noted)
    assert load(noted, supported) == {"unchanged": 2}


def test_third_equal_row_is_new(load):
    load(row(), row())
    assert load(row(), row(), row()) == {"unchanged": 2, "created": 1}
    assert sorted(MadeBy.objects.values_list("key_ordinal", flat=True)) == [1, 2, 3]


def test_other_spaces_and_a_full_stop_do_not_make_another_recommendation(load):
    load(row("Ratify the protocol"))
    assert load(row(" Ratify  the protocol")) == {"unchanged": 1}
    assert load(row("RATIFY the protocol.")) == {"changed": 1}
    assert Recommendation.objects.get().wording_en == "RATIFY the protocol."


def test_change_keeps_what_was_before_and_the_history_of_positions(load):
    load(row(response="Noted", action="4", issues="Detention"))

    assert load(row(), at=LATER) == {"changed": 1}

    changed = ImportRow.objects.get(outcome="changed")
    assert changed.before == {
        "wording_en": "Ratify the protocol",
        "position": "noted",
        "action_category": 4,
        "issues": ["detention"],
    }
    assert changed.raw["Response"] == "Accepted"
    recommendation = Recommendation.objects.get()
    assert recommendation.action_category == 5
    assert [term.key for term in recommendation.terms.all()] == ["torture"]
    assert [
        (position.kind, position.superseded_at)
        for position in recommendation.positions.in_order()
    ] == [("noted", LATER), ("supported", None)]
    assert load(row()) == {"unchanged": 1}


def test_what_people_corrected_since_stays_when_the_file_says_nothing_new(load):
    load(row())
    Recommendation.objects.update(wording_en="Ratify the Protocol to the Convention")
    assert load(row()) == {"unchanged": 1}
    assert Recommendation.objects.get().wording_en.endswith("Convention")


def test_unknown_states_sessions_and_faults_are_rejected_with_a_reason(load):
    outcome = load(
        row(by="&#40;Unknown&#41;"),
        row(to="Atlantis"),
        row(session="98"),
        row(" "),
        row(),
    )
    assert outcome == {"rejected": 4, "created": 1}
    rejected = ImportRow.objects.filter(outcome="rejected").order_by("number")
    assert list(rejected.values_list("number", "reason", "target")) == [
        (2, "The recommending State, “(Unknown)”, is unknown.", None),
        (3, "The State under review, “Atlantis”, is unknown.", None),
        (4, "Session 98 is not in the calendar.", None),
        (5, "The row has no wording.", None),
    ]
    assert Recommendation.objects.count() == 1


def test_unknown_issue_is_reported_and_the_row_taken(load):
    assert load(row(issues="Detention,Time travel")) == {"created": 1}
    assert ImportRow.objects.get().reason == "Not a known issue: Time travel."


def test_russian_wording_lands_in_its_own_column(load):
    load(row("Запретить пытки"))
    only = Recommendation.objects.get()
    assert (only.wording_en, only.wording_ru) == ("", "Запретить пытки")


def test_import_leaves_a_batch_and_an_entry(load, tmp_path):
    load(row(), row(to="Atlantis"))
    batch = ImportBatch.objects.get()
    assert (
        *(batch.state, batch.format, batch.file_name),
        *(batch.rows, batch.created, batch.rejected),
    ) == ("done", "csv", "export.csv", 2, 1, 1)
    assert Entry.objects.get().verb == "recommendation.imported"


def test_names_of_files_are_made_safe():
    assert actions.safe_name('<b>"x"\u202e.xls') == "_b__x__.xls"
    assert len(actions.safe_name("x" * 255 + ".csv")) == 120


def test_dry_run_says_the_same_and_changes_nothing(load):
    load(row("First"), row("Second"))
    before = dict(checksums())
    rows = [row("First"), row("Second", response="Noted"), row("Third"), row(to="?")]

    said = load(*rows, dry_run=True)

    assert dict(checksums()) == before
    assert said == load(*rows)
    assert said == {"unchanged": 1, "changed": 1, "created": 1, "rejected": 1}


def test_file_that_is_cut_off_changes_nothing(load, catalogue, tmp_path):
    load(row("First"))
    before = dict(checksums())
    path = tmp_path / "cut.csv"
    path.write_bytes(export([row("Second"), row("Third")])[:-30])
    with pytest.raises(CannotRead):
        import_recommendations(path=path, at=LOADED_AT)
    assert dict(checksums()) == before


def test_failure_in_the_middle_takes_everything_back(load, monkeypatch):
    def fall_over(step, done, total):
        if step == "write" and done == 2000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(*(row(f"Number {n}") for n in range(2500)), progress=fall_over)

    assert not Recommendation.objects.exists()
    assert ImportBatch.objects.get().state == "refused"


def test_second_import_at_once_is_refused_in_a_sentence(load):
    settings = connection.get_connection_params()
    keys = {"host", "port", "user", "password", "dbname"}
    elsewhere = {key: value for key, value in settings.items() if key in keys}
    with psycopg.connect(**elsewhere) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [actions.LOCK])
        with pytest.raises(CannotImport, match="Another import is running"):
            load(row())
        assert load(row(), dry_run=True) == {"created": 1}
    assert load(row()) == {"created": 1}


def test_import_that_died_is_named_so_by_the_next(load):
    dead = ImportBatchFactory(state="running", finished_at=None)
    load(row())
    dead.refresh_from_db()
    assert (dead.state, bool(dead.refusal)) == ("refused", True)


def test_without_a_catalogue_the_import_says_what_to_do(db, tmp_path):
    with pytest.raises(CannotImport, match=re.escape("bin/manage load_catalogue")):
        import_recommendations(path=tmp_path / "any.csv", at=LOADED_AT)


@needs_shared
def test_real_files_are_one_import(db):
    load_catalogue()
    first = import_recommendations(path=KYRGYZ_XLS, at=LOADED_AT)
    again = import_recommendations(path=KYRGYZ_CSV, at=LATER)

    assert first.summary() == {
        "format": "xls",
        "rows": 8343,
        "created": 8343,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "supported": 6206,
        "noted": 2137,
    }
    assert (again.outcomes["created"], again.outcomes["changed"]) == (0, 0)
    assert first.problems == []
    kyrgyz = Recommendation.objects.filter(state__iso3="KGZ").with_position()
    assert kyrgyz.count() == 175
    assert kyrgyz.filter(position="supported").count() == 154
    assert kyrgyz.filter(position="noted").count() == 21


@needs_shared
@pytest.mark.skipif("CI" not in os.environ, reason="slow: only with CI=true")
def test_real_clean_file_holds_the_others(db):
    load_catalogue()
    import_recommendations(path=KYRGYZ_XLS, at=LOADED_AT)
    report = import_recommendations(path=GLOBAL_CSV, at=LATER, dry_run=True)
    assert dict(+report.outcomes) == {
        "created": 24_730,
        "unchanged": 8_343,
        "rejected": 9,
    }


def wording(recommender, wording_en="Our own words"):
    return DemonstrationWording(
        state=StateFactory(kyrgyzstan=True),
        session=8,
        cycle=1,
        recommender=recommender,
        position="noted",
        wording_en=wording_en,
    )


def test_demonstration_wording_is_added_once():
    ours = wording(StateFactory())
    batch = add_demonstration_wording(wordings=[ours], at=LOADED_AT)
    again = add_demonstration_wording(wordings=[ours], at=LATER)

    assert (batch.is_demonstration, again) == (True, None)
    only = Recommendation.objects.with_position().get()
    assert (only.is_demonstration, only.position) == (True, "noted")


def test_demonstration_wording_never_stands_for_a_real_row(load):
    same = wording(State.objects.get(iso3="NOR"), "Ratify the protocol")
    add_demonstration_wording(wordings=[same], at=LOADED_AT)
    assert load(row("Ratify the protocol")) == {"created": 1}


def test_positions_have_one_current(db):
    recommendation = RecommendationFactory()
    with pytest.raises(IntegrityError, match="position_one_is_current"):
        Position.objects.create(recommendation=recommendation, kind="noted")
