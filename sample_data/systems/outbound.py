"""Dialler: one CSV file in UTF-8 per half-year, one line per attempt to call a customer."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import repeated
from sample_data.periods import label, period_number
from sample_data.text import headed, local_time, untidy, whole, worded
from sample_data.words import OUTBOUND_HEADERS, OUTBOUND_OUTCOMES, Language
from sample_data.world import World

DATE_STYLES = {"dashes": 0.9, "slashes": 0.1}


def write_outbound(
    world: World, folder: Path, language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `outbound_YYYY-Hn.csv` for each half-year; yields each path when its file is complete."""
    rows = repeated(world.calls, rng)
    half_year = period_number(pl.col("occurred_at"), 6)
    for (period,), lines in rows.group_by(half_year.alias("half_year"), maintain_order=True):
        path = folder / f"outbound_{label(int(str(period)), 6)}.csv"
        headed(_as_text(lines, language, rng), OUTBOUND_HEADERS, language).write_csv(path)
        yield path


def _as_text(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        contact_id="contact_id",
        customer_id="customer_id",
        occurred_at=local_time("occurred_at", DATE_STYLES, language, rows, rng),
        department="department",
        reason="reason",
        service_seconds=whole("service_seconds"),
        outcome=worded("outcome", OUTBOUND_OUTCOMES, language),
    )
    return untidy(text, ["department", "reason"], rng)
