"""Cohorts and monthly rates, counted by hand."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.retention.cohorts import cohorts
from analytics.retention.survival import SPLITS
from analytics.view import View
from tests.project import Project
from warehouse.errors import QueryError

Connection = duckdb.DuckDBPyConnection
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def counts(cells: pl.DataFrame, cohort: date) -> list[tuple[int, int, int]]:
    """Months since, still there and active of a cohort."""
    numbers = cells.filter(pl.col("cohort") == cohort).select(
        "months_since",
        (pl.col("value") * pl.col("n")).round().cast(pl.Int64),
        (pl.col("active_value") * pl.col("n")).round().cast(pl.Int64),
    )
    return numbers.rows()


def test_cohorts_of_joining_lose_those_who_leave(members: Project, of_members: Connection) -> None:
    found = cohorts(of_members, members.settings)
    assert found.cells["cohort"].unique().sort().to_list() == [JANUARY, FEBRUARY, MARCH]
    # January: soon and stays; soon leaves in February; stays comes again in March.
    assert counts(found.cells, JANUARY) == [(0, 2, 2), (1, 1, 0), (2, 1, 1), (3, 1, 0), (4, 1, 0), (5, 1, 0)]
    # later leaves only after the data end; at_once leaves in the month of joining.
    assert counts(found.cells, FEBRUARY)[-1] == (4, 1, 0)
    assert counts(found.cells, MARCH) == [(0, 0, 1), (1, 0, 0), (2, 0, 0), (3, 0, 0)]
    assert found.cells["is_complete"].all()


def test_a_month_that_is_not_over_is_marked(members: Project, of_members: Connection) -> None:
    cells = cohorts(of_members, members.settings, view=View(until=date(2026, 3, 15))).cells
    assert cells.filter(~pl.col("is_complete"))["month"].unique().to_list() == [MARCH]
    assert cells["is_over"].equals(cells["is_complete"])


def test_a_cohort_whose_month_the_data_do_not_hold_whole_is_left_out(
    members: Project, of_members: Connection
) -> None:
    cells = cohorts(of_members, members.settings, view=View(since=date(2026, 1, 5))).cells
    assert JANUARY not in cells["cohort"].to_list()


def test_cohorts_by_inactivity_are_complete_when_their_silence_is_over(
    silent: Project, of_silent: Connection
) -> None:
    found = cohorts(of_silent, silent.settings, inactivity_days=10)
    # pauses, just and once fall silent in January; comes never; late is of March.
    assert counts(found.cells, JANUARY) == [(0, 1, 4), (1, 1, 1), (2, 1, 1)]
    assert found.cells.filter(~pl.col("is_complete"))["month"].unique().to_list() == [MARCH]
    assert found.cells["is_over"].all()


def test_churn_is_those_who_left_of_those_there(members: Project, of_members: Connection) -> None:
    rates = measure(of_members, members.settings, "churn_rate", ["month"])
    figures = {row["month"].month: (row["value"], row["n"]) for row in rates.iter_rows(named=True)}
    # There in February: soon, stays, old, later, unknown. In March without soon, with at_once.
    assert figures[2] == (pytest.approx(1 / 5), 5)
    assert figures[3] == (pytest.approx(3 / 5), 5)
    # The first month of the data is not at risk, since nothing is known of the month before.
    assert figures[1] == (None, 0)


def test_a_month_counts_where_its_last_day_is_looked_at(members: Project, of_members: Connection) -> None:
    inside = measure(
        of_members, members.settings, "churn_rate", view=View(date(2026, 2, 28), date(2026, 3, 30))
    )
    assert inside["n"].item() == 5
    outside = measure(
        of_members, members.settings, "churn_rate", view=View(date(2026, 2, 1), date(2026, 2, 27))
    )
    assert outside["note"].item() == "not_in_data"


def test_churn_is_monthly(members: Project, of_members: Connection) -> None:
    with pytest.raises(QueryError, match="cannot be split or filtered by day"):
        measure(of_members, members.settings, "churn_rate", ["day"])


def test_without_leaving_dates_there_is_no_churn_by_records(silent: Project, of_silent: Connection) -> None:
    assert measure(of_silent, silent.settings, "churn_rate")["note"].item() == "not_in_data"


def test_who_left_without_complaining_had_reason_to_complain_and_did_not(
    members: Project, of_members: Connection
) -> None:
    # Only soon left in the month after a failure, without a complaint.
    row = measure(of_members, members.settings, "left_without_complaint").row(0, named=True)
    assert (row["value"], row["n"]) == (1, 1)


def test_falling_silent_is_not_coming_back_in_time(members: Project, of_members: Connection) -> None:
    rates = measure(of_members, members.settings, "inactivity_rate", ["month"])
    figures = {row["month"].month: (row["value"], row["n"]) for row in rates.iter_rows(named=True)}
    # In January soon and stays, of whom stays comes back after 59 days; in February later; in March two,
    # which counts in April, when nobody has a contact.
    assert [figures[month] for month in (2, 3)] == [(pytest.approx(1 / 2), 2), (1, 1)]
    whole = measure(of_members, members.settings, "inactivity_rate").row(0, named=True)
    assert (whole["value"], whole["n"]) == (pytest.approx(4 / 5), 5)


def test_silence_that_is_not_over_is_not_judged(silent: Project, of_silent: Connection) -> None:
    rates = measure(of_silent, silent.settings, "inactivity_rate", ["month"])
    # On March 31 no 90 days have passed since January 31.
    assert set(rates["note"]) == {"not_in_data"}


@pytest.mark.parametrize("by", SPLITS)
@pytest.mark.parametrize("definition", ["records", "inactivity"])
def test_the_cohorts_of_parts_add_up_to_those_of_all(
    members: Project, of_members: Connection, by: str, definition: str
) -> None:
    whole = cohorts(of_members, members.settings, None, definition).cells
    parts = cohorts(of_members, members.settings, by, definition).cells
    assert whole["group"].null_count() == whole.height
    there = (pl.col("value") * pl.col("n")).sum().round()
    active = (pl.col("active_value") * pl.col("n")).sum().round()
    added = parts.group_by("cohort", "month").agg(pl.col("n").sum(), there=there, active=active)
    expected = whole.group_by("cohort", "month").agg(pl.col("n").sum(), there=there, active=active)
    assert added.sort(pl.all()).rows() == expected.sort(pl.all()).rows()


def test_a_part_is_that_of_the_record_or_of_the_first_contact(
    members: Project, of_members: Connection
) -> None:
    segments = {
        row["segment"]: row["customers"]
        for row in of_members.sql(
            """SELECT segment, count(*) AS customers FROM customers
            WHERE date_trunc('month', joined_on) = DATE '2026-01-01' GROUP BY ALL"""
        )
        .pl()
        .to_dicts()
    }
    january = cohorts(of_members, members.settings, by="segment").cells.filter(
        pl.col("cohort") == JANUARY, pl.col("months_since") == 0
    )
    assert dict(january.select("group", "n").iter_rows()) == segments
    first = of_members.sql(
        """SELECT department, count(*) AS customers FROM (
            SELECT customer_id, arg_min(department, occurred_local) AS department, min(day) AS day
            FROM contact_facts WHERE customer_id IS NOT NULL GROUP BY ALL
        ) WHERE date_trunc('month', day) = DATE '2026-01-01' GROUP BY ALL"""
    ).pl()
    seen = cohorts(of_members, members.settings, "department", "inactivity").cells.filter(
        pl.col("cohort") == JANUARY, pl.col("months_since") == 0
    )
    assert sorted(seen.select("group", "n").rows()) == sorted(first.rows())


def test_cohorts_of_an_unknown_part_are_refused(members: Project, of_members: Connection) -> None:
    with pytest.raises(QueryError, match="no part 'segmnt'"):
        cohorts(of_members, members.settings, by="segmnt")
