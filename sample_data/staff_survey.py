"""The staff survey: two waves a year, on satisfaction, motivation and load."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from sample_data.draws import Floats, score, uniform
from sample_data.season import TIME_ZONE, Window
from sample_data.truths_of_staff import StaffSurvey

WAVE_MONTHS = (4, 10)
WAVE_DAY = 15
WAVE_DAYS = 10
"""Answers come in within so many days, from 9 to 18."""
BUSY_DAYS = 182
"""So long before a wave counts for the load."""
STAFF_ANSWER_COLUMNS = (
    "answer_id",
    "survey_id",
    "answered_at",
    "department",
    "item",
    "score",
    "respondent",
    "agent_id",
)


def draw_staff_answers(
    agents: pl.DataFrame,
    contacts: pl.DataFrame,
    window: Window,
    survey: StaffSurvey,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per member of staff, wave and item, in contract form; no contact stands behind it."""
    served = contacts.drop_nulls("agent_id").select("agent_id", "day", "service_seconds")
    waves = [_wave(agents, served, day, survey, rng) for day in wave_days(window)]
    surveys = pl.concat([_wave(agents, served, window.first_day, survey, rng).clear(), *waves]).with_columns(
        survey_id="SS" + pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    )
    head = ["survey_id", "answered_at", "department", "agent_id"]
    return (
        surveys.unpivot(
            on=["staff.satisfaction", "staff.motivation", "staff.load"],
            index=head,
            variable_name="item",
            value_name="score",
        )
        .with_columns(answer_id=pl.concat_str("survey_id", "item", separator="-"), respondent=pl.lit("staff"))
        .select(STAFF_ANSWER_COLUMNS)
        .sort("survey_id", maintain_order=True)
    )


def wave_days(window: Window) -> list[date]:
    """First days of the waves that lie in the window as a whole."""
    starts = [month.replace(day=WAVE_DAY) for month in window.months if month.month in WAVE_MONTHS]
    last = timedelta(days=WAVE_DAYS - 1)
    return [day for day in starts if window.first_day <= day and day + last <= window.last_day]


def _wave(
    agents: pl.DataFrame, served: pl.DataFrame, day: date, survey: StaffSurvey, rng: np.random.Generator
) -> pl.DataFrame:
    """The answers of one wave, one row per agent who answers, in order of time."""
    count = agents.height
    satisfaction = score(rng, _mean_satisfaction(agents, survey), 1, 5).astype(float)
    motivation = survey.motivation_at_average + survey.motivation_per_satisfaction_point * (
        satisfaction - survey.satisfaction_at_average
    )
    seconds = rng.integers(0, WAVE_DAYS, count) * 86_400 + rng.integers(9 * 3600, 18 * 3600, count)
    at = pl.lit(day).cast(pl.Datetime("us")) + pl.duration(seconds=pl.lit(pl.Series(seconds)))
    answers = agents.select(
        "agent_id",
        "department",
        answered_at=at.dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
    ).with_columns(
        pl.Series("staff.satisfaction", satisfaction, dtype=pl.Float64),
        pl.Series("staff.motivation", score(rng, motivation, 1, 5), dtype=pl.Float64),
        pl.Series("staff.load", score(rng, _mean_load(agents, served, day, survey), 1, 5), dtype=pl.Float64),
    )
    return answers.filter(uniform(rng, agents) < survey.response_rate).sort("answered_at", "agent_id")


def _mean_satisfaction(agents: pl.DataFrame, survey: StaffSurvey) -> Floats:
    return (
        survey.satisfaction_at_average + survey.satisfaction_per_csat_point * agents["csat_points"].to_numpy()
    )


def _mean_load(agents: pl.DataFrame, served: pl.DataFrame, day: date, survey: StaffSurvey) -> Floats:
    """By the time in service before the wave; who served nobody is as busy as the median."""
    before = pl.col("day").is_between(day - timedelta(days=BUSY_DAYS), day, closed="left")
    busy = served.filter(before).group_by("agent_id").agg(busy=pl.col("service_seconds").sum())
    doublings = (pl.col("busy") / pl.col("busy").median()).log(2)
    load = survey.load_at_median + survey.load_per_busy_doubling * doublings.fill_null(0.0)
    return (
        agents.join(busy, on="agent_id", how="left", maintain_order="left")
        .select(load)
        .to_series()
        .to_numpy()
    )
