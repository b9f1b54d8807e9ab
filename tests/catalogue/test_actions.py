import shutil
from datetime import date

import pytest

from catalogue import actions, datafiles
from catalogue.models import (
    Cycle,
    Region,
    Session,
    State,
    StateAlias,
    Term,
    TermMapping,
    Treaty,
    Turn,
)
from tests.factories.catalogue import StateFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data files that a test may write in."""
    copy = shutil.copytree(datafiles.DATA, tmp_path / "data")
    monkeypatch.setattr(datafiles, "DATA", copy)
    return copy


def rewrite(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_load_catalogue_fills_every_table():
    report = actions.load_catalogue()

    assert State.objects.count() == 195
    assert State.objects.members().count() == 193
    assert Region.objects.count() == 9
    assert Term.objects.of("upr-info-issues").count() == 54
    assert Term.objects.of("action-categories").count() == 5
    assert Term.objects.of("sdg-goals").count() == 17
    assert Treaty.objects.count() == 9
    assert Cycle.objects.of_session(49).number == 4
    assert Session.objects.get(number=49).year == 2025
    assert report.total("changed") == report.total("unchanged") == 0


def test_load_catalogue_names_kyrgyzstan_as_the_un_does():
    actions.load_catalogue()

    state = State.objects.get(iso3="KGZ")
    assert (state.name_en, state.name_ru) == ("Kyrgyzstan", "Кыргызстан")
    assert state.formal_name_ky == "Кыргыз Республикасы"
    keys = state.organisations.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["cis", "eaeu", "oic", "osce", "sco"]


def test_load_catalogue_twice_changes_nothing():
    first = actions.load_catalogue()
    moments = list(State.objects.order_by("pk").values_list("updated_at", flat=True))

    second = actions.load_catalogue()

    assert second.total("created") == second.total("changed") == 0
    assert second.total("unchanged") == first.total("created")
    assert second.lines == []
    assert moments == list(
        State.objects.order_by("pk").values_list("updated_at", flat=True)
    )


def test_load_catalogue_dry_run_reports_and_leaves_nothing():
    report = actions.load_catalogue(dry_run=True)

    assert report.total("created") > 1000
    assert not State.objects.exists()
    assert not StateAlias.objects.exists()


def test_load_catalogue_renames_the_same_row(data):
    actions.load_catalogue()
    before = State.objects.get(iso3="CZE")
    rewrite(data / "states.csv", "CZE,CZ,EEG,Czechia,", "CZE,CZ,EEG,Bohemia,")

    report = actions.load_catalogue()

    after = State.objects.get(iso3="CZE")
    assert (after.pk, after.name_en) == (before.pk, "Bohemia")
    assert report.counts["States"]["changed"] == 1
    assert report.lines == ["States: name_en “Czechia” became “Bohemia”"]
    assert State.objects.resolve("Bohemia") == State.objects.resolve("Czechia") == after


def test_load_catalogue_keeps_what_staff_wrote(data):
    actions.load_catalogue()
    State.objects.filter(iso3="JPN").update(name_ky="Жапония")
    rewrite(data / "states.csv", "Japan,Япония,Япония,", "Japan,Япония,Ниппон,")

    report = actions.load_catalogue()

    assert State.objects.get(iso3="JPN").name_ky == "Жапония"
    assert report.lines == [
        "States: name_ky “Жапония” was written here and stays; the file now says “Ниппон”"
    ]


def test_load_catalogue_takes_over_a_row_it_did_not_make():
    state = StateFactory(kyrgyzstan=True, name_ru="Киргизия")

    actions.load_catalogue()

    state.refresh_from_db()
    assert state.name_ru == "Кыргызстан"


def test_load_catalogue_leaves_what_the_files_dropped(data):
    actions.load_catalogue()
    line = '\n53,2026,,,yes,"November 2026, worked out from three sessions a year"'
    rewrite(data / "sessions.csv", line, "")

    report = actions.load_catalogue()

    assert Session.objects.filter(number=53).exists()
    assert report.lines == ["sessions: 53 is in no file any more; it stays"]


def test_load_catalogue_says_nothing_about_what_people_added_or_bettered():
    actions.load_catalogue()
    TermFactory(key="archery")
    State.objects.filter(iso3="JPN").update(name_ky="Жапония")

    assert actions.load_catalogue().lines == []


def test_load_catalogue_keeps_an_alias_that_staff_gave_to_another_state():
    other = StateFactory()
    StateAlias.objects.create(state=other, alias="Holland")

    actions.load_catalogue()

    assert State.objects.resolve("Holland") == other


def test_load_catalogue_follows_memberships_and_mappings(data):
    actions.load_catalogue()
    rewrite(data / "terms" / "organisations.csv", "ARM BLR KAZ KGZ RUS", "ARM KGZ RUS")
    rewrite(data / "terms" / "topics.csv", "Коррупция,corruption", "Коррупция,")

    report = actions.load_catalogue()

    eaeu = Term.objects.of("organisations").get(key="eaeu")
    members = eaeu.states.order_by("iso3").values_list("iso3", flat=True)
    assert list(members) == ["ARM", "KGZ", "RUS"]
    assert not TermMapping.objects.filter(source__key="corruption").exists()
    assert report.total("removed") == 3


def test_load_catalogue_is_all_or_nothing(data):
    rewrite(data / "terms" / "topics.csv", "Коррупция,corruption", "Коррупция,graft")

    with pytest.raises(KeyError, match="graft"):
        actions.load_catalogue()

    assert not State.objects.exists()


def test_load_catalogue_knows_when_kyrgyzstan_is_reviewed():
    actions.load_catalogue()
    state = State.objects.get(iso3="KGZ")

    fourth = Turn.objects.of(state, cycle=4)
    fifth = Turn.objects.of(state, cycle=5)

    assert (fourth.session, fourth.reviewed_on) == (49, date(2025, 4, 28))
    assert (fourth.is_projected, fifth.is_projected) == (False, True)
    assert Session.objects.get(number=49).ends_on == date(2025, 5, 9)
    assert Turn.objects.of(state, cycle=6) is None


def test_load_catalogue_keeps_a_day_that_a_person_has_confirmed():
    actions.load_catalogue()
    turns = Turn.objects.filter(state__iso3="KGZ", cycle=5)
    turns.update(reviewed_on=date(2030, 2, 4), is_projected=False)

    report = actions.load_catalogue()

    assert turns.get().reviewed_on == date(2030, 2, 4)
    assert not turns.get().is_projected
    assert report.lines == []
    assert report.total("changed") == report.total("created") == 0
