"""Monitored calls: the planted gap, ways of comparing, agreement, and that they are no customers' answers."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.monitoring.agreement import monitored_agreement
from analytics.monitoring.gaps import BY_CELL, BY_CONTACT, monitored_gaps
from analytics.monitoring.pairs import rated_by_both
from analytics.questions.index import question_index
from analytics.questions.items import question_items
from analytics.questions.summary import monitored_words
from analytics.view import View
from sample_data import DEFAULT, World, simulate
from tests.analytics.questions.worlds import CARE, questionnaires, rated, with_sets

SETTINGS = with_sets(care=CARE)
TRUTH = DEFAULT.monitoring
(UNRATED,) = TRUTH.rated_share_of


@pytest.fixture(scope="module")
def world() -> World:
    """A sample company with as many monitored calls as the usual one."""
    return simulate(12_000, 365, seed=7)


@pytest.fixture(scope="module")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its rated contacts; tests only read them."""
    with rated(world) as connection:
        yield connection


@pytest.fixture(scope="module")
def gaps(company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return monitored_gaps(company, SETTINGS, "care", ("department",))


def overlooked(department: str) -> float:
    return TRUTH.overlooked_rate_of.get(department, TRUTH.overlooked_rate)


def test_the_planted_gap_lies_in_the_interval_of_each_department(
    company: duckdb.DuckDBPyConnection, gaps: pl.DataFrame
) -> None:
    """Monitors overlook a share of what customers find wrong: of their distance to the best score."""
    said = customers_by_item(company)
    held = {}
    for row in gaps.iter_rows(named=True):
        of_items = said.filter(department=row["department"])
        customers = (of_items["value"] * of_items["weight"]).sum() / of_items["weight"].sum()
        truth = overlooked(row["department"]) * (100 - customers)
        held[row["department"]] = row["gap_low"] <= truth <= row["gap_high"]
    # Of six intervals of 95 % one may miss.
    assert len(held) == 6 and sum(held.values()) >= 5
    assert held["기술지원"]


def customers_by_item(company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """What customers give on each item, and how much of what is compared it is: of calls rated by both the
    items that both rated, else all.
    """
    told = View(picked={"channel": ("phone",)})
    pairs = rated_by_both(company, SETTINGS, "care", ("department",))
    parts = pairs.with_columns(pl.col("weight") / pl.col("weight").sum().over("contact_id"))
    shares = parts.group_by("department", "item").agg(part=pl.col("weight").sum())
    items = [
        question_items(company, SETTINGS, "care", told.pick(department=name)).with_columns(
            department=pl.lit(name)
        )
        for name in ("가입", "기술지원", "방문서비스", "설치", "요금", "해지방어")
    ]
    asked = pl.concat(items).join(shares, on=["department", "item"], how="left")
    return asked.with_columns(weight=pl.coalesce("part", "weight"))


def test_only_the_department_with_another_planted_gap_stands_out(gaps: pl.DataFrame) -> None:
    assert gaps.filter("is_clear")["department"].to_list() == ["기술지원"]
    assert gaps["department"][0] == "기술지원"


def test_where_no_contact_was_rated_by_both_cells_are_compared(gaps: pl.DataFrame) -> None:
    ways = dict(gaps.select("department", "way").iter_rows())
    assert ways.pop(UNRATED) == BY_CELL
    assert set(ways.values()) == {BY_CONTACT}
    assert gaps.filter(department=UNRATED)["paired"].item() == 0


def test_the_gap_of_all_is_told_in_a_sentence(company: duckdb.DuckDBPyConnection) -> None:
    whole = monitored_gaps(company, SETTINGS, "care")
    row = whole.row(0, named=True)
    assert row["gap_low"] < row["monitored"] - row["customers"] < row["gap_high"]
    words = monitored_words(whole)
    assert f"monitors are {row['gap']:.1f} points" in words.en and "높습니다" in words.ko


def test_agreement_is_that_of_the_planted_share_of_own_views(
    company: duckdb.DuckDBPyConnection, world: World
) -> None:
    """A monitor's score is the customer's own with a known chance, so covariance and level are known."""
    found = monitored_agreement(company, SETTINGS, "care").row(
        by_predicate=pl.col("item") == "csat", named=True
    )
    calls = world.contacts.filter(channel="phone").select("contact_id", "department")
    said = world.answers.filter(item="csat").join(calls.rename({"department": "of"}), on="contact_id")
    of_five = said.filter(pl.col("of") != UNRATED)
    parts = of_five.group_by("of").agg(mean=pl.col("score").mean(), spread=pl.col("score").var(ddof=0))
    # What is planted, in each department, of customers' scores c and monitors' m.
    overlook = pl.col("of").replace_strict(
        dict(TRUTH.overlooked_rate_of), default=TRUTH.overlooked_rate, return_dtype=pl.Float64
    )
    known = parts.with_columns(
        m=(1 - overlook) * pl.col("mean") + overlook * 5,
        covariance=(1 - overlook) * TRUTH.same_view_rate * pl.col("spread"),
        m_square=(1 - overlook) * (pl.col("spread") + pl.col("mean") ** 2) + overlook * 25,
        c_square=pl.col("spread") + pl.col("mean") ** 2,
        product=(1 - overlook) * TRUTH.same_view_rate * pl.col("spread"),
    ).with_columns(product=pl.col("product") + pl.col("m") * pl.col("mean"))
    c, m, cc, mm, cm = known.select(pl.col("mean", "m", "c_square", "m_square", "product").mean()).row(0)
    covariance = cm - c * m
    spread = (cc - c**2 + mm - m**2) / 2
    truth = covariance / (spread + (m - c) ** 2 / 2)
    assert found["agreement_low"] < truth < found["agreement_high"]
    assert found["agreement_low"] < found["kappa"] < found["agreement_high"]
    assert found["consistency"] > found["agreement"]


def test_what_monitors_rate_is_in_no_figure_of_customers(
    world: World, company: duckdb.DuckDBPyConnection
) -> None:
    with rated(world, is_monitored=False) as alone:
        own = question_index(alone, SETTINGS, "care")
    assert_frame_equal(question_index(company, SETTINGS, "care"), own)
    (count,) = company.sql("SELECT count(*) FROM customer_answers").fetchone() or (0,)
    assert count == world.answers.height


def test_without_monitors_there_is_a_note(world: World) -> None:
    with rated(world, is_monitored=False) as alone:
        whole = monitored_gaps(alone, SETTINGS, "care")
        assert whole.select("gap", "n", "note").rows() == [(None, 0, "not_in_data")]
        assert monitored_gaps(alone, SETTINGS, "care", ("department",)).is_empty()
        assert "respondent" in monitored_words(whole).en
        agreement = monitored_agreement(alone, SETTINGS, "care")
        assert agreement.select("item", "agreement", "n", "note").rows() == [
            ("index", None, 0, "not_in_data")
        ]


def test_a_set_of_monitors_reads_their_answers() -> None:
    scores = {f"ksqi.{item}": [1.0, 0.0] * 20 for item in ("welcome", "premises", "appearance")}
    with questionnaires(scores, respondent="monitor") as connection:
        figures = question_index(connection, SETTINGS, "ksqi")
    before = figures.row(by_predicate=pl.col("part") == "before", named=True)
    assert (before["value"], before["n"]) == (pytest.approx(50), 40)
