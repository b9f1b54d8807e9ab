"""The data files by themselves: complete, unambiguous, in step."""

from collections import Counter
from itertools import pairwise

import pytest

from catalogue import datafiles
from catalogue.names import normalise

NAMED = [
    "states",
    "regions",
    "treaties",
    "vocabularies",
    *(f"terms/{row['key']}" for row in datafiles.rows("vocabularies")),
]


@pytest.mark.parametrize("name", NAMED)
def test_datafile_names_everything_in_three_languages(name):
    for row in datafiles.rows(name):
        assert row["name_en"], row
        assert row["name_ru"], row
        assert row["name_ky"], row


def test_datafile_cells_have_no_stray_spaces():
    for name in [*NAMED, "state_aliases", "cycles", "sessions", "turns"]:
        for row in datafiles.rows(name):
            for cell in row.values():
                assert cell == " ".join(cell.split()), row


def test_state_names_stand_for_one_state_each():
    states = {}
    for iso3, name in datafiles.state_names():
        assert states.setdefault(normalise(name), iso3) == iso3, name


def test_state_aliases_each_add_a_spelling():
    spellings = {normalise(name) for _, name in datafiles.state_names()}
    aliases = [
        alias
        for row in datafiles.rows("state_aliases")
        for alias in datafiles.several(row["aliases"])
    ]
    names = {
        normalise(name)
        for row in datafiles.rows("states")
        for column, name in row.items()
        if "name_" in column and name
    }

    assert len(spellings) == len(names) + len(aliases)


def test_states_are_193_members_and_two_observers():
    groups = Counter(row["regional_group"] for row in datafiles.rows("states"))

    assert groups == {"AG": 54, "APG": 54, "EEG": 23, "GRULAC": 33, "WEOG": 29, "": 2}


def test_kyrgyzstan_has_seven_oblasts_and_two_cities():
    kinds = Counter(row["kind"] for row in datafiles.rows("regions"))

    assert kinds == {"oblast": 7, "city": 2}


def test_every_issue_belongs_to_one_topic():
    issues = [row["key"] for row in datafiles.rows("terms/upr-info-issues")]
    mapped = [
        issue
        for row in datafiles.rows("terms/topics")
        for issue in datafiles.several(row["issues"])
    ]

    assert len(issues) == 54
    assert sorted(mapped) == sorted(issues)


def test_action_categories_are_defined_in_three_languages():
    rows = list(datafiles.rows("terms/action-categories"))

    assert [row["key"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(row[f"definition_{code}"] for row in rows for code in ("en", "ru", "ky"))


def test_members_of_organisations_are_states_named_once():
    states = {row["iso3"] for row in datafiles.rows("states")}
    for row in datafiles.rows("terms/organisations"):
        members = row["members"].split()
        assert members == sorted(set(members)), row["key"]
        assert set(members) <= states, row["key"]


def test_sessions_lie_in_the_years_of_their_cycle():
    years = {int(row["number"]): int(row["year"]) for row in datafiles.rows("sessions")}
    for cycle in datafiles.rows("cycles"):
        first, last = int(cycle["first_session"]), int(cycle["last_session"])
        held = [year for number, year in years.items() if first <= number <= last]
        assert held == sorted(held)
        assert held[0] == int(cycle["first_year"])
        assert held[-1] <= int(cycle["last_year"])


# The UN's calendar


def test_each_state_has_one_turn_in_a_cycle_and_says_whence():
    known = {row["iso3"] for row in datafiles.rows("states")}
    turns = [(row["state"], row["cycle"]) for row in datafiles.rows("turns")]

    assert len(turns) == len(set(turns))
    assert {state for state, _cycle in turns} <= known
    assert all(row["source"] for row in datafiles.rows("turns"))


def test_turns_lie_in_the_sessions_of_their_cycle_and_days_in_their_session():
    cycles = {row["number"]: row for row in datafiles.rows("cycles")}
    sessions = {row["number"]: row for row in datafiles.rows("sessions")}
    for row in datafiles.rows("turns"):
        if row["cycle"] in cycles:
            cycle = cycles[row["cycle"]]
            first, last = int(cycle["first_session"]), int(cycle["last_session"])
            assert first <= int(row["session"]) <= last, row
        session = sessions.get(row["session"], {})
        if row["reviewed_on"] and session.get("starts_on"):
            assert session["starts_on"] <= row["reviewed_on"] <= session["ends_on"], row


def test_no_session_reviews_more_than_fourteen_states():
    counts = Counter(row["session"] for row in datafiles.rows("turns"))

    assert max(counts.values()) == 14


def test_what_nobody_has_confirmed_is_marked():
    fifth = [row for row in datafiles.rows("turns") if row["cycle"] == "5"]

    assert {row["state"] for row in fifth} == {"KGZ", "KAZ", "TJK", "UZB", "TKM"}
    for row in fifth:
        assert row["is_projected"]
        assert "nothing official" in row["source"]


def test_a_state_keeps_its_place_from_cycle_to_cycle():
    """DOMAIN 2.4: fourteen sessions on, from the second cycle."""
    sessions: dict[str, dict[int, int]] = {}
    for row in datafiles.rows("turns"):
        sessions.setdefault(row["state"], {})[int(row["cycle"])] = int(row["session"])
    for state in ("KGZ", "KAZ", "TJK", "UZB", "TKM"):
        order = [sessions[state][cycle] for cycle in (2, 3, 4, 5)]
        steps = {later - before for before, later in pairwise(order)}
        assert steps == {14}, state
