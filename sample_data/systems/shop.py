"""Shop: purchases and refunds, one CSV file in UTF-8 per quarter."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import DIRT, TEST_SUFFIX, repeated
from sample_data.draws import uniform
from sample_data.periods import label, period_number
from sample_data.text import headed, local_time, untidy, won, worded
from sample_data.words import PURCHASE_KINDS, SHOP_HEADERS, Language
from sample_data.world import World

DATE_STYLES = {"dashes": 0.9, "slashes": 0.1}


def write_shop(world: World, folder: Path, language: Language, rng: np.random.Generator) -> Iterator[Path]:
    """Write `shop_YYYY-Qn.csv` for each quarter; yields each path when its file is complete."""
    rows = repeated(_with_extra_rows(world.purchases, rng), rng)
    quarter = period_number(pl.col("purchased_at"), 3)
    for (period,), lines in rows.group_by(quarter.alias("quarter"), maintain_order=True):
        path = folder / f"shop_{label(int(str(period)), 3)}.csv"
        headed(_as_text(lines, language, rng), SHOP_HEADERS, language).write_csv(path)
        yield path


def _with_extra_rows(purchases: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Add rows without a number."""
    nameless = purchases.filter(uniform(rng, purchases) < DIRT.missing_id)
    extra = nameless.with_columns(
        purchase_id=pl.lit(None, pl.String), customer_id=pl.col("customer_id") + TEST_SUFFIX
    )
    return pl.concat([purchases, extra]).sort("purchased_at", maintain_order=True)


def _as_text(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        purchase_id="purchase_id",
        customer_id="customer_id",
        purchased_at=local_time("purchased_at", DATE_STYLES, language, rows, rng),
        kind=worded("kind", PURCHASE_KINDS, language),
        amount=won("amount", rows, rng),
        contact_id="contact_id",
        department="department",
        channel="channel",
    )
    return untidy(text, ["purchase_id", "contact_id", "department", "channel"], rng)
