"""Surveys of customers: who answers, the scores, the comments."""

import numpy as np
import polars as pl

from sample_data.comments import comments_for
from sample_data.draws import Floats, by, expit, logit, moved_score, score, uniform
from sample_data.endings import decline_so_far, has_failed, is_recovered
from sample_data.season import TIME_ZONE, Window, end_of
from sample_data.truths import Truths
from sample_data.truths_of_customers import Survey
from sample_data.waits import broke_promise

HOURS_TO_ANSWER = 6
ANSWER_COLUMNS = (
    "answer_id",
    "survey_id",
    "contact_id",
    "customer_id",
    "answered_at",
    "department",
    "contact_tier",
    "item",
    "score",
    "expected",
    "comment",
    "respondent",
    "agent_id",
)


def draw_agents(contacts: pl.DataFrame, spread: float, rng: np.random.Generator) -> pl.DataFrame:
    """Who serves: agent_id, department, channel, and csat_points, centred within these two (the desk)."""
    served = contacts.drop_nulls("agent_id").select("agent_id", "department", "channel")
    agents = served.unique("agent_id").sort("agent_id")
    points = pl.Series("csat_points", rng.normal(0, spread, agents.height))
    return agents.with_columns(points).with_columns(
        pl.col("csat_points") - pl.col("csat_points").mean().over("department", "channel")
    )


def draw_answers(
    contacts: pl.DataFrame,
    agents: pl.DataFrame,
    window: Window,
    truths: Truths,
    rng: np.random.Generator,
    later_rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per survey and answered item, in contract form; a comment stands with the CSAT item.

    What moves scores around their mean, and the item word_of_mouth, come of the later generator: all else
    is as if they were not there.
    """
    moving, telling = later_rng.spawn(2)
    asked = contacts.filter(pl.col("outcome") != "abandoned").with_columns(
        expected_csat=_expected_csat(agents, window, truths)
    )
    surveys = _answered(asked, window, truths.survey, rng)
    mean = (surveys["expected_csat"] + surveys["mood"]).to_numpy()
    csat = score(rng, mean, 1, 5)
    csat = moved_score(moving, csat, mean, surveys["moved_csat_points"].to_numpy(), 1, 5)
    surveys = surveys.with_columns(
        pl.Series("csat", csat, dtype=pl.Float64), comment=comments_for(csat, truths.survey.comment_rate, rng)
    )
    items = [
        surveys.select(
            _head(), item=pl.lit("csat"), score="csat", expected=pl.lit(None, pl.Float64), comment="comment"
        ),
        _other_item("nps", surveys, _nps(surveys, truths.survey, rng), truths.survey, rng),
        _other_item("ces", surveys, _ces(surveys, truths.survey, rng), truths.survey, rng),
        *_servqual(surveys, truths.survey, rng),
        _word_of_mouth(surveys, truths.survey, telling),
    ]
    return _in_contract_form(pl.concat(items))


def _head() -> list[str]:
    return ["survey_id", "contact_id", "customer_id", "answered_at", "department", "contact_tier"]


def _expected_csat(agents: pl.DataFrame, window: Window, truths: Truths) -> pl.Expr:
    """Mean CSAT score of a contact, given its record and its agent, without the customer's mood."""
    satisfaction = truths.satisfaction
    ending = pl.concat_str(["outcome", "recovery"], separator="_", ignore_nulls=True)
    return (
        by("contact_tier", satisfaction.tier_points)
        + pl.col("csat_points")
        + satisfaction.per_wait_doubling
        * (1 + pl.col("wait_seconds").fill_null(0) / pl.col("usual_wait_seconds")).log(2)
        + satisfaction.broken_promise * broke_promise()
        + ending.replace_strict(dict(satisfaction.ending), return_dtype=pl.Float64)
        + truths.decline.csat_points * decline_so_far(truths.decline, window)
        + pl.col("agent_id").replace_strict(
            agents["agent_id"], agents["csat_points"], default=0.0, return_dtype=pl.Float64
        )
    )


def _answered(asked: pl.DataFrame, window: Window, survey: Survey, rng: np.random.Generator) -> pl.DataFrame:
    """The surveys that come back before the window ends, in order of time."""
    rate = expit(
        logit(by("contact_tier", survey.response_rate))
        + survey.response_log_odds_per_point * (pl.col("expected_csat") - 4)
    )
    answered = asked.filter(uniform(rng, asked) < rate)
    hours = pl.Series(rng.exponential(HOURS_TO_ANSWER, answered.height))
    after = pl.coalesce("recovery_seconds", "service_seconds") + (hours * 3600).round()
    answered_at = pl.col("at") + pl.duration(seconds=after)
    return (
        answered.with_columns(answered_at=answered_at)
        .filter(pl.col("answered_at") < end_of(window))
        .sort("answered_at", "contact_id")
        .with_columns(
            survey_id="SV" + pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(7),
            answered_at=pl.col("answered_at").dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
        )
        .pipe(_partly_unlinked, survey, rng)
    )


def _partly_unlinked(surveys: pl.DataFrame, survey: Survey, rng: np.random.Generator) -> pl.DataFrame:
    is_linked = uniform(rng, surveys) < survey.linked_rate
    return surveys.with_columns(contact_id=pl.when(is_linked).then("contact_id"))


def _nps(surveys: pl.DataFrame, survey: Survey, rng: np.random.Generator) -> pl.Series:
    mean = survey.nps_at_csat_4 + survey.nps_per_csat_point * (surveys["csat"].to_numpy() - 4)
    return pl.Series(score(rng, mean, 0, 10), dtype=pl.Float64)


def _ces(surveys: pl.DataFrame, survey: Survey, rng: np.random.Generator) -> pl.Series:
    mean: Floats = (
        survey.ces_at_csat_4
        + survey.ces_per_csat_point * (surveys["csat"].to_numpy() - 4)
        + survey.ces_per_earlier_contact * (surveys["contact_number"].to_numpy() - 1)
    )
    return pl.Series(score(rng, mean, 1, 7), dtype=pl.Float64)


def _other_item(
    item: str, surveys: pl.DataFrame, scores: pl.Series, survey: Survey, rng: np.random.Generator
) -> pl.DataFrame:
    is_given = uniform(rng, surveys) >= survey.item_missing_rate
    return surveys.select(
        _head(),
        item=pl.lit(item),
        score=scores,
        expected=pl.lit(None, pl.Float64),
        comment=pl.lit(None, pl.String),
    ).filter(is_given)


def _servqual(surveys: pl.DataFrame, survey: Survey, rng: np.random.Generator) -> list[pl.DataFrame]:
    """The long form: perceived and expected score of the five dimensions."""
    long_form = surveys.filter(uniform(rng, surveys) < survey.servqual_rate)
    satisfied = survey.servqual_per_csat_point * (long_form["csat"].to_numpy() - 4)
    items = []
    for dimension, expected in survey.servqual_expected.items():
        perceived = expected + survey.servqual_gap[dimension] + satisfied
        items.append(
            long_form.select(
                _head(),
                item=pl.lit(f"servqual.{dimension}"),
                score=pl.Series(score(rng, perceived, 1, 7), dtype=pl.Float64),
                expected=pl.Series(score(rng, np.full(long_form.height, expected), 1, 7), dtype=pl.Float64),
                comment=pl.lit(None, pl.String),
            )
        )
    return items


def _word_of_mouth(surveys: pl.DataFrame, survey: Survey, rng: np.random.Generator) -> pl.DataFrame:
    """1 of those who told others something bad about the company, else 0."""
    ending = (
        pl.when(is_recovered())
        .then(pl.lit("failure_recovered"))
        .when(has_failed())
        .then(pl.lit("failure_unrecovered"))
        .otherwise(pl.lit("no_failure"))
    )
    is_asked = uniform(rng, surveys) < survey.word_of_mouth_rate
    tells = uniform(rng, surveys) < ending.replace_strict(
        dict(survey.told_badly_rate), return_dtype=pl.Float64
    )
    return surveys.select(
        *_head(),
        item=pl.lit("word_of_mouth"),
        score=tells.cast(pl.Float64),
        expected=pl.lit(None, pl.Float64),
        comment=pl.lit(None, pl.String),
    ).filter(is_asked)


def _in_contract_form(items: pl.DataFrame) -> pl.DataFrame:
    return (
        items.with_columns(
            answer_id=pl.concat_str("survey_id", "item", separator="-"),
            respondent=pl.lit(None, pl.String),
            agent_id=pl.lit(None, pl.String),
        )
        .select(ANSWER_COLUMNS)
        .sort("survey_id", maintain_order=True)
    )
