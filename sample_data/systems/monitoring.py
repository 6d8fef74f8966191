"""Monitored calls: one CSV file in UTF-8 per quarter, one line per call that was listened to."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import repeated
from sample_data.monitoring import SCALES
from sample_data.periods import label, period_number
from sample_data.text import headed, local_time, untidy, whole
from sample_data.words import MONITORING_HEADERS, Language
from sample_data.world import World

DATE_STYLES = {"dashes": 1.0}


def write_monitoring(
    world: World, folder: Path, language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `monitoring_YYYY-Qn.csv` for each quarter; yields each path when its file is complete."""
    head = ["survey_id", "contact_id", "department", "answered_at"]
    calls = world.monitor_answers.pivot(on="item", on_columns=list(SCALES), index=head, values="score")
    quarter = period_number(pl.col("answered_at"), 3)
    for (period,), lines in calls.group_by(quarter.alias("quarter"), maintain_order=True):
        path = folder / f"monitoring_{label(int(str(period)), 3)}.csv"
        rows = repeated(lines, rng)
        text = untidy(
            rows.select(
                "survey_id",
                "contact_id",
                "department",
                local_time("answered_at", DATE_STYLES, language, rows, rng).alias("answered_at"),
                *(whole(item).alias(item) for item in SCALES),
            ),
            ["department"],
            rng,
        )
        headed(text, MONITORING_HEADERS, language).write_csv(path)
        yield path
