"""The staff: who they are, drawn to fit how they please customers, and how that changes over the months."""

import math

import numpy as np
import polars as pl

from sample_data.draws import by, uniform
from sample_data.season import Window
from sample_data.service import AGENTS_PER_DESK, MODE_OF_CHANNEL, TIER_OF_MODE
from sample_data.truths import Truths
from sample_data.truths_of_staff import Staffing
from sample_data.words import AGENT, LEAD, SENIOR, TEAMS

DAYS_PER_YEAR = 365.25
DESK = ("department", "channel")
TEAM_NUMBERS = {"phone": (1, 2), "branch": (3, 4), "visit": (3, 4), "email": (5, 5)}
"""The two teams of a desk; an e-mail desk is one."""
STAFF_COLUMNS = (
    "agent_id",
    "valid_from",
    "team",
    "department",
    "joined_on",
    "left_on",
    "role",
    "trained_on",
)

SHORTEST_TENURE_YEARS = 0.1
TRAINED_EVERY_DAYS = 330
"""Less than a year by more than a month: so what is known monthly never says that it is longer ago."""
OLDER_TRAINING_DAYS = (400, 1400)
TRAINEE_DAYS = (20, 60)


def draw_staff(
    agents: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """One row per member of staff and state, in contract form; states are those of the first day of a month.

    Besides the agents there is a trainee at each desk who comes, takes no contacts, and leaves.
    """
    placing, describing, moving, training = rng.spawn(4)
    members = pl.concat(
        [
            agents.select("agent_id", *DESK, "csat_points")
            .pipe(_with_tenure_and_training, window, truths, placing)
            .pipe(_with_days, window, describing)
            .pipe(_with_teams, window, truths.staffing, moving),
            _trainees(agents, window, training),
        ],
        how="diagonal",
    )
    return _states(members, window, truths.staffing)


def _with_tenure_and_training(
    agents: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The agents with tenure_years (on the first day) and is_trained.

    As many profiles are drawn as a tier has agents, and handed out in the order of how much each would
    please, chance included: so points rise with tenure and training as planted, and stay what they are.
    """
    staffing = truths.staffing
    agents = agents.with_columns(
        tier=pl.col("channel").replace_strict(MODE_OF_CHANNEL).replace_strict(TIER_OF_MODE)
    )
    shape = staffing.tenure_shape
    years = by("tier", staffing.tenure_years) * pl.Series(rng.gamma(shape, 1 / shape, agents.height))
    profiles = agents.select(
        "tier",
        tenure_years=SHORTEST_TENURE_YEARS + years,
        is_trained=uniform(rng, agents) < staffing.trained_rate,
    ).with_columns(points=_points(window, staffing))
    explained = profiles.select(pl.col("points") - pl.col("points").mean().over("tier")).to_series()
    rest = np.square(agents["csat_points"].to_numpy()) - np.square(explained.to_numpy())
    noise = rng.normal(0, math.sqrt(max(rest.sum() / max(agents.height, 1), 0)), agents.height)
    profiles = profiles.with_columns(points=explained + noise)
    return (
        _with_place(agents, "csat_points")
        .join(_with_place(profiles, "points"), on=["tier", "place"], maintain_order="left")
        .drop("tier", "place", "points")
    )


def _with_place(people: pl.DataFrame, points: str) -> pl.DataFrame:
    return people.with_columns(place=pl.col(points).rank("ordinal").over("tier"))


def _points(window: Window, staffing: Staffing) -> pl.Expr:
    years = pl.col("tenure_years") + window.days / DAYS_PER_YEAR
    trained = pl.col("is_trained").cast(pl.Float64)
    return (
        staffing.csat_per_tenure_year * years.clip(upper_bound=staffing.tenure_years_counted)
        + staffing.trained_csat_points * trained
    )


def _with_days(agents: pl.DataFrame, window: Window, rng: np.random.Generator) -> pl.DataFrame:
    """The agents with joined_on, first_trained_on (null: never) and whether they lead their desk."""
    since = uniform(rng, agents)
    youngest, oldest = OLDER_TRAINING_DAYS
    days_since_training = (
        pl.when("is_trained")
        .then(since * TRAINED_EVERY_DAYS)
        .otherwise(youngest + since * (oldest - youngest))
        .cast(pl.Int64)
    )
    first_day = pl.lit(window.first_day)
    joined_on = first_day - pl.duration(days=(pl.col("tenure_years") * DAYS_PER_YEAR).cast(pl.Int64))
    trained_on = first_day - pl.duration(days=days_since_training)
    return agents.with_columns(
        joined_on=joined_on, leads=pl.col("tenure_years") == pl.col("tenure_years").max().over(DESK)
    ).with_columns(
        first_trained_on=pl.when(pl.col("joined_on") <= trained_on)
        .then(trained_on)
        .when("is_trained")
        .then("joined_on")
    )


def _with_teams(
    agents: pl.DataFrame, window: Window, staffing: Staffing, rng: np.random.Generator
) -> pl.DataFrame:
    """The agents with their team, and for a few the month from which it is the other one of the desk."""
    is_first = uniform(rng, agents) < 0.5
    moves = uniform(rng, agents) < staffing.team_change_rate
    month = pl.Series(window.months, dtype=pl.Date).gather(
        rng.integers(min(1, len(window.months) - 1), len(window.months), agents.height)
    )
    return agents.with_columns(
        team_number=pl.when(is_first).then(_team_number(0)).otherwise(_team_number(1)),
        next_team_number=pl.when(is_first).then(_team_number(1)).otherwise(_team_number(0)),
        moved_on=pl.when(moves).then(month),
    )


def _team_number(which: int) -> pl.Expr:
    numbers = {channel: numbers[which] for channel, numbers in TEAM_NUMBERS.items()}
    return pl.col("channel").replace_strict(numbers, return_dtype=pl.Int64)


def _trainees(agents: pl.DataFrame, window: Window, rng: np.random.Generator) -> pl.DataFrame:
    desks = agents.group_by(DESK).agg(pl.col("agent_id").min().str.head(3)).sort(DESK)
    joined = pl.Series(rng.integers(0, window.days, desks.height))
    stayed = pl.Series(rng.integers(*TRAINEE_DAYS, desks.height))
    number = str(AGENTS_PER_DESK + 1)
    return desks.with_columns(
        agent_id=pl.col("agent_id") + number,
        joined_on=pl.lit(window.first_day) + pl.duration(days=pl.lit(joined)),
        leads=pl.lit(False),
        is_trained=pl.lit(False),
        team_number=_team_number(0),
    ).with_columns(leaves_on=pl.col("joined_on") + pl.duration(days=pl.lit(stayed)))


def _states(members: pl.DataFrame, window: Window, staffing: Staffing) -> pl.DataFrame:
    """What is known of each on the first days of the months, where it differs from the month before."""
    months = pl.DataFrame({"valid_from": window.months}, schema={"valid_from": pl.Date})
    known = (
        members.join(months, how="cross")
        .filter(pl.col("joined_on") <= pl.col("valid_from"))
        .with_columns(
            team=_team(),
            left_on=_if_past("leaves_on"),
            role=_role(staffing),
            trained_on=_trained_on(),
        )
        .select(STAFF_COLUMNS)
        .sort("agent_id", "valid_from")
    )
    is_new = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1).over("agent_id"))
        for name in STAFF_COLUMNS
        if name != "valid_from"
    )
    return known.filter(is_new)


def _if_past(column: str) -> pl.Expr:
    return pl.when(pl.col(column) <= pl.col("valid_from")).then(column)


def _team() -> pl.Expr:
    """요금 1팀, by department and number."""
    has_moved = (pl.col("moved_on") <= pl.col("valid_from")).fill_null(False)
    number = pl.when(has_moved).then("next_team_number").otherwise("team_number")
    names = {team.ko.removesuffix("팀"): team.ko for team in TEAMS}
    return pl.concat_str("department", pl.lit(" "), number).replace_strict(names, return_dtype=pl.String)


def _role(staffing: Staffing) -> pl.Expr:
    years = (pl.col("valid_from") - pl.col("joined_on")).dt.total_days() / DAYS_PER_YEAR
    return (
        pl.when("leads")
        .then(pl.lit(LEAD.ko))
        .when(years >= staffing.senior_after_years)
        .then(pl.lit(SENIOR.ko))
        .otherwise(pl.lit(AGENT.ko))
    )


def _trained_on() -> pl.Expr:
    """The latest training: those who are trained again are so at regular intervals."""
    since = (pl.col("valid_from") - pl.col("first_trained_on")).dt.total_days()
    latest = pl.col("first_trained_on") + pl.duration(days=since // TRAINED_EVERY_DAYS * TRAINED_EVERY_DAYS)
    return pl.when("is_trained").then(latest).otherwise("first_trained_on")
