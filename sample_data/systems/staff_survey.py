"""Staff survey: one CSV file in UTF-8 per half-year, one line per member of staff who answered."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import repeated
from sample_data.periods import label, period_number
from sample_data.text import headed, local_time, untidy, whole
from sample_data.words import STAFF_SURVEY_HEADERS, Language
from sample_data.world import World

DATE_STYLES = {"dashes": 1.0}
ITEMS = ["staff.satisfaction", "staff.motivation", "staff.load"]


def write_staff_survey(
    world: World, folder: Path, language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `staff_survey_YYYY-Hn.csv` for each wave; yields each path when its file is complete."""
    surveys = world.staff_answers.pivot(
        on="item", index=["survey_id", "agent_id", "department", "answered_at"], values="score"
    )
    half_year = period_number(pl.col("answered_at"), 6)
    for (period,), lines in surveys.group_by(half_year.alias("half_year"), maintain_order=True):
        path = folder / f"staff_survey_{label(int(str(period)), 6)}.csv"
        rows = repeated(lines, rng)
        text = untidy(
            rows.select(
                "survey_id",
                "agent_id",
                "department",
                local_time("answered_at", DATE_STYLES, language, rows, rng).alias("answered_at"),
                *(whole(item).alias(item) for item in ITEMS),
            ),
            ["department"],
            rng,
        )
        headed(text, STAFF_SURVEY_HEADERS, language).write_csv(path)
        yield path
