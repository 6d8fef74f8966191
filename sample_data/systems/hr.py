"""Staff: one CSV file in UTF-8 per month, everybody as of its first day."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import repeated
from sample_data.season import Window
from sample_data.text import headed, untidy
from sample_data.words import HR_HEADERS, Language
from sample_data.world import World


def write_hr(world: World, folder: Path, language: Language, rng: np.random.Generator) -> Iterator[Path]:
    """Write `hr_YYYY-MM-01.csv` for each month; yields each path when its file is complete."""
    states = world.staff.sort("valid_from")
    for month in Window(world.first_day, world.last_day).months:
        latest = states.filter(pl.col("valid_from") <= month).unique("agent_id", keep="last")
        rows = repeated(latest.drop("valid_from").sort("agent_id"), rng)
        text = untidy(
            rows.with_columns(pl.col("joined_on", "left_on", "trained_on").dt.strftime("%Y-%m-%d")),
            ["team", "department", "left_on", "trained_on"],
            rng,
        )
        path = folder / f"hr_{month}.csv"
        headed(text, HR_HEADERS, language).write_csv(path)
        yield path
