"""Calls of the company: rates by hand, no trace in what customers do, and staying as planted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.special import expit, logit

from analytics.catalogue import MEASURES
from analytics.measuring import measure
from analytics.notes import TOO_FEW
from analytics.outbound.rates import attempts, rates
from analytics.outbound.staying import NO_CALLS, NO_RECORDS, NOT_OVER, Stayed, staying
from sample_data import DEFAULT, World, simulate
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError

Row = dict[str, Any]


def call(customer: str, day: int, outcome: str, hour: int = 10, **more: Any) -> Row:
    own = {"customer_id": customer, "at": at(day, hour), "outcome": outcome, "direction": "outbound"}
    return own | {"reason": "해피콜"} | more


CALLS = [
    call("a", 2, "abandoned"),
    call("a", 3, "resolved", hour=18),
    call("b", 2, "unresolved", contact_id="asked"),
    call("c", 2, "unresolved"),
    call("d", 2, "abandoned", reason="확인"),
    {"customer_id": "a", "at": at(4), "outcome": "abandoned"},
]
ANSWER = pl.DataFrame(
    {"answer_id": ["x"], "survey_id": ["s"], "contact_id": ["asked"], "item": ["csat"], "score": [4.0]}
).with_columns(answered_at=pl.lit(at(5)).dt.replace_time_zone("UTC"))


@pytest.fixture(scope="module")
def small() -> Iterator[duckdb.DuckDBPyConnection]:
    with make_warehouse({"contacts": contacts(CALLS), "answers": ANSWER}, SMALL) as connection:
        yield connection


def test_a_call_is_tried_reached_and_answered_by_its_end_or_a_survey(
    small: duckdb.DuckDBPyConnection,
) -> None:
    row = rates(small, SMALL).row(0, named=True)
    assert (row["tried"], row["customers"], row["reached"], row["answered"]) == (5, 4, 3, 2)
    assert (row["reach"], row["answer"]) == (pytest.approx(3 / 5), pytest.approx(2 / 3))
    by_campaign = {r["reason"]: r["tried"] for r in rates(small, SMALL, ["reason"]).to_dicts()}
    assert by_campaign == {"해피콜": 4, "확인": 1}
    assert rates(small, SMALL, ["hour"]).filter(hour="18")["reach"].to_list() == [1.0]


def test_attempts_are_counted_by_customer(small: duckdb.DuckDBPyConnection) -> None:
    found = {row["attempts"]: row for row in attempts(small, SMALL).to_dicts()}
    assert (found[1]["customers"], found[1]["reached"], found[1]["answered"]) == (3, 2, 1)
    assert (found[2]["customers"], found[2]["reached"]) == (1, 1)
    assert found[None]["mean"] == pytest.approx(5 / 4)


def test_few_calls_are_told_and_an_impossible_split_refused(small: duckdb.DuckDBPyConnection) -> None:
    row = rates(small, SETTINGS).row(0, named=True)
    assert (row["tried"], row["reach"], row["note"]) == (5, None, TOO_FEW)
    with pytest.raises(QueryError, match="cannot be split"):
        rates(small, SETTINGS, ["contact_number"])


def test_nothing_that_customers_do_moves_with_the_calls_of_the_company() -> None:
    world = simulate(400, 200, 5)
    records = {"answers": world.answers, "customers": world.customers, "purchases": world.purchases}
    both = pl.concat([world.contacts, _often_called(world)], how="diagonal")
    with (
        make_warehouse({**records, "contacts": world.contacts}) as without,
        make_warehouse({**records, "contacts": both}) as with_calls,
    ):
        for name in MEASURES:
            assert_frame_equal(measure(without, SETTINGS, name), measure(with_calls, SETTINGS, name))
        for table in ("contact_daily", "customer_month", "customer_daily", "follow_up_daily"):
            ordered = f"SELECT * FROM {table} ORDER BY ALL"
            assert_frame_equal(without.sql(ordered).pl(), with_calls.sql(ordered).pl())
        assert with_calls.sql("SELECT count(*) FROM outbound_facts").fetchone() == (400,)


def _often_called(world: World) -> pl.DataFrame:
    """A call for some of the contacts, a day later."""
    some = world.contacts.drop_nulls("customer_id").head(400)
    return some.select(
        "customer_id",
        "department",
        "channel",
        "reason",
        "outcome",
        contact_id=pl.lit("OB") + pl.col("contact_id"),
        occurred_at=pl.col("occurred_at") + pl.duration(days=1),
        direction=pl.lit("outbound"),
    )


def test_what_is_missing_is_said(small: duckdb.DuckDBPyConnection) -> None:
    assert staying(small, SMALL).tried.note == NO_RECORDS
    leaver = pl.DataFrame(
        {"customer_id": ["a"], "joined_on": [date(2020, 1, 1)], "left_on": [date(2026, 3, 20)]}
    )
    inbound = [row for row in CALLS if "direction" not in row]
    with make_warehouse({"contacts": contacts(inbound), "customers": leaver}, SMALL) as connection:
        assert staying(connection, SMALL).tried.note == NO_CALLS
    with make_warehouse({"contacts": contacts(CALLS), "customers": leaver}, SMALL) as connection:
        assert staying(connection, SMALL).tried.note == NOT_OVER


# Trouble decides more about calls than in the sample company, so that few customers tell what that does.
TROUBLED = {"failure_unrecovered": 3.0, "complaint": 1.5}


def stayed_of(leaving_log_odds: float) -> tuple[Stayed, float]:
    """What is found, and what is planted: among those called, stays less as it would have been without."""
    truths = replace(
        DEFAULT,
        outbound=replace(
            DEFAULT.outbound, tried_rate=0.01, leaving_log_odds=leaving_log_odds, tried_log_odds=TROUBLED
        ),
    )
    world = simulate(10_000, 365, 54, truths)
    records = {
        "contacts": pl.concat([world.contacts, world.calls], how="diagonal"),
        "customers": world.customers,
    }
    with make_warehouse(records) as connection:
        found = staying(connection, SETTINGS)
    assert found.tried.without is not None
    # As they would have been without: of many times as many customers as were called, so nearly sure.
    gone = 1 - found.tried.without.value
    return found, float(gone - expit(logit(gone) + leaving_log_odds))


@pytest.mark.thorough
def test_with_no_effect_the_plain_difference_is_wrong_and_the_adjusted_one_holds_nothing() -> None:
    found, truth = stayed_of(0.0)
    assert truth == pytest.approx(0)
    assert found.tried.plain is not None
    assert found.tried.difference is not None
    assert found.tried.plain.high < 0
    assert found.tried.difference.low < 0 < found.tried.difference.high
    assert found.reached.difference is not None
    assert found.reached.difference.low < 0 < found.reached.difference.high


@pytest.mark.thorough
def test_a_planted_effect_is_found() -> None:
    found, truth = stayed_of(-1.0)
    assert found.tried.difference is not None
    assert found.tried.difference.low < truth < found.tried.difference.high
    assert found.tried.is_clear
    assert found.tried.overlap is not None
    assert np.isclose(found.tried.overlap.treated, found.tried.n)


def test_calls_of_the_sample_company_go_where_they_are_planted() -> None:
    world, planted = simulate(4_000, 365, 7), DEFAULT.outbound
    days = world.calls["occurred_at"].dt.convert_time_zone("Asia/Seoul")
    hours = pl.when(days.dt.hour() < 13).then(pl.lit("morning"))
    part = hours.when(days.dt.hour() < 18).then(pl.lit("afternoon")).otherwise(pl.lit("evening"))
    made = world.calls.with_columns(part=part, is_reached=pl.col("outcome") != "abandoned")
    reached = dict(made.group_by("part").agg(pl.col("is_reached").mean()).rows())
    assert reached["morning"] < reached["afternoon"] < reached["evening"]
    for name, rate in planted.reached_rate.items():
        low, high = rate - 0.08, expit(logit(rate) + planted.reached_log_odds_over_3_years) + 0.08
        assert low < reached[name] < high, name
    answered = world.calls.filter(outcome="resolved").height / made["is_reached"].sum()
    assert abs(answered - planted.answered_rate) < 0.08
    assert world.calls.height < 0.03 * world.contacts.height
