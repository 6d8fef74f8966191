"""What was asked again after a hand-over: planted shares and effects are found; SQL and edges."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.handing_over.asked_again import AskedAgain, asked_again
from analytics.handing_over.lists import AFTER_HAND_OVER, asked_again_after, asked_again_from
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse


@pytest.fixture(scope="module")
def found(large_company: duckdb.DuckDBPyConnection) -> AskedAgain:
    return asked_again(large_company, SETTINGS)


def test_customers_are_asked_again_by_the_channel_they_come_from(found: AskedAgain) -> None:
    rates = DEFAULT.handing_over.asked_again_rate
    assert set(found.ways["from_channel"]) == set(rates)
    assert set(found.ways["channel"]) == {"phone"}
    for row in found.ways.iter_rows(named=True):
        # A few hand-overs are followed by another contact before the one that belongs to them.
        assert row["low"] - 0.02 <= rates[row["from_channel"]] <= row["high"] + 0.02
    assert found.departments["n"].sum() == found.ways["n"].sum() == found.whole["n"].item()


def test_to_be_asked_again_goes_with_less_satisfaction_as_planted(found: AskedAgain) -> None:
    row = found.effects.filter(outcome="csat").row(0, named=True)
    assert row["low"] <= DEFAULT.handing_over.asked_again_csat_points <= row["high"] < 0
    assert row["high"] - row["low"] < 0.5
    assert row["note"] is None


def test_whether_customers_come_again_hardly_differs(found: AskedAgain) -> None:
    row = found.effects.filter(outcome="followed").row(0, named=True)
    assert abs(row["difference"]) < 0.04
    assert row["low"] < row["difference"] < row["high"]


def test_ways_are_what_sql_says(large_company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 5, 1), date(2026, 7, 31))
    wanted = large_company.sql(
        """WITH in_order AS (
            SELECT *, lag(channel) OVER w AS before, lag(outcome) OVER w AS ended, lag(occurred_at) OVER w AS
            came FROM contacts WHERE customer_id IS NOT NULL
            WINDOW w AS (PARTITION BY customer_id ORDER BY occurred_at)
        )
        SELECT before, channel, count(*), count_if(asked_again) FROM in_order
        WHERE ended = 'transferred' AND occurred_at <= came + INTERVAL 7 DAYS AND asked_again IS NOT NULL
            AND occurred_local::DATE BETWEEN '2026-05-01' AND '2026-07-31'
        GROUP BY ALL"""
    ).fetchall()
    told = asked_again(large_company, SETTINGS, view).ways
    assert sorted(told.select("from_channel", "channel", "n", "asked").rows()) == sorted(wanted)


def test_links_lead_to_the_contacts_that_are_counted(
    found: AskedAgain, large_company: duckdb.DuckDBPyConnection
) -> None:
    for row in found.ways.iter_rows(named=True):
        behind = asked_again_after(asked_again_from(row["from_channel"]))
        assert behind is not None
        sql = f"SELECT count(*) FROM contact_facts AS listed WHERE {behind.sql}"
        assert large_company.execute(sql, dict(behind.parameters(SETTINGS))).fetchall() == [(row["asked"],)]
    every = asked_again_after(AFTER_HAND_OVER)
    assert every is not None
    counted = large_company.sql(f"SELECT count(*) FROM contact_facts AS listed WHERE {every.sql}").fetchall()
    assert counted == [(found.whole["asked"].item(),)]
    assert asked_again_after("asked_again") is None


def test_only_the_first_contact_after_a_hand_over_counts_within_the_days() -> None:
    def contact(day: int, customer: str, **more: object) -> Row:
        return {"at": at(1 + day), "customer_id": customer, **more}

    listed = [
        contact(0, "A", outcome="transferred", channel="web"),
        contact(1, "A", asked_again=True),
        contact(2, "A", asked_again=True),
        contact(0, "B", outcome="transferred", channel="web"),
        contact(9, "B", asked_again=True),
        contact(0, "C", asked_again=True),
        contact(0, "D", outcome="transferred", channel="app"),
        contact(1, "D"),
        contact(2, "E", asked_again=False),
        contact(1, "E", outcome="transferred", channel="web"),
    ]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        told = asked_again(connection, SMALL)
    assert told.ways.select("from_channel", "channel", "n", "asked").rows() == [("web", "phone", 2, 1)]


def test_few_are_withheld_and_none_say_so() -> None:
    with duckdb.connect() as empty:
        told = asked_again(empty, SETTINGS)
    assert told.whole["note"].to_list() == [NOT_IN_DATA]
    assert told.effects["note"].to_list() == [NOT_IN_DATA] * 2
    listed = [
        {"at": at(2 + n, hour), "customer_id": "A", "outcome": outcome, "asked_again": hour == 11 or None}
        for n in range(5)
        for hour, outcome in ((10, "transferred"), (11, "resolved"))
    ]
    with make_warehouse({"contacts": contacts(listed)}, SETTINGS) as connection:
        told = asked_again(connection, SETTINGS)
    assert told.whole.select("n", "asked", "value", "note").rows() == [(5, 5, None, TOO_FEW)]
    assert told.effects.filter(pl.col("difference").is_not_null()).is_empty()
