"""Monitored calls: a sample of recorded calls, rated by monitors as their customers could have."""

import numpy as np
import polars as pl

from sample_data.draws import uniform
from sample_data.season import TIME_ZONE, Window, end_of
from sample_data.truths_of_monitoring import Monitoring

SCALES = {
    "csat": (1, 5),
    "ces": (1, 7),
    "servqual.assurance": (1, 7),
    "servqual.empathy": (1, 7),
}
MOST_DAYS_LATER = 5
"""Calls are listened to from the next day on, from 9 to 18."""
MONITOR_ANSWER_COLUMNS = (
    "answer_id",
    "survey_id",
    "contact_id",
    "answered_at",
    "department",
    "item",
    "score",
    "respondent",
)


def draw_monitored(
    contacts: pl.DataFrame,
    answers: pl.DataFrame,
    window: Window,
    truths: Monitoring,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per monitored call and item, in contract form.

    A score is with `overlooked_rate` the best there is; else what the customer of the call said, or what any
    caller of the department said: on average monitors' distance to the best score is smaller by that share.
    """
    calls = _when_listened_to(_sample(contacts, answers, truths, rng), window, rng)
    said = answers.drop_nulls("contact_id").filter(pl.col("item").is_in(list(SCALES)))
    calls_alone = contacts.filter(pl.col("channel") == "phone").select("contact_id")
    pools = said.join(calls_alone, on="contact_id", how="semi", maintain_order="left")
    items = [_rated(calls, said, pools, item, truths, rng) for item in SCALES]
    return (
        pl.concat(items)
        .with_columns(
            answer_id=pl.concat_str("survey_id", "item", separator="-"), respondent=pl.lit("monitor")
        )
        .select(MONITOR_ANSWER_COLUMNS)
        .sort("survey_id", maintain_order=True)
    )


def _sample(
    contacts: pl.DataFrame, answers: pl.DataFrame, truths: Monitoring, rng: np.random.Generator
) -> pl.DataFrame:
    """So many calls of each department and month, of those that customers rated and of others."""
    rated = answers.filter(pl.col("item") == "csat").drop_nulls("contact_id").select("contact_id")
    calls = contacts.filter(
        pl.col("channel") == "phone", pl.col("outcome") != "abandoned", pl.col("contact_tier") == "medium"
    ).select("contact_id", "department", "occurred_at")
    is_rated = pl.col("contact_id").is_in(rated["contact_id"].implode())
    share = pl.col("department").replace_strict(
        dict(truths.rated_share_of), default=truths.rated_share, return_dtype=pl.Float64
    )
    most = truths.calls_per_month * pl.when("is_rated").then(share).otherwise(1 - share)
    month = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.truncate("1mo")
    chosen = calls.with_columns(draw=uniform(rng, calls), month=month, is_rated=is_rated)
    place = pl.col("draw").rank("ordinal").over("month", "department", "is_rated")
    return chosen.filter(place <= most).select("contact_id", "department", "occurred_at")


def _when_listened_to(calls: pl.DataFrame, window: Window, rng: np.random.Generator) -> pl.DataFrame:
    days = rng.integers(1, MOST_DAYS_LATER + 1, calls.height)
    seconds = pl.Series(days * 86_400 + rng.integers(9 * 3600, 18 * 3600, calls.height))
    day = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.replace_time_zone(None).dt.truncate("1d")
    at = day + pl.duration(seconds=pl.lit(seconds))
    heard = calls.with_columns(at=at).filter(pl.col("at") < end_of(window)).sort("at", "contact_id")
    return heard.select(
        "contact_id",
        "department",
        answered_at=pl.col("at").dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
        survey_id="QM" + pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5),
    )


def _rated(
    calls: pl.DataFrame,
    said: pl.DataFrame,
    pools: pl.DataFrame,
    item: str,
    truths: Monitoring,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """The scores of one item."""
    own = said.filter(pl.col("item") == item).select("contact_id", own="score")
    scores = pools.filter(pl.col("item") == item).group_by("department").agg(pool="score")
    overlooked = pl.col("department").replace_strict(
        dict(truths.overlooked_rate_of), default=truths.overlooked_rate, return_dtype=pl.Float64
    )
    rows = calls.join(own, on="contact_id", how="left", maintain_order="left").join(
        scores, on="department", maintain_order="left"
    )
    place = pl.Series(rng.random(rows.height)) * pl.col("pool").list.len()
    any_customer = pl.col("pool").list.get(place.floor().cast(pl.Int64))
    is_own = uniform(rng, rows) < truths.same_view_rate
    found = pl.when(is_own).then(pl.coalesce("own", any_customer)).otherwise(any_customer)
    best = float(SCALES[item][1])
    return rows.with_columns(draw=uniform(rng, rows), item=pl.lit(item)).with_columns(
        score=pl.when(pl.col("draw") < overlooked).then(best).otherwise(found)
    )
