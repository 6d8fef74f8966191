"""Surveys: one CSV file in UTF-8 with a byte order mark per quarter, one line per survey."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import DIRT, TEST_SUFFIX, repeated
from sample_data.draws import uniform
from sample_data.periods import label, period_number
from sample_data.text import headed, local_time, untidy, whole, worded
from sample_data.words import SURVEY_EXPECTED_SUFFIX, SURVEY_HEADERS, TIERS, Language, Words
from sample_data.world import World

SERVQUAL = [
    f"servqual.{dimension}"
    for dimension in ("reliability", "assurance", "tangibles", "responsiveness", "empathy")
]
ITEMS = ["csat", "nps", "ces", *SERVQUAL]
WORD_OF_MOUTH = "word_of_mouth"
EXPECTED_SUFFIX = ".expected"
"""Ends the names of the columns with the expected scores of an item."""
REFUSED = "99"
"""Written for some of the NPS and CES scores that were not given."""
REFUSED_SHARE = 0.5
DATE_STYLES = {"dots": 0.6, "dashes": 0.4}
HEAD = ["survey_id", "contact_id", "customer_id", "answered_at", "department", "contact_tier"]


def write_surveys(world: World, folder: Path, language: Language, rng: np.random.Generator) -> Iterator[Path]:
    """Write `survey_YYYY-Qn.csv` for each quarter; yields each path when its file is complete."""
    surveys = _one_line_each(world.answers)
    rows = repeated(_with_extra_rows(surveys, rng), rng)
    quarter = period_number(pl.col("answered_at"), 3)
    for (period,), lines in rows.group_by(quarter.alias("quarter"), maintain_order=True):
        path = folder / f"survey_{label(int(str(period)), 3)}.csv"
        text = headed(_as_text(lines, language, rng), _headers(), language)
        text.write_csv(path, include_bom=True, line_terminator="\r\n")
        yield path


def _one_line_each(answers: pl.DataFrame) -> pl.DataFrame:
    """One row per survey; the scores in columns named after the items, the expected ones with a suffix."""
    frame = answers.select(*HEAD).unique("survey_id", keep="first", maintain_order=True)
    for item in (*ITEMS, WORD_OF_MOUTH):
        given = answers.filter(pl.col("item") == item)
        scores = given.select("survey_id", score=pl.col("score"), expected=pl.col("expected")).rename(
            {"score": item, "expected": item + EXPECTED_SUFFIX}
        )
        frame = frame.join(scores, on="survey_id", how="left", maintain_order="left")
    comments = answers.filter(pl.col("item") == "csat").select("survey_id", "comment")
    return frame.join(comments, on="survey_id", how="left", maintain_order="left")


def _with_extra_rows(surveys: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Add rows without a survey id."""
    nameless = surveys.filter(uniform(rng, surveys) < DIRT.missing_id)
    extra = nameless.with_columns(
        survey_id=pl.lit(None, pl.String), contact_id=pl.col("contact_id") + TEST_SUFFIX
    )
    return pl.concat([surveys, extra]).sort("answered_at", maintain_order=True)


def _as_text(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        "survey_id",
        "contact_id",
        "customer_id",
        local_time("answered_at", DATE_STYLES, language, rows, rng).alias("answered_at"),
        "department",
        worded("contact_tier", TIERS, language),
        *(_score(item, rows, rng).alias(item) for item in ITEMS),
        *(whole(item + EXPECTED_SUFFIX) for item in SERVQUAL),
        "comment",
        whole(WORD_OF_MOUTH),
    )
    return untidy(text, ["survey_id", "contact_id", "customer_id", "department"], rng)


def _headers() -> dict[str, Words]:
    """The header of every column, those of the expected scores included."""
    headers = dict(SURVEY_HEADERS)
    for item in SERVQUAL:
        ko, en = SURVEY_HEADERS[item]
        headers[item + EXPECTED_SUFFIX] = Words(
            ko + SURVEY_EXPECTED_SUFFIX.ko, en + SURVEY_EXPECTED_SUFFIX.en
        )
    return headers


def _score(item: str, rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    if item not in ("nps", "ces"):
        return whole(item)
    refused = pl.when(uniform(rng, rows) < REFUSED_SHARE).then(pl.lit(REFUSED))
    return pl.coalesce(whole(item), refused)
