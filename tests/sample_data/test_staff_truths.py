"""What is planted in the staff and in what they say is found in the world."""

import math

import numpy as np
import polars as pl
import pytest

from sample_data import DEFAULT, World, simulate
from sample_data.season import TIME_ZONE
from sample_data.service import AGENTS_PER_DESK
from tests.sample_data.fits import Numbers, assert_within_errors, linear_fit, scored

STAFFING, SURVEY = DEFAULT.staffing, DEFAULT.staff_survey
DESK = ["department", "channel"]


@pytest.fixture(scope="module")
def large_world() -> World:
    """A year of 50,000 customers: agents differ little, and it takes many answers to see by what."""
    return simulate(50_000, 365, 7)


@pytest.fixture(scope="module")
def served(large_world: World) -> pl.DataFrame:
    """CSAT scores, less the mean of desk and ending, with who the agent is."""
    latest = large_world.staff.unique("agent_id", keep="last").drop("department")
    years = (pl.lit(large_world.last_day) - pl.col("joined_on")).dt.total_days() / 365.25
    trained = (pl.lit(large_world.last_day) - pl.col("trained_on")).dt.total_days() <= 365
    ending = pl.concat_str("outcome", pl.col("recovery").fill_null(""))
    said = large_world.staff_answers.filter(pl.col("item") == "staff.satisfaction")
    satisfaction = said.group_by("agent_id").agg(satisfaction=pl.col("score").last())
    return (
        scored(large_world, "csat")
        .join(latest, on="agent_id")
        .join(satisfaction, on="agent_id", how="left")
        .with_columns(
            rest=pl.col("score") - pl.col("score").mean().over(*DESK, ending),
            years=years.clip(upper_bound=STAFFING.tenure_years_counted),
            trained=trained.fill_null(False).cast(pl.Float64),
        )
    )


def by_agent(served: pl.DataFrame, *explaining: str) -> tuple[Numbers, Numbers, Numbers]:
    """Agents as rows: what explains, less the mean of the desk; mean score; square root of the answers."""
    agents = (
        served.drop_nulls(explaining)
        .group_by("agent_id", *DESK)
        .agg(*(pl.col(name).first() for name in explaining), pl.col("rest").mean(), n=pl.len())
        .sort("agent_id")
        .with_columns(
            pl.col(name) - ((pl.col(name) * pl.col("n")).sum() / pl.col("n").sum()).over(DESK)
            for name in (*explaining, "rest")
        )
    )
    return agents.select(explaining).to_numpy(), agents["rest"].to_numpy(), agents["n"].sqrt().to_numpy()


def test_the_experienced_and_the_trained_please_more(served: pl.DataFrame) -> None:
    explained, rest, weight = by_agent(served, "years", "trained")
    found, errors = linear_fit(explained * weight[:, None], rest * weight)
    truths = [STAFFING.csat_per_tenure_year, STAFFING.trained_csat_points]
    assert_within_errors(found, errors, truths, 0.03)
    assert found[0] > 3 * errors[0]


def test_customers_of_satisfied_staff_are_more_satisfied(served: pl.DataFrame) -> None:
    explained, rest, weight = by_agent(served, "satisfaction")
    found, errors = linear_fit(explained * weight[:, None], rest * weight)
    per_point = SURVEY.satisfaction_per_csat_point
    spread = DEFAULT.satisfaction.agent_spread * math.sqrt(1 - 1 / AGENTS_PER_DESK)
    # What staff say holds chance as well, so the slope the other way round is not the inverse.
    assert_within_errors(found, errors, [per_point * spread**2 / explained.var()], 0.03)
    assert found[0] > 2 * errors[0]


def test_experience_sits_where_contact_is_high(world: World) -> None:
    channel = world.contacts.drop_nulls("agent_id").select("agent_id", "channel").unique()
    staff = world.staff.unique("agent_id", keep="last").join(channel, on="agent_id")
    years = (pl.lit(world.first_day) - pl.col("joined_on")).dt.total_days() / 365.25
    means = dict(staff.group_by("channel").agg(years.mean()).iter_rows())
    for channels, tier in (("email", "low"), ("phone", "medium"), ("visit", "high")):
        agents = staff.filter(pl.col("channel") == channels).height
        expected = STAFFING.tenure_years[tier]
        error = expected / math.sqrt(STAFFING.tenure_shape * agents)
        assert means[channels] == pytest.approx(expected + 0.1, abs=4 * error)
    assert means["email"] < means["phone"] < means["visit"]


def test_a_few_change_team_rise_or_are_trained_within_the_window(world: World) -> None:
    states = world.staff.filter(pl.len().over("agent_id") > 1)
    changes = states.group_by("agent_id").agg(pl.col("team", "role", "trained_on").n_unique())
    agents = world.staff["agent_id"].n_unique()
    moved = changes.filter(pl.col("team") > 1).height
    assert 2 <= moved < 3 * STAFFING.team_change_rate * agents
    assert changes.filter(pl.col("role") > 1).height >= 10
    assert changes.filter(pl.col("trained_on") > 1).height > 0.3 * agents
    assert world.staff.group_by("agent_id").agg(pl.col("department").n_unique())["department"].max() == 1


def test_who_was_trained_within_a_year_was_so_in_every_month(world: World) -> None:
    """As the exports tell it, so that a contact of any day finds the same."""
    states = world.staff.sort("agent_id", "valid_from").with_columns(
        until=pl.col("valid_from").shift(-1).over("agent_id").fill_null(world.last_day)
    )
    age = (pl.col("until") - pl.col("trained_on")).dt.total_days() <= 365
    is_fresh = age.fill_null(False)
    agents = states.filter(~pl.col("agent_id").str.ends_with(str(AGENTS_PER_DESK + 1)))
    fresh = agents.group_by("agent_id").agg(all=is_fresh.all(), any=is_fresh.any())
    assert (fresh["all"] == fresh["any"]).all()
    tolerance = 4 * math.sqrt(STAFFING.trained_rate * (1 - STAFFING.trained_rate) / fresh.height)
    assert fresh["all"].mean() == pytest.approx(STAFFING.trained_rate, abs=tolerance)


def test_a_trainee_of_each_desk_comes_and_leaves_without_contacts(world: World) -> None:
    served = world.contacts["agent_id"].drop_nulls().unique()
    others = world.staff.filter(~pl.col("agent_id").is_in(served.implode()))
    assert others["agent_id"].str.ends_with(str(AGENTS_PER_DESK + 1)).all()
    assert others.drop_nulls("left_on")["agent_id"].n_unique() > 5
    assert (others["joined_on"] >= world.first_day).all()


def test_two_waves_ask_the_agents_and_four_in_five_answer(world: World) -> None:
    surveys = world.staff_answers.unique("survey_id")
    waves = surveys.group_by(pl.col("answered_at").dt.convert_time_zone(TIME_ZONE).dt.month()).len()
    agents = world.contacts["agent_id"].drop_nulls().n_unique()
    tolerance = 4 * math.sqrt(SURVEY.response_rate * (1 - SURVEY.response_rate) / agents)
    assert set(waves["answered_at"]) == {4, 10}
    for answered in waves["len"]:
        assert answered / agents == pytest.approx(SURVEY.response_rate, abs=tolerance)


def test_load_goes_with_the_time_in_service_and_motivation_with_satisfaction(world: World) -> None:
    said = world.staff_answers.pivot(on="item", index=["survey_id", "agent_id"], values="score")
    explained = np.column_stack([np.ones(said.height), said["staff.satisfaction"].to_numpy()])
    found, errors = linear_fit(explained, said["staff.motivation"].to_numpy())
    at_average = SURVEY.motivation_at_average
    slope = SURVEY.motivation_per_satisfaction_point
    truths = [at_average - slope * SURVEY.satisfaction_at_average, slope]
    assert_within_errors(found, errors, truths, 0.3)
    busy = world.contacts.group_by("agent_id").agg(busy=pl.col("service_seconds").sum())
    loaded = said.join(busy, on="agent_id").with_columns(
        doublings=(pl.col("busy") / pl.col("busy").median()).log(2)
    )
    explained = np.column_stack([np.ones(loaded.height), loaded["doublings"].to_numpy()])
    found, errors = linear_fit(explained, loaded["staff.load"].to_numpy())
    assert found[1] == pytest.approx(SURVEY.load_per_busy_doubling, abs=4 * errors[1] + 0.03)
    assert found[1] > 4 * errors[1]
