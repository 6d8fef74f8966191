"""Word of mouth: the planted shares are found; SQL, weights and surveys that do not ask."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.recovery.word_of_mouth import LISTS, ROWS, told_others, word_of_mouth
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse

PLANTED = {
    "never_failed": "no_failure",
    "recovered": "failure_recovered",
    "unrecovered": "failure_unrecovered",
}


def test_the_planted_shares_lie_in_their_intervals(world: duckdb.DuckDBPyConnection) -> None:
    found = word_of_mouth(world, SETTINGS)
    assert found["lived_through"].to_list() == list(ROWS)
    rows = {row["lived_through"]: row for row in found.iter_rows(named=True)}
    for name, planted in PLANTED.items():
        row = rows[name]
        assert row["low"] <= DEFAULT.survey.told_badly_rate[planted] <= row["high"]
        assert row["high"] - row["low"] < 0.2
    assert rows["unrecovered"]["low"] > rows["recovered"]["high"]
    assert rows["failed"]["asked"] == rows["recovered"]["asked"] + rows["unrecovered"]["asked"]


def test_counts_and_lists_are_what_sql_says(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 4, 1), date(2026, 9, 30))
    wanted = {
        name: (asked, told)
        for name, asked, told in world.sql(
            """SELECT
                CASE WHEN outcome <> 'failed' THEN 'never_failed'
                    WHEN recovery = 'recovered' THEN 'recovered' ELSE 'unrecovered' END,
                count(*), count_if(score = 1)
            FROM answers JOIN contacts USING (contact_id)
            WHERE item = 'word_of_mouth' AND occurred_local BETWEEN '2026-04-01' AND '2026-09-30 23:59:59'
            GROUP BY ALL"""
        ).fetchall()
    }
    found = word_of_mouth(world, SETTINGS, view)
    told = {
        name: (asked, count) for name, asked, count in found.select("lived_through", "asked", "told").rows()
    }
    assert {name: told[name] for name in wanted} == wanted
    days = "day BETWEEN '2026-04-01' AND '2026-09-30'"
    for name in ROWS:
        listed = world.sql(
            f"SELECT count(*) FROM contact_facts AS listed WHERE {days} AND {LISTS[told_others(name)].sql}"
        ).fetchall()
        assert listed == [(told[name][1],)]


def test_answers_count_by_what_they_weigh() -> None:
    met = contacts({"at": at(2), "outcome": "failed"} for _ in range(4))
    answers = met.select(
        answer_id="contact_id",
        survey_id="contact_id",
        contact_id="contact_id",
        answered_at="occurred_at",
        item=pl.lit("word_of_mouth"),
        score=pl.Series([1.0, 0, 0, 0]),
        weight=pl.Series([3.0, 1, 1, 1]),
    )
    with make_warehouse({"contacts": met, "answers": answers}, SMALL) as connection:
        row = word_of_mouth(connection, SMALL).filter(lived_through="failed").row(0, named=True)
    assert (row["asked"], row["told"]) == (4, 1)
    assert row["value"] == pytest.approx(0.5)
    # Three in effect: (3 + 1 + 1 + 1)² / (9 + 1 + 1 + 1).
    assert (row["low"], row["high"]) == pytest.approx((0.1253, 0.8747), abs=1e-3)


def test_where_no_survey_asks_nothing_is_said(empty: duckdb.DuckDBPyConnection) -> None:
    found = word_of_mouth(empty, SETTINGS)
    assert found["note"].to_list() == [NOT_IN_DATA] * len(ROWS)
    assert found["value"].null_count() == len(ROWS)
    met = contacts([{"at": at(2)}])
    answers = met.select(
        answer_id="contact_id",
        survey_id="contact_id",
        contact_id="contact_id",
        answered_at="occurred_at",
        item=pl.lit("word_of_mouth"),
        score=pl.lit(1.0),
    )
    with make_warehouse({"contacts": met, "answers": answers}, SETTINGS) as connection:
        few = word_of_mouth(connection, SETTINGS).row(0, named=True)
    assert (few["asked"], few["told"], few["value"], few["note"]) == (1, 1, None, TOO_FEW)
