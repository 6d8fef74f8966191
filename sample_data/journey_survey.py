"""Answers about whole journeys and each of their contacts."""

import numpy as np
import polars as pl

from sample_data.draws import Floats, score, uniform
from sample_data.season import TIME_ZONE, Window, end_of
from sample_data.truths_of_journeys import JourneySurvey

LOWEST, HIGHEST = 1, 5
WHOLE = "journey"
_KEPT = ("customer_id", "department", "contact_tier", "occurred_at")


def draw_journey_answers(
    contacts: pl.DataFrame,
    answers: pl.DataFrame,
    window: Window,
    survey: JourneySurvey,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """The answers with those about journeys behind them; as they were without a survey.

    Its contacts are rated anew; the means of their scores are drawn evenly over the scale.
    """
    if survey.response_rate <= 0:
        return answers
    asked = _asked(contacts, window, survey, rng)
    scores = pl.Series(score(rng, _means(asked, survey, rng), LOWEST, HIGHEST)).cast(pl.Float64)
    rated = asked.with_columns(item=pl.lit("csat"), score=scores)
    last = (pl.col(name).last() for name in ("contact_id", *_KEPT))
    journeys = rated.group_by("journey", maintain_order=True).agg(_whole(survey).alias("whole"), *last)
    overall = pl.Series(score(rng, (HIGHEST * journeys["whole"] + 0.5).to_numpy(), LOWEST, HIGHEST))
    told = journeys.with_columns(item=pl.lit(WHOLE), score=overall.cast(pl.Float64))
    is_rated_anew = (pl.col("item") == "csat") & pl.col("contact_id").is_in(rated["contact_id"].implode())
    kept = answers.filter(~is_rated_anew.fill_null(False))
    return pl.concat([kept, _as_answers(rated, answers), _as_answers(told, answers)])


def _whole(survey: JourneySurvey) -> pl.Expr:
    """The power mean of the parts of a journey's contacts."""
    part = (pl.col("score") - 0.5) / HIGHEST
    if survey.power == 0:
        return part.log().mean().exp()
    return (part**survey.power).mean() ** (1 / survey.power)


def _asked(
    contacts: pl.DataFrame, window: Window, survey: JourneySurvey, rng: np.random.Generator
) -> pl.DataFrame:
    """Contacts of the journeys that are answered, in order of time."""
    gap = pl.duration(days=survey.gap_days)
    ordered = contacts.drop_nulls("customer_id").sort("customer_id", "occurred_at", "contact_id")
    is_first = (pl.col("occurred_at").diff().over("customer_id") > gap).fill_null(True)
    numbered = ordered.with_columns(journey=is_first.cum_sum())
    end = end_of(window).dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC")
    journeys = numbered.group_by("journey", maintain_order=True).agg(
        contacts=pl.len(), is_over=pl.col("occurred_at").last() + gap < end
    )
    answered = journeys.filter(uniform(rng, journeys) < survey.response_rate)
    chosen = answered.filter(pl.col("contacts") > 1, "is_over")
    return numbered.join(chosen.select("journey"), on="journey", maintain_order="left")


def _means(asked: pl.DataFrame, survey: JourneySurvey, rng: np.random.Generator) -> Floats:
    desk = pl.concat_str("department", "channel", separator="·")
    points = {"·".join(where): added for where, added in survey.spoiler_points.items()}
    added = asked.select(desk.replace_strict(points, default=0.0, return_dtype=pl.Float64)).to_series()
    means = LOWEST + (HIGHEST - LOWEST) * rng.random(asked.height) + added.to_numpy()
    return np.asarray(np.clip(means, LOWEST, HIGHEST), dtype=np.float64)


def _as_answers(rated: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Each on a questionnaire of its own, an hour after the contact."""
    name = pl.concat_str(pl.lit("JS"), pl.col("item").str.head(1), "contact_id")
    told = rated.with_columns(
        survey_id=name, answer_id=name, answered_at=pl.col("occurred_at") + pl.duration(hours=1)
    )
    known = ("survey_id", "answer_id", "answered_at", "contact_id", "item", "score", *_KEPT[:-1])
    return told.select(
        pl.col(column) if column in known else pl.lit(None, kind).alias(column)
        for column, kind in answers.schema.items()
    )
