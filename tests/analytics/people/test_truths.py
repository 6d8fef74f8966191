"""What is planted in the staff of the sample company is found, with intervals that hold it."""

import math
from datetime import date, timedelta

import duckdb
import polars as pl
import pytest

from analytics.people.experience import experience_by_tier
from analytics.people.goes_with import goes_with_satisfaction
from analytics.people.quality import quality
from analytics.people.tiers import spread_by_tier
from analytics.view import View
from sample_data import DEFAULT, World
from sample_data.service import AGENTS_PER_DESK
from tests.analytics.recovery.warehouses import SETTINGS

# Before the planted decline of a department begins.
CALM = View(until=DEFAULT.decline.starts_on - timedelta(days=1))
STAFFING = DEFAULT.staffing


@pytest.fixture(scope="module")
def slopes(company: duckdb.DuckDBPyConnection) -> dict[str, dict[str, float]]:
    found = goes_with_satisfaction(company, SETTINGS)
    return {row["factor"]: row for row in found.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("factor", "truth"),
    [
        ("tenure_years", STAFFING.csat_per_tenure_year),
        ("is_trained", STAFFING.trained_csat_points),
        ("satisfaction", 0.05),
    ],
)
def test_what_satisfaction_goes_with_is_found_at_its_size(
    slopes: dict[str, dict[str, float]], factor: str, truth: float
) -> None:
    row = slopes[factor]
    assert 0 < row["low"] < truth < row["high"]
    assert row["agents"] > 150


def test_agents_differ_by_what_is_planted_and_do_not_fail_differently(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = spread_by_tier(company, SETTINGS)
    # Agents are centred within their desk, so that there they scatter a little less.
    planted = DEFAULT.satisfaction.agent_spread * math.sqrt(1 - 1 / AGENTS_PER_DESK)
    by_tier = found.filter(figure="csat_mean")
    assert by_tier["contact_tier"].to_list() == ["high", "medium", "low"]
    assert (by_tier["between_low"] < planted).all()
    assert (by_tier["between_high"] > planted).all()
    assert by_tier.filter(contact_tier="medium")["between_low"].item() > 0.05
    assert (found.filter(figure="failure")["between_low"] == 0).all()


def test_experience_sits_where_contact_is_high(company: duckdb.DuckDBPyConnection, world: World) -> None:
    tenure = experience_by_tier(company, SETTINGS, View(until=world.last_day)).filter(figure="tenure_years")
    since = (world.last_day - world.first_day).days / 365.25
    means = {row["contact_tier"]: row for row in tenure.iter_rows(named=True)}
    for tier, planted in STAFFING.tenure_years.items():
        error = planted / math.sqrt(STAFFING.tenure_shape * means[tier]["n"])
        assert means[tier]["value"] == pytest.approx(planted + 0.1 + since, abs=4 * error)
        assert means[tier]["low"] < means[tier]["value"] < means[tier]["high"]
    assert means["low"]["value"] < means["medium"]["value"] < means["high"]["value"]


def test_the_worse_department_is_seen_in_its_teams_and_not_in_its_agents(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """Agents are held against their own desk, teams against all of the tier and channel."""
    worse = DEFAULT.cells[0]
    teams = quality(company, SETTINGS, "team", CALM).filter(contact_tier=worse.contact_tier, channel="phone")
    for figure, sign in (("csat_mean", 1), ("failure", -1)):
        ordered = teams.filter(figure=figure).sort(sign * pl.col("shrunk"))
        assert ordered["department"].head(2).to_list() == [worse.department] * 2
    agents = quality(company, SETTINGS, "agent_id", CALM).filter(department=worse.department, channel="phone")
    failures = agents.filter(figure="failure")
    assert failures["stands_out"].null_count() == failures.height == AGENTS_PER_DESK


def test_few_agents_stand_out_where_chance_alone_makes_them(company: duckdb.DuckDBPyConnection) -> None:
    found = quality(company, SETTINGS, "agent_id", CALM).filter(figure="failure")
    assert found.height > 200
    assert found["stands_out"].drop_nulls().len() <= 1


def test_small_samples_are_drawn_in_and_not_told(company: duckdb.DuckDBPyConnection) -> None:
    week = View(date(2026, 3, 2), date(2026, 3, 8))
    few = quality(company, SETTINGS, "agent_id", week).filter(pl.col("n") < SETTINGS.definitions.small_n)
    assert few.height > 100
    for name in ("value", "z", "rank", "stands_out"):
        assert few[name].null_count() == few.height
    assert few["note"].unique().to_list() == ["too_few"]
    assert (few["shrunk_low"] <= few["shrunk"]).all()
