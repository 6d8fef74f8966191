"""Data that carry no model say why; no figure is absurd."""

import math
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.drivers.at_risk import customers_at_risk
from analytics.drivers.importance import driver_importance, places_of
from analytics.drivers.leak import leak_check
from analytics.drivers.model import DriverModel, driver_model
from analytics.drivers.summary import summary
from analytics.drivers.validation import validation
from analytics.drivers.whatif import what_if
from analytics.view import View
from tests.analytics.drivers.churn import Cell, cell, churn_marts, every_month
from tests.coverage.world_marts import SETTINGS
from warehouse.words import Words

CAPS = (("over_promise", 0),)


def model_of(*cells: list[Cell]) -> DriverModel:
    return driver_model(churn_marts([row for rows in cells for row in rows]), SETTINGS)


def assert_figures_are_plain(model: DriverModel) -> None:
    """Every number is finite, and every level has a figure or a note."""
    for frame in (model.levels, model.drivers):
        for column in frame.select(pl.col(pl.Float64)):
            assert all(math.isfinite(value) for value in column.drop_nulls())
    unexplained = model.levels.filter(pl.col("odds_ratio").is_null(), pl.col("note").is_null())
    assert unexplained.is_empty()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([], "no complete month"),
        (every_month(100, 0), "at least 10"),
        (every_month(100, 100), "Every customer left"),
        (every_month(1, 1), "Every customer left"),
        ([cell(1, 0)], "at least 10"),
    ],
)
def test_data_without_both_kinds_have_no_model_and_say_so(cells: list[Cell], said: str) -> None:
    connection = churn_marts(cells)
    model = driver_model(connection, SETTINGS)
    assert model.fitted is None
    assert said in model.notes[0].en and model.notes[0].ko
    assert summary(model, driver_importance(connection, SETTINGS)) == model.notes
    assert what_if(connection, SETTINGS, CAPS).contrast is None
    assert isinstance(validation(connection, SETTINGS), Words)
    assert isinstance(leak_check(connection, SETTINGS), Words)
    assert places_of(model, "complaints", SETTINGS).is_empty()
    assert customers_at_risk(connection, SETTINGS).customers.is_empty()
    assert driver_importance(connection, SETTINGS)["share"].null_count() == 6


def test_a_warehouse_without_a_load_has_no_model() -> None:
    model = driver_model(duckdb.connect(), SETTINGS)
    assert model.fitted is None
    assert model.drivers["note"].unique().to_list() == ["not_in_data"]


def test_one_department_and_nothing_lived_through_is_a_model_without_drivers() -> None:
    model = model_of(every_month(500, 10), every_month(500, 4, tenure="over_3_years"))
    assert_figures_are_plain(model)
    assert model.levels["factor"].unique().to_list() == ["tenure"]
    assert model.drivers["note"].to_list() == ["not_in_data"] * 6


def test_a_level_in_which_nobody_left_is_left_out_with_a_sentence() -> None:
    model = model_of(
        every_month(2000, 40), every_month(500, 25, unrecovered_failures=1), every_month(600, 0, complaints=1)
    )
    assert_figures_are_plain(model)
    assert any("Complaints 'once or more': 0 of 3,000 left" in note.en for note in model.notes)
    assert "complaints" not in model.levels["factor"].to_list()
    row = model.levels.filter(factor="unrecovered_failures", is_reference=False).row(0, named=True)
    assert row["odds_ratio"] == pytest.approx((25 / 475) / (40 / 1960), rel=1e-6)


def test_a_level_in_which_everybody_left_is_left_out_with_a_sentence() -> None:
    model = model_of(every_month(2000, 40), every_month(100, 100, over_promise=3))
    assert_figures_are_plain(model)
    assert any("500 of 500 left" in note.en for note in model.notes)


def test_levels_with_few_customers_are_counted_together() -> None:
    model = model_of(
        every_month(2000, 40), every_month(300, 12, over_promise=1), every_month(9, 1, over_promise=3)
    )
    levels = model.levels.filter(factor="over_promise")["level"].to_list()
    assert levels == ["none", "up_to_5_min+over_30_min"]
    assert any("are counted together" in note.en for note in model.notes)


def test_a_column_that_always_goes_with_another_is_dropped_with_a_sentence() -> None:
    model = model_of(every_month(2000, 40), every_month(400, 30, complaints=1, unresolved=1))
    assert_figures_are_plain(model)
    assert any("cannot be told apart" in note.en for note in model.notes)
    assert model.levels.filter(factor="unresolved", is_reference=False)["note"].to_list() == ["not_in_data"]


def test_unknown_segments_are_a_level_where_many_and_join_the_usual_where_few() -> None:
    many = model_of(every_month(2000, 40), every_month(900, 30, segment=None))
    assert "unknown" in many.levels.filter(factor="segment")["label_en"].to_list()
    few = model_of(
        every_month(2000, 40), every_month(900, 30, segment="large"), every_month(8, 1, segment=None)
    )
    assert any("'usual or unknown' are counted together" in note.en for note in few.notes)


def test_drivers_that_all_go_together_with_one_month_still_have_intervals() -> None:
    alone = [cell(400, 20, complaints=1)]
    model = model_of(every_month(2000, 40), alone)
    assert_figures_are_plain(model)


def test_months_before_the_data_begin_in_full_are_left_out() -> None:
    connection = churn_marts(every_month(1000, 20))
    connection.execute("UPDATE contact_daily SET day = DATE '2026-01-05' WHERE day = DATE '2026-01-01'")
    assert driver_model(connection, SETTINGS).months == (date(2026, 3, 1), date(2026, 6, 1))


def test_a_month_that_has_not_ended_is_left_out() -> None:
    connection = churn_marts(every_month(1000, 20), last_day=date(2026, 6, 29))
    assert driver_model(connection, SETTINGS).months == (date(2026, 2, 1), date(2026, 5, 1))


def test_a_view_outside_the_data_says_that_there_is_no_month() -> None:
    connection = churn_marts(every_month(1000, 20))
    model = driver_model(connection, SETTINGS, View(date(2027, 1, 1), date(2027, 2, 1)))
    assert model.months is None
    assert "no complete month" in model.notes[0].en


def test_without_leaving_dates_leaving_is_known_by_inactivity() -> None:
    rows = every_month(0, 0, contacted=1000, returned=900)
    rows += every_month(0, 0, contacted=200, returned=150, complaints=1)
    model = driver_model(churn_marts(rows, last_day=date(2026, 8, 31), by_records=False), SETTINGS)
    assert model.definition.kind == "inactivity"
    assert (model.at_risk, model.left) == (6000, 750)
