"""Moments of truth are those of the records; score cards find what was planted, and nothing else."""

from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.comparing.funnel import fair_comparison
from analytics.measuring import measure
from analytics.moments.counted import ALL, moments_of_truth
from analytics.moments.score_cards import FIGURES, TOUCHPOINT, score_cards
from analytics.notes import TOO_FEW
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.contract import OUTCOMES

# Before the planted decline of a department begins.
CALM = View(until=DEFAULT.decline.starts_on - timedelta(days=1))
# After an order or an appointment more contacts follow by their nature; nothing of it is planted.
PLANTED = [name for name in FIGURES if name != "first_contact_resolution"]
ROW = st.tuples(
    st.sampled_from(OUTCOMES),
    st.sampled_from(["A", "B", None]),
    st.none() | st.integers(0, 5000),
    st.none() | st.integers(0, 900),
    st.integers(1, 20),
)

Row = dict[str, Any]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=25))
def test_moments_are_the_records_added_up(drawn: list[tuple[Any, ...]]) -> None:
    rows = [
        {
            "at": at(day),
            "outcome": outcome,
            "customer_id": customer,
            "service_seconds": None if seconds is None else float(seconds),
            "wait_seconds": None if wait is None else float(wait),
        }
        for outcome, customer, seconds, wait, day in drawn
    ]
    view = View(date(2026, 3, 4), date(2026, 3, 15))
    with make_warehouse({"contacts": contacts(rows)}, SMALL) as connection:
        found = {
            row["outcome"]: row for row in moments_of_truth(connection, SMALL, view).iter_rows(named=True)
        }
    inside = [row for row in rows if 4 <= row["at"].day <= 15]
    assert list(found) == [*OUTCOMES, ALL]
    for outcome, row in found.items():
        those = [one for one in inside if outcome in (one["outcome"], ALL)]
        assert row["contacts"] == len(those)
        assert row["service_seconds"] == sum(one["service_seconds"] or 0 for one in those)
        assert row["wait_seconds"] == sum(one["wait_seconds"] or 0 for one in those)
        assert row["served"] == sum(one["service_seconds"] is not None for one in those)
        if inside:
            assert row["value"] == pytest.approx(len(those) / len(inside))
    assert found[ALL]["customers"] == len({one["customer_id"] for one in inside} - {None})


def test_nothing_loaded_has_no_moments_and_no_score_cards() -> None:
    with duckdb.connect() as empty:
        assert moments_of_truth(empty, SETTINGS)["contacts"].to_list() == [0] * (len(OUTCOMES) + 1)
        assert score_cards(empty, SETTINGS).is_empty()


def test_the_planted_departments_stand_out_in_their_tier_and_no_others(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = score_cards(company, SETTINGS, CALM).filter(
        pl.col("measure").is_in(PLANTED) & pl.col("stands_out").is_not_null()
    )
    standing = set(found.select("department", "contact_tier", "stands_out").iter_rows())
    planted = {
        (cell.department, cell.contact_tier, "worse" if cell.failure_log_odds > 0 else "better")
        for cell in DEFAULT.cells
    }
    assert standing == planted
    assert {"failure", "csat", "promise_kept"} <= set(found["measure"])


def test_values_are_those_of_the_measures(company: duckdb.DuckDBPyConnection) -> None:
    cards = score_cards(company, SETTINGS, CALM)
    for name in FIGURES:
        by = ("contact_tier", *TOUCHPOINT)
        figures = (
            measure(company, SETTINGS, name, by, CALM).filter(pl.col("n") > 0).drop_nulls("contact_tier")
        )
        both = cards.filter(measure=name).join(figures, on=by, nulls_equal=True)
        assert both.height == cards.filter(measure=name).height
        assert both["n"].to_list() == both["n_right"].to_list()
        assert both["value"].to_list() == pytest.approx(both["value_right"].to_list())


def test_small_touchpoints_are_drawn_towards_their_kind_and_not_told(
    company: duckdb.DuckDBPyConnection,
) -> None:
    cards = score_cards(company, SETTINGS, View(date(2026, 3, 1), date(2026, 3, 7)))
    few = cards.filter(pl.col("n") < SETTINGS.definitions.small_n)
    assert few.height > 10
    assert few["note"].unique().to_list() == [TOO_FEW]
    assert few["value"].null_count() == few["z"].null_count() == few["stands_out"].null_count() == few.height
    assert (cards["shrunk_low"] <= cards["shrunk"]).all()
    assert (cards["shrunk"] <= cards["shrunk_high"]).all()


def test_a_touchpoint_alone_of_its_kind_is_not_held_against_itself() -> None:
    rows = [{"at": at(2), "stage": "order", "outcome": "failed" if n % 3 else "resolved"} for n in range(40)]
    with make_warehouse({"contacts": contacts(rows)}, SETTINGS) as connection:
        cards = score_cards(connection, SETTINGS).filter(measure="failure")
    assert cards.select("n", "expected", "z", "stands_out").rows() == [(40, None, None, None)]


def test_where_touchpoints_are_departments_the_usual_is_that_of_the_fair_comparison() -> None:
    """One channel and stage: then a touchpoint is a department in its tier."""
    rows = [
        {
            "at": at(2 + n % 20),
            "department": f"D{n % 6}",
            "stage": "order",
            "outcome": "failed" if n % 7 < n % 3 else "resolved",
        }
        for n in range(600)
    ]
    with make_warehouse({"contacts": contacts(rows)}, SETTINGS) as connection:
        cards = score_cards(connection, SETTINGS).filter(measure="failure").sort("department")
        fair = fair_comparison(connection, SETTINGS, "failure").sort("department")
    for name in ("n", "value", "expected", "shrunk", "shrunk_low", "shrunk_high"):
        assert cards[name].to_list() == pytest.approx(fair[name].to_list())
