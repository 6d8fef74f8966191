"""Departments are compared within their tier alone, and only what goes beyond chance stands out."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.satisfaction.distribution import satisfaction_scores
from analytics.satisfaction.peers import beside_peers
from analytics.view import View
from sample_data import simulate
from tests.analytics.satisfaction.worlds import SETTINGS, answers, contacts, marts_of, marts_of_world

BEFORE_THE_DECLINE = View(until=date(2026, 9, 20))


@pytest.fixture(scope="module")
def company() -> duckdb.DuckDBPyConnection:
    return marts_of_world(simulate(6_000, 365, seed=1))


def two_departments(loans: int, cards: int, of: int = 200) -> duckdb.DuckDBPyConnection:
    """So many satisfied in each."""
    served = pl.concat([contacts(of), contacts(of, first=of, department="cards")])
    told = pl.concat(
        [answers([5] * good + [1] * (of - good), first=first) for good, first in ((loans, 0), (cards, of))]
    )
    return marts_of(served, told)


def test_only_the_planted_departments_stand_out(company: duckdb.DuckDBPyConnection) -> None:
    found = beside_peers(company, SETTINGS, BEFORE_THE_DECLINE)
    clear = found.filter("is_clear").select("department", "contact_tier", pl.col("difference") > 0)
    assert clear.rows() == [("기술지원", "medium", False), ("방문서비스", "high", True)]
    assert found.height == 19


def test_one_department_far_out_does_not_make_the_others_stand_out() -> None:
    names = ("loans", "cards", "claims", "savings")
    served = pl.concat([contacts(400, 400 * place, department=name) for place, name in enumerate(names)])
    told = pl.concat(
        [
            answers([5] * good + [1] * (400 - good), 400 * place)
            for place, good in enumerate((380, 280, 282, 278))
        ]
    )
    found = beside_peers(marts_of(served, told), SETTINGS)
    assert found.filter("is_clear")["department"].to_list() == ["loans"]
    by_name = {row["department"]: row for row in found.iter_rows(named=True)}
    assert (by_name["loans"]["set_aside"], by_name["loans"]["peers_n"]) == (0, 1200)
    assert (by_name["cards"]["set_aside"], by_name["cards"]["peers_n"]) == (1, 800)
    assert by_name["cards"]["peers_value"] == 560 / 800


def test_a_department_is_compared_with_the_others_added_up() -> None:
    first, second = beside_peers(two_departments(100, 160), SETTINGS).iter_rows(named=True)
    assert (first["department"], first["value"], first["peers_value"]) == ("loans", 0.5, 0.8)
    assert (first["n"], first["peers_n"]) == (200, 200)
    assert first["difference"] == pytest.approx(-0.3)
    assert first["difference_low"] < -0.3 < first["difference_high"] < 0
    assert first["is_clear"] and second["is_clear"]
    assert second["difference"] == pytest.approx(0.3)


def test_alike_departments_do_not_stand_out() -> None:
    assert not beside_peers(two_departments(150, 152), SETTINGS)["is_clear"].any()


def test_a_department_looked_at_alone_keeps_its_peers() -> None:
    alone = beside_peers(two_departments(100, 160), SETTINGS, View(picked={"department": ("loans",)}))
    assert alone.select("department", "peers_value").rows() == [("loans", 0.8)]


@pytest.mark.parametrize("channel", ["phone", "web"])
def test_without_peers_there_is_nothing_to_compare(channel: str) -> None:
    other_tier = contacts(200, first=200, department="cards", contact_tier="low")
    connection = marts_of(pl.concat([contacts(200), other_tier]), answers([5, 1] * 200))
    assert beside_peers(connection, SETTINGS, View(picked={"channel": (channel,)})).is_empty()


def test_everybody_satisfied_is_no_difference() -> None:
    found = beside_peers(two_departments(200, 200), SETTINGS)
    assert found["difference"].to_list() == [0, 0]
    assert not found["is_clear"].any()


def test_a_warehouse_without_a_load_has_no_rows() -> None:
    with duckdb.connect() as empty:
        assert beside_peers(empty, SETTINGS).is_empty()
        assert satisfaction_scores(empty, SETTINGS).is_empty()


def test_scores_that_nobody_gave_have_no_share() -> None:
    told = answers([1] * 10 + [4] * 30 + [9] * 5)
    found = satisfaction_scores(marts_of(contacts(50), told), SETTINGS)
    assert found.select("score", "answers", "share", "n").rows() == [
        (1, 10, 0.25, 40),
        (2, 0, 0, 40),
        (3, 0, 0, 40),
        (4, 30, 0.75, 40),
        (5, 0, 0, 40),
    ]
    assert found["low"][1] == 0 and 0 < found["high"][1] < 0.1


def test_shares_of_a_tier_add_up_and_tiers_with_few_answers_are_left_out() -> None:
    served = pl.concat(
        [contacts(60), contacts(20, 60, contact_tier="high"), contacts(40, 80, contact_tier=None)]
    )
    found = satisfaction_scores(marts_of(served, answers([5, 4, 3] * 40)), SETTINGS)
    assert found["contact_tier"].unique(maintain_order=True).to_list() == ["medium", None]
    added = found.group_by("contact_tier").agg(
        pl.col("share").sum(), pl.col("answers").sum() - pl.col("n").max()
    )
    assert added["share"].to_list() == pytest.approx([1, 1])
    assert added["answers"].to_list() == [0, 0]
