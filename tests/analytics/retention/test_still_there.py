"""Survival by records and by inactivity, counted by hand and against the generator's hazard."""

from dataclasses import replace
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.dimensions import DIMENSIONS
from analytics.retention.cohorts import cohorts
from analytics.retention.definition import Definition, find_definition
from analytics.retention.inactivity import inactivity_window
from analytics.retention.still_there import medians, still_there
from analytics.retention.survival import SPLITS, survival, survival_of_spells
from analytics.statistics.kaplan_meier import kaplan_meier
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.coverage.survival import spells_of, true_survival, without_exposures
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader, open_writer

Connection = duckdb.DuckDBPyConnection
# Days until the end of observation, whether by leaving, and from when on: soon, stays, old, later, at_once.
DURATIONS, LEFT, ENTRIES = [30, 172, 425, 150, 1], [1, 0, 1, 0, 1], [0, 0, 365, 0, 0]
NUMBERS = ("time", "at_risk", "events", "survival", "std_error", "low", "high")


def test_tenure_is_counted_from_joining_with_late_entry(members: Project, of_members: Connection) -> None:
    found = survival(of_members, members.settings)
    assert (found.definition.kind, found.scale) == ("records", "joining")
    expected = kaplan_meier(DURATIONS, LEFT, entry=ENTRIES)
    assert found.curves.select(NUMBERS).equals(expected)
    assert found.groups.row(0) == (None, 5, 3, None)


def test_the_view_narrows_the_days_watched(members: Project, of_members: Connection) -> None:
    found = survival(of_members, members.settings, view=View(date(2026, 2, 1), date(2026, 2, 28)))
    # at_once has not joined yet; soon left on the 30th day, 22 of them before February.
    expected = kaplan_meier([30, 50, 424, 28], [1, 0, 0, 0], entry=[22, 22, 396, 0])
    assert found.curves.select(NUMBERS).equals(expected)


def test_segments_are_compared_by_log_rank(members: Project, of_members: Connection) -> None:
    found = survival(of_members, members.settings, "segment")
    assert found.groups.select("group", "customers", "left").rows() == [("basic", 3, 3), ("plus", 2, 0)]
    assert found.log_rank is not None
    # On day 1 one of four leaves, on day 30 one of three, on day 425 the only one.
    assert found.groups["expected"].to_list() == pytest.approx([2 / 4 + 1 / 3 + 1, 2 / 4 + 2 / 3])


def test_departments_are_those_of_the_first_contact(members: Project, of_members: Connection) -> None:
    found = survival(of_members, members.settings, "department")
    assert found.scale == "first_contact"
    # at_once left on the day of the first contact and is not counted.
    assert found.groups.select("group", "customers", "left").rows() == [("cards", 2, 0), ("claims", 1, 1)]
    claims = found.curves.filter(pl.col("group") == "claims").select("time", "survival")
    assert claims.rows() == [(0, 1), (27, 0)]


def test_a_narrowed_view_counts_from_the_first_contact(members: Project, of_members: Connection) -> None:
    found = survival(
        of_members, members.settings, view=View(picked={"department": ("cards",), "channel": ("web",)})
    )
    assert found.scale == "first_contact"
    assert found.groups.row(0)[1:3] == (2, 0)


def test_silence_is_an_event_only_after_all_its_days(silent: Project, of_silent: Connection) -> None:
    found = survival(of_silent, silent.settings, inactivity_days=10)
    assert found.definition == Definition("inactivity", 10)
    # pauses after 4 days, just after 10 (a gap of exactly 10 days is none), once at once; comes is watched
    # until 10 days before the end; late came too late to be judged.
    expected = kaplan_meier([4, 10, 0, 79], [1, 1, 1, 0])
    assert found.curves.select(NUMBERS).equals(expected)


def test_parts_by_inactivity_have_their_order(silent: Project, of_silent: Connection) -> None:
    found = survival(of_silent, silent.settings, "contact_tier", inactivity_days=10)
    assert found.groups["group"].to_list() == ["medium", "low"]
    assert found.groups["left"].to_list() == [2, 1]


def test_a_warehouse_without_a_load_has_no_curves_cohorts_or_window(project: Project) -> None:
    open_writer(project.settings).close()
    with open_reader(project.settings) as connection:
        for by in (None, *SPLITS):
            found = survival(connection, project.settings, by)
            assert found.curves.is_empty() and found.groups.is_empty()
            assert still_there(found, 30).is_empty() and medians(found).is_empty()
            assert found.log_rank is None or found.log_rank.statistic is None
        assert cohorts(connection, project.settings).cells.is_empty()
        window = inactivity_window(connection, project.settings)
    assert window.window_days is None and window.curve.is_empty()


def test_the_definition_follows_the_data_unless_asked(
    members: Project, of_members: Connection, silent: Project, of_silent: Connection
) -> None:
    assert find_definition(of_members, members.settings) == Definition("records")
    assert find_definition(of_silent, silent.settings) == Definition("inactivity", 90)
    assert find_definition(of_members, members.settings, "inactivity") == Definition("inactivity", 90)
    assert (
        "90일" in Definition("inactivity", 90).words.ko and "90 days" in Definition("inactivity", 90).words.en
    )


@pytest.mark.parametrize(
    ("kind", "days", "says"),
    [
        ("record", None, "Did you mean 'records'"),
        ("records", None, "No customer record says"),
        ("records", 30, "Records know no days"),
        (None, 0, "0 days"),
    ],
)
def test_definitions_that_make_no_sense_are_answered(
    silent: Project, of_silent: Connection, kind: str | None, days: int | None, says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        find_definition(of_silent, silent.settings, kind, days)


def test_an_unknown_part_is_answered_with_the_nearest(members: Project, of_members: Connection) -> None:
    with pytest.raises(QueryError, match="Did you mean 'segment'"):
        survival(of_members, members.settings, "segments")


def spells(*rows: tuple[str | None, int, int, bool, float]) -> pl.DataFrame:
    columns = {
        "group": pl.String,
        "entry": pl.Int64,
        "duration": pl.Int64,
        "has_event": pl.Boolean,
        "weight": pl.Float64,
    }
    return pl.DataFrame(rows, columns, orient="row")


def test_where_nobody_left_the_interval_is_that_of_a_share_of_those_watched() -> None:
    found = survival_of_spells(spells((None, 0, 400, False, 100.0)), Definition("records"), "joining", None)
    row = still_there(found, 30, [12]).row(0, named=True)
    assert (row["value"], row["high"], row["note"]) == (1, 1, None)
    assert row["low"] == pytest.approx(100 / (100 + 1.959964**2), abs=1e-6)
    assert medians(found)["value"].to_list() == [None]


def test_where_all_left_nothing_remains_with_room_for_error() -> None:
    found = survival_of_spells(spells((None, 0, 10, True, 50.0)), Definition("records"), "joining", None)
    assert medians(found)["value"].to_list() == [10]
    row = still_there(found, 0, [1]).row(0, named=True)
    assert row["value"] == 0 and row["note"] is None


def test_few_customers_and_times_not_watched_are_not_shown() -> None:
    rows = spells(
        ("few", 0, 400, False, 29.0), ("many", 0, 100, False, 500.0), ("old", 700, 900, True, 500.0)
    )
    found = survival_of_spells(rows, Definition("records"), "joining", DIMENSIONS["segment"])
    shown = {
        (row["group"], row["months"]): row["note"]
        for row in still_there(found, 30, [3, 6]).iter_rows(named=True)
    }
    assert shown == {
        ("few", 3): "too_few",
        ("few", 6): "too_few",
        ("many", 3): None,
        ("many", 6): "not_in_data",
        ("old", 3): "not_in_data",
        ("old", 6): "not_in_data",
    }


@pytest.mark.slow
def test_survival_of_simulated_worlds_covers_the_hazard_they_were_drawn_with() -> None:
    truths = replace(DEFAULT, leaving=without_exposures())
    inside = []
    for seed in range(6):
        worlds = [simulate(2_000, 365, seed, truths=truths)]
        found = survival_of_spells(spells_of(worlds), Definition("records"), "joining", DIMENSIONS["segment"])
        for row in still_there(found, 20, [6, 12]).drop_nulls("value").iter_rows(named=True):
            truth = true_survival(round(row["months"]), row["group"], truths.leaving)
            inside.append(row["low"] <= truth <= row["high"])
    assert len(inside) >= 30
    # Of about 40 intervals at 95 %, more than 6 misses come about once in a thousand times.
    assert inside.count(False) <= 6
