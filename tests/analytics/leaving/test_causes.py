"""Causes that leavers name: counted one by one, planted ones found, intervals held to a reference."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.intervals import proportion
from analytics.leaving.causes import NAMED, causes, causes_beside_others
from analytics.leaving.leavers import OTHER, UNKNOWN
from analytics.leaving.service import OF_THE_SERVICE, of_the_service
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.contract import CUSTOMER_TYPES, LEAVE_CAUSES
from warehouse.errors import QueryError
from warehouse.pandas_on_demand import admit_pandas

TRUE = DEFAULT.causes
VOLUNTARY = 1 - TRUE.involuntary_rate
WRITTEN = st.lists(st.sampled_from([*LEAVE_CAUSES, " price ", "bad_luck", "", "price"]), max_size=4)
FIRST = date(2026, 3, 2)

Row = dict[str, Any]


def leavers(rows: Sequence[Row]) -> pl.DataFrame:
    """Customers, each with an id by its number."""
    usual: Row = {"joined_on": date(2020, 1, 1), "valid_from": date(2020, 1, 1)}
    listed = [usual | {"customer_id": f"C{number:04}"} | row for number, row in enumerate(rows)]
    types = {"left_on": pl.Date, "leave_causes": pl.String, "segment": pl.String}
    return pl.DataFrame(listed, schema_overrides=types, infer_schema_length=None)


def warehouse_of(rows: Sequence[Row], departments: Sequence[str] = ()) -> duckdb.DuckDBPyConnection:
    """Customers, and a contact of each with the department of the same place."""
    made = [
        {"at": at(2), "customer_id": f"C{number:04}", "department": department}
        for number, department in enumerate(departments)
    ]
    rows_of_contacts = contacts([*made, {"at": at(1)}])
    return make_warehouse({"contacts": rows_of_contacts, "customers": leavers(rows)}, SMALL)


def named_by(written: str | None) -> set[str]:
    """What a leaver names, as a person would read it."""
    found = {part.strip() for part in (written or "").split("|")} - {""}
    return {cause if cause in LEAVE_CAUSES else OTHER for cause in found} or {UNKNOWN}


def share(found: pl.DataFrame, cause: str, **where: str) -> Row:
    (row,) = found.filter(cause=cause, **where).rows(named=True)
    return row


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(WRITTEN, st.booleans(), st.sampled_from(["우수", "일반", None]), st.integers(0, 40)),
        min_size=1,
        max_size=30,
    )
)
def test_every_leaver_counts_once_for_each_cause_that_they_name(drawn: list[tuple[Any, ...]]) -> None:
    rows = [
        {
            "leave_causes": "|".join(written) or None,
            "left_on": FIRST + timedelta(days=days) if has_left else None,
            "segment": segment,
        }
        for written, has_left, segment, days in drawn
    ]
    view = View(FIRST + timedelta(days=5), FIRST + timedelta(days=30), {"segment": ("우수",)})
    with warehouse_of(rows) as connection:
        found = causes(connection, SMALL, (), view)
    inside = [
        named_by(row["leave_causes"])
        for row in rows
        if row["left_on"] and view.since and view.until and row["segment"] == "우수"
        if view.since <= row["left_on"] <= view.until
    ]
    counted = {cause: sum(cause in named for named in inside) for cause in NAMED}
    assert dict(found.select("cause", "named").iter_rows()) == counted
    assert found["n"].to_list() == [len(inside)] * len(NAMED)


def test_what_is_picked_of_contacts_is_that_of_the_last_one_before_leaving() -> None:
    rows = [{"left_on": date(2026, 3, 9), "leave_causes": "price"}] * 3
    with warehouse_of(rows, ["요금", "설치"]) as connection:
        by_department = causes(connection, SMALL, ("department",))
    counted = by_department.filter(cause="price").select("department", "n").rows()
    assert counted == [("설치", 1), ("요금", 1), (None, 1)]


def test_who_comes_again_after_leaving_is_known_by_what_came_before() -> None:
    made = contacts(
        [
            {"at": at(2), "customer_id": "C0000", "department": "요금"},
            {"at": at(9), "customer_id": "C0000", "department": "설치"},
        ]
    )
    rows = [{"left_on": date(2026, 3, 8), "leave_causes": "price"}]
    with make_warehouse({"contacts": made, "customers": leavers(rows)}, SMALL) as connection:
        found = causes(connection, SMALL, ("department",))
    assert found["department"].unique().to_list() == ["요금"]


def test_intervals_of_causes_that_exclude_each_other_are_those_of_goodman() -> None:
    admit_pandas()
    from statsmodels.stats.proportion import multinomial_proportions_confint

    counts = [56, 72, 73, 59, 62, 87, 58]
    reference = multinomial_proportions_confint(counts, alpha=0.05, method="goodman")
    frame = pl.DataFrame({"named": counts}).with_columns(n=pl.col("named").sum())
    found = frame.select(**proportion(pl.col("named"), pl.col("n"), looks=len(counts))._asdict())
    for ours, theirs in zip(found.rows(), reference, strict=True):
        assert ours[1:] == pytest.approx(tuple(theirs), abs=1e-12)


def test_planted_causes_lie_within_their_intervals(company: duckdb.DuckDBPyConnection) -> None:
    found = causes(company, SETTINGS, ("customer_type",))
    for kind in CUSTOMER_TYPES:
        for cause in ("price", "competition", "ethics"):
            true = VOLUNTARY * (TRUE.base_rate[cause] + TRUE.added_by_type.get((cause, kind), 0.0))
            row = share(found, cause, customer_type=kind)
            assert row["low"] < true < row["high"], (kind, cause)
        involuntary = share(found, "involuntary", customer_type=kind)
        assert involuntary["low"] < TRUE.involuntary_rate < involuntary["high"]


def test_what_types_of_customers_name_more_often_is_found_and_nothing_else(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = causes_beside_others(company, SETTINGS, "customer_type").filter("is_clear")
    more = found.filter(pl.col("difference") > 0)
    planted = {(kind, cause) for cause, kind in TRUE.added_by_type}
    assert set(more.select("customer_type", "cause").iter_rows()) == planted
    for kind, cause in planted:
        row = share(more, cause, customer_type=kind)
        assert row["difference_low"] < row["difference"] < row["difference_high"]


def test_segments_name_the_same_causes(company: duckdb.DuckDBPyConnection) -> None:
    """None is planted; what segments live through differs too little to show."""
    found = causes_beside_others(company, SETTINGS, "segment")
    assert found["difference"].null_count() < found.height
    assert not found["is_clear"].any()


def test_who_names_something_of_the_service_is_counted_once() -> None:
    rows = [
        {"left_on": FIRST, "leave_causes": "core_failure|response_to_failure"},
        {"left_on": FIRST, "leave_causes": "price|inconvenience"},
        {"left_on": FIRST, "leave_causes": "price"},
        {"left_on": None, "leave_causes": "inconvenience"},
    ]
    with warehouse_of(rows) as connection:
        found = of_the_service(connection, SMALL).row(0, named=True)
    assert (found["named"], found["n"]) == (2, 3)
    assert set(OF_THE_SERVICE) < set(LEAVE_CAUSES)


def test_few_leavers_are_told_as_too_few_and_none_as_not_in_the_data() -> None:
    with warehouse_of([{"left_on": FIRST, "leave_causes": "price"}] * 29) as connection:
        few = causes(connection, SETTINGS)
        none = causes(connection, SETTINGS, (), View(date(2025, 1, 1), date(2025, 1, 2)))
    assert few["note"].unique().to_list() == ["too_few"]
    assert few["named"].max() == 29
    assert few["value"].null_count() == few.height
    assert none["note"].unique().to_list() == ["not_in_data"]


@pytest.mark.parametrize("name", ["hour", "contact_number", "segmnt"])
def test_a_dimension_that_leavers_lack_is_told(company: duckdb.DuckDBPyConnection, name: str) -> None:
    with pytest.raises(QueryError, match=name):
        causes(company, SETTINGS, (name,))
