"""Customer master: one Parquet file with the columns of a database table, dates as eight digits."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import DIRT, TEST_SUFFIX, repeated
from sample_data.draws import uniform
from sample_data.text import coded
from sample_data.words import Language
from sample_data.world import World

LEAVE_REASONS = {
    "price": "R1",
    "inconvenience": "R2",
    "core_failure": "R3",
    "encounter_failure": "R4",
    "response_to_failure": "R5",
    "competition": "R6",
    "ethics": "R7",
    "involuntary": "R8",
}
CUSTOMER_TYPES = {"economic": "E", "ethical": "T", "personalising": "P", "convenience": "C"}
NEVER = "99991231"
NO_DATE = "00000000"
NEVER_SHARE = 0.5
"""Staying customers whose leaving date is NEVER; of the others it is NO_DATE."""


def write_customer_master(
    world: World, folder: Path, _language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `customers.parquet`; yields its path when the file is complete.

    Column names and codes are English whatever the language.
    """
    path = folder / "customers.parquet"
    rows = repeated(_with_extra_rows(world.customers, rng), rng)
    _as_table(rows, rng).write_parquet(path)
    yield path


def _with_extra_rows(customers: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Add test customers who left before they joined."""
    extra = customers.filter(uniform(rng, customers) < DIRT.left_before_joined).with_columns(
        pl.col("customer_id") + TEST_SUFFIX, left_on=pl.col("joined_on").dt.offset_by("-30d")
    )
    return pl.concat([customers, extra])


def _as_table(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    codes = pl.col("leave_causes").str.replace_many(LEAVE_REASONS).str.replace_all("|", ",", literal=True)
    never = pl.when(uniform(rng, rows) < NEVER_SHARE).then(pl.lit(NEVER)).otherwise(pl.lit(NO_DATE))
    padded = pl.when(uniform(rng, rows) < DIRT.padded).then(pl.lit("  ")).otherwise(pl.lit(""))
    return rows.select(
        pl.col("customer_id").alias("CUST_NO"),
        pl.col("joined_on").dt.strftime("%Y%m%d").alias("JOIN_DT"),
        pl.col("left_on").dt.strftime("%Y%m%d").fill_null(never).alias("LEAVE_DT"),
        codes.alias("LEAVE_RSN_CD"),
        pl.concat_str("segment", padded).alias("SEG_NM"),
        coded("customer_type", CUSTOMER_TYPES).alias("CUST_TP_CD"),
        pl.col("annual_value").cast(pl.Int64).alias("ANNUAL_AMT"),
        pl.col("region").alias("REGION_NM"),
        pl.col("born_on").dt.strftime("%Y%m").alias("BIRTH_YM"),
        pl.col("gender").alias("GENDER_NM"),
    )
