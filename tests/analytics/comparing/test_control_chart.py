"""A control chart of a measure over complete weeks."""

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest

from analytics.comparing.control import control_chart
from analytics.measuring import measure
from analytics.statistics.control_charts import p_limits
from analytics.view import View
from tests.analytics.comparing.worlds import SETTINGS
from warehouse.errors import QueryError

DECLINING = View(picked={"department": ("설치",), "contact_tier": ("high",)})


def test_a_declining_department_leaves_its_limits_after_it_began(company: duckdb.DuckDBPyConnection) -> None:
    chart = control_chart(company, SETTINGS, "failure", DECLINING)
    assert (chart.kind, chart.step, chart.baseline) == ("laney_p", "week", 20)
    last = chart.signals.filter(pl.col("rule") == "beyond_limits").row(-1, named=True)
    assert date(2026, 9, 21) <= last["since"] <= date(2026, 10, 12)
    assert (last["side"], last["is_better"]) == (1, False)
    marked = chart.points.filter(pl.col("signal") == "beyond_limits")
    assert (marked["value"] > marked["upper"]).any()
    assert chart.points.filter(pl.col("at") == last["since"])["signal"].to_list() == ["beyond_limits"]


def test_points_are_the_measure_and_limits_are_laneys(company: duckdb.DuckDBPyConnection) -> None:
    chart = control_chart(company, SETTINGS, "failure", DECLINING)
    complete = chart.points.filter("is_complete")
    weekly = measure(company, SETTINGS, "failure", ("week",), DECLINING)
    known = weekly.filter(pl.col("week").is_in(complete["at"].to_list()))
    assert complete["n"].to_list() == known["n"].to_list()
    counts = (complete["value"] * complete["n"]).to_numpy()
    limits = p_limits(counts, complete["n"].to_numpy(), 20, is_laney=True)
    assert complete["lower"].to_numpy() == pytest.approx(limits.lower)
    assert complete["upper"].to_numpy() == pytest.approx(limits.upper)
    assert chart.centre == pytest.approx(counts[:20].sum() / complete["n"][:20].sum())


def test_weeks_that_are_not_complete_neither_set_limits_nor_signal(
    company: duckdb.DuckDBPyConnection,
) -> None:
    chart = control_chart(company, SETTINGS, "failure")
    first, last = chart.points.row(0, named=True), chart.points.row(-1, named=True)
    # The year begins on a Saturday and ends on one.
    assert first["at"] == date(2025, 11, 3)
    assert (last["at"], last["is_complete"]) == (date(2026, 10, 26), False)
    assert last["value"] is not None
    assert last["upper"] is last["signal"] is last["is_baseline"] is None


def test_the_baseline_can_be_chosen_and_is_half_of_a_short_course(company: duckdb.DuckDBPyConnection) -> None:
    chosen = control_chart(company, SETTINGS, "failure", baseline=8)
    assert chosen.baseline == chosen.points["is_baseline"].sum() == 8
    since = date(2026, 3, 2)
    short = control_chart(company, SETTINGS, "failure", View(since, since + timedelta(days=16 * 7 - 1)))
    assert short.points.height == 16
    assert short.baseline == 8


def test_each_kind_of_measure_has_its_chart(company: duckdb.DuckDBPyConnection) -> None:
    kinds = {
        name: control_chart(company, SETTINGS, name).kind for name in ("csat", "contacts", "ces", "wait_p50")
    }
    assert kinds == {"csat": "laney_p", "contacts": "laney_u", "ces": "xmr", "wait_p50": "xmr"}
    contacts = control_chart(company, SETTINGS, "contacts")
    assert contacts.points["value"].to_list() == contacts.points["n"].to_list()
    assert contacts.signals["is_better"].null_count() == contacts.signals.height
    by_day = control_chart(company, SETTINGS, "contacts", by="day")
    assert by_day.points.height == 365


def test_a_wait_that_halved_stays_on_the_better_side_since_then(company: duckdb.DuckDBPyConnection) -> None:
    view = View(picked={"department": ("기술지원",), "channel": ("phone",)})
    chart = control_chart(company, SETTINGS, "wait_p90", view)
    run = chart.signals.filter(pl.col("rule") == "run").row(-1, named=True)
    assert (run["side"], run["is_better"]) == (-1, True)
    assert run["until"] == date(2026, 10, 25)
    # A run begins with what chance had put on that side just before.
    assert date(2026, 4, 13) <= run["since"] <= date(2026, 5, 4)


def test_too_short_or_empty_courses_have_no_limits(company: duckdb.DuckDBPyConnection) -> None:
    since = date(2026, 3, 2)
    short = control_chart(company, SETTINGS, "failure", View(since, since + timedelta(days=5 * 7 - 1)))
    assert (short.baseline, short.centre, short.points.height) == (0, None, 5)
    assert short.points["upper"].null_count() == 5
    empty = control_chart(company, SETTINGS, "failure", View(picked={"department": ("nobody",)}))
    assert empty.points.is_empty() and empty.signals.is_empty()
    assert empty.points.columns == short.points.columns


def test_a_wrong_step_or_baseline_is_refused(company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="month"):
        control_chart(company, SETTINGS, "failure", by="month")  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="too short"):
        control_chart(company, SETTINGS, "failure", baseline=3)
