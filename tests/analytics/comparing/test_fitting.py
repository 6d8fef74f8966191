"""Only measures that a method fits are offered, and another one is refused in a sentence."""

import duckdb
import pytest

from analytics.catalogue import MEASURES
from analytics.comparing.control import control_chart
from analytics.comparing.fitting import fitting, why_not_charted, why_not_compared
from analytics.comparing.funnel import fair_comparison
from analytics.measuring import measure
from warehouse.errors import QueryError
from warehouse.settings import Settings

CURVES = ("patience_p50", "patience_60s", "time_to_recover_p50", "time_to_recover_p90")

RATIOS = ("cost_per_resolved", "refund_rate")


def test_every_measure_says_what_kind_it_is() -> None:
    kinds = {name: entry.kind for name, entry in MEASURES.items()}
    assert {name for name, kind in kinds.items() if kind == "curve"} == set(CURVES)
    assert {name for name, kind in kinds.items() if kind == "quantile"} == {"wait_p50", "wait_p90"}
    counts = {"contacts", "customers", "purchases"}
    assert {name for name, kind in kinds.items() if kind == "count"} == counts
    assert {name for name, kind in kinds.items() if kind == "ratio"} == set(RATIOS)
    assert kinds["failure"] == kinds["service_level"] == "share"
    assert kinds["servqual_empathy_gap"] == kinds["nps"] == kinds["wait_mean"] == "mean"


@pytest.mark.parametrize("name", CURVES)
def test_figures_of_curves_are_neither_compared_nor_charted(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    for analysis in (fair_comparison, control_chart):
        with pytest.raises(QueryError, match=r"Kaplan-Meier.*Available are .*csat"):
            analysis(connection, settings, name)


@pytest.mark.parametrize("name", RATIOS)
def test_ratios_of_sums_are_neither_compared_nor_charted(name: str) -> None:
    for reason in (why_not_compared(MEASURES[name]), why_not_charted(MEASURES[name])):
        assert reason is not None
        assert "ratio of two sums" in reason.en
        assert reason.en.count(".") == reason.ko.count(".") == 1


@pytest.mark.parametrize("name", ["wait_p90", "contacts"])
def test_quantiles_and_counts_are_charted_but_not_compared(name: str) -> None:
    assert why_not_charted(MEASURES[name]) is None
    reason = why_not_compared(MEASURES[name])
    assert reason is not None
    assert reason.en.count(".") == reason.ko.count(".") == 1


@pytest.mark.parametrize("name", fitting(why_not_charted))
def test_a_control_chart_shows_the_measure_itself(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    points = control_chart(connection, settings, name, by="week").points.filter("is_complete")
    weekly = measure(connection, settings, name, ("week",)).drop_nulls("value")
    values = dict(weekly.select("week", "value").iter_rows())
    shown = points.filter(points["at"].is_in(list(values)))
    assert shown["value"].to_list() == pytest.approx([values[at] for at in shown["at"]])


@pytest.mark.parametrize("name", fitting(why_not_compared))
def test_every_measure_that_is_offered_can_be_compared(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    compared = fair_comparison(connection, settings, name).drop_nulls("value")
    measured = measure(connection, settings, name, ("contact_tier", "department")).drop_nulls()
    values = {row[:2]: row[2] for row in measured.iter_rows()}
    for row in compared.iter_rows(named=True):
        assert row["value"] == pytest.approx(
            values.get((row["contact_tier"], row["department"]), row["value"])
        )
