"""What contacts are about, and who comes with what more often than others."""

from datetime import date

import duckdb
import polars as pl
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from analytics.measuring import measure
from analytics.reasons.about import MEASURED, SHARES, reasons
from analytics.reasons.over_represented import over_represented
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse
from warehouse.settings import Settings

OCTOBER = View(date(2026, 10, 2), date(2026, 10, 31))


@pytest.mark.parametrize("by", [(), ("channel",), ("segment",)])
def test_every_figure_is_that_of_its_measure(world: duckdb.DuckDBPyConnection, by: tuple[str, ...]) -> None:
    found = reasons(world, SETTINGS, "reason", by, OCTOBER)
    for name in (*SHARES, *MEASURED):
        same = measure(world, SETTINGS, name, ("reason", *by), OCTOBER)
        both = found.filter(pl.col(f"{name}_n") > 0).join(same, on=["reason", *by], nulls_equal=True)
        assert both.height == found.filter(pl.col(f"{name}_n") > 0).height > 0
        for own, other in ((name, "value"), (f"{name}_low", "low"), (f"{name}_high", "high")):
            assert both[own].to_list() == pytest.approx(both[other].to_list(), nan_ok=True), name
        assert both[f"{name}_n"].to_list() == both["n_right"].to_list()


def test_shares_and_costs_are_what_sql_says(world: duckdb.DuckDBPyConnection) -> None:
    found = reasons(world, SETTINGS, "reason", ("channel",))
    wanted = world.sql("""
        SELECT reason, channel, contacts, contacts / sum(contacts) OVER (PARTITION BY channel), cost
        FROM (SELECT reason, channel, count(*) AS contacts, avg(cost) AS cost FROM contacts GROUP BY ALL)
        QUALIFY contacts >= 30
        ORDER BY channel, contacts DESC, reason
    """).fetchall()
    rows = (
        found.filter(pl.col("contacts") >= 30).select("reason", "channel", "contacts", "share", "cost").rows()
    )
    assert [row[:3] for row in rows] == [row[:3] for row in wanted]
    assert [row[3:] for row in rows] == [pytest.approx(row[3:]) for row in wanted]
    assert found.group_by("channel").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([1.0] * 8)


def test_reasons_can_be_put_together_by_a_dimension_of_the_settings(world: duckdb.DuckDBPyConnection) -> None:
    values = {"요금 문의": "문의", "상품 문의": "문의", "수리": "기술"}
    kinds = Settings.model_validate(
        {
            "business_time_zone": "Asia/Seoul",
            "dimensions": [{"name": "reason_kind", "from": "reason", "values": values}],
        }
    )
    found = dict(reasons(world, kinds, "reason_kind").select("reason_kind", "contacts").rows())
    by_reason = dict(reasons(world, kinds).select("reason", "contacts").rows())
    assert found["문의"] == by_reason["요금 문의"] + by_reason["상품 문의"]
    assert found["기술"] == by_reason["수리"]
    assert found[None] == sum(by_reason.values()) - found["문의"] - found["기술"]


def test_a_group_that_comes_with_a_reason_more_often_is_told_and_no_other(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """Planted: half of those who leave come to cancel, and the standard leave more often than the best."""
    found = over_represented(world, SETTINGS)
    clear = found.filter("is_clear")
    assert set(clear["reason"]) == {"해지 신청"}
    of_best, of_standard = (
        clear.filter(pl.col("segment") == segment).row(0, named=True) for segment in ("최우수", "일반")
    )
    assert of_best["high"] < 0 < of_standard["low"]


def test_the_difference_has_the_interval_of_newcombe(world: duckdb.DuckDBPyConnection) -> None:
    found = over_represented(world, SETTINGS, "channel", "department", OCTOBER)
    whole = found.group_by("department").agg(pl.col("matters").sum().alias("of_reason"))
    n = found.unique("channel")["n"].sum()
    for row in found.join(whole, on="department").head(12).iter_rows(named=True):
        others = row["of_reason"] - row["matters"], n - row["n"]
        low, high = confint_proportions_2indep(row["matters"], row["n"], *others, method="newcomb")
        assert (row["low"], row["high"]) == pytest.approx((low, high))
        assert row["difference"] == pytest.approx(row["matters"] / row["n"] - others[0] / others[1])


def test_a_matter_counts_once_however_often_the_customer_comes() -> None:
    once: list[Row] = [
        {"at": at(day % 28 + 1), "customer_id": f"K{day}", "reason": "요금", "channel": "web"}
        for day in range(40)
    ]
    again: list[Row] = [
        {"at": at(day), "customer_id": "A", "reason": "고장", "channel": "web"} for day in range(1, 29)
    ]
    elsewhere: list[Row] = [
        row | {"channel": "phone", "customer_id": f"P{row['customer_id']}"} for row in once
    ]
    with make_warehouse({"contacts": contacts([*once, *again, *elsewhere])}) as connection:
        found = over_represented(connection, SETTINGS, "channel")
    # The matter of the one customer is one, and a reason of one matter is not looked at.
    assert found.select("reason", "channel", "matters", "n").rows() == [
        ("요금", "phone", 40, 40),
        ("요금", "web", 40, 41),
    ]
    assert not found["is_clear"].any()


def test_without_records_there_are_no_rows(world: duckdb.DuckDBPyConnection) -> None:
    nowhere = View(date(2020, 1, 1), date(2020, 1, 31))
    assert reasons(world, SETTINGS, view=nowhere).is_empty()
    assert over_represented(world, SETTINGS, view=nowhere).is_empty()
