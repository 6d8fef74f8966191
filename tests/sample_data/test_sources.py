"""Each source's SELECT, run with DuckDB alone over the exports, gives back the clean world."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sample_data import World
from sample_data.season import Window
from sample_data.service import MODE_OF_CHANNEL, SYSTEM_OF_CHANNEL, TIER_OF_MODE

PROJECT = files("sample_data") / "project"
SETTINGS: dict[str, Any] = tomllib.loads((PROJECT / "touchpoints.toml").read_text("utf-8"))
SOURCES: dict[str, dict[str, str]] = {source["name"]: source for source in SETTINGS["sources"]}
EVENT_KEYS = [
    "event_id",
    "ts",
    "user",
    "channel",
    "dept",
    "topic",
    "step",
    "session",
    "result",
    "handover",
    "complaint",
    "repair",
    "cost_krw",
]
LINES = """
    SELECT line
    FROM read_csv(
        $path, columns={line: 'VARCHAR'}, header=false, auto_detect=false, delim='\x01', quote='', escape=''
    )
"""
OUTCOMES = ["resolved", "unresolved", "failed", "abandoned", "transferred"]
SECONDS_AND_COST = ["wait_seconds", "promised_wait_seconds", "service_seconds", "recovery_seconds", "cost"]


def raw_table(con: duckdb.DuckDBPyConnection, path: Path, source: dict[str, str], folder: Path) -> None:
    """Make the table `export`: the columns of one file as text."""
    name = str(path)
    if source["format"] == "excel":
        con.register("sheet", pl.read_excel(path, sheet_name=source["sheet"], infer_schema_length=0))
        select, params = "SELECT * FROM sheet", {}
    elif source["format"] == "parquet":
        select, params = "SELECT columns(*)::VARCHAR FROM read_parquet($path)", {"path": name}
    elif source["format"] == "jsonl":
        # Line by line: read_json takes a line cut short after a colon together with the next one.
        keys = ", ".join(f"line ->> '$.{key}' AS \"{key}\"" for key in EVENT_KEYS)
        select, params = f"SELECT {keys} FROM ({LINES}) WHERE json_valid(line)", {"path": name}
    else:
        decoded = folder / path.name
        decoded.write_text(path.read_bytes().decode(source["encoding"]), "utf-8", newline="")
        select = (
            "SELECT * FROM read_csv($path, all_varchar=true, header=true, null_padding=true, parallel=false)"
        )
        params = {"path": str(decoded)}
    con.register("raw", con.sql(select, params=params))
    con.sql("CREATE TABLE export AS SELECT *, row_number() OVER () AS origin FROM raw")


def mapped(name: str, kind: str, exports: Path, folder: Path) -> pl.DataFrame:
    """All rows that the source's SELECT gives, file after file."""
    return pl.concat(each_mapped(name, kind, exports, folder), how="vertical_relaxed")


def each_mapped(name: str, kind: str, exports: Path, folder: Path) -> Iterator[pl.DataFrame]:
    source = SOURCES[name]
    select = (PROJECT / source[kind]).read_text("utf-8")
    pattern = source["files"].removeprefix("exports/")
    paths = sorted(exports.glob(pattern))
    assert paths
    for path in paths:
        with duckdb.connect() as con:
            raw_table(con, path, source, folder)
            yield con.sql(select).pl().drop("origin")


def latest(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """The newest row of each id."""
    return rows.unique(key, keep="last", maintain_order=True).sort(key)


def in_utc(column: str) -> pl.Expr:
    return pl.col(column).dt.replace_time_zone("Asia/Seoul").dt.convert_time_zone("UTC")


def valid_contacts(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that keep to the contract, cast, with tiers derived by the settings where not stated."""
    numbers = [name for name in SECONDS_AND_COST if name in rows.columns]
    instants = [name for name in ("occurred_at", "appointment_at") if name in rows.columns]
    cast = rows.with_columns(
        *(in_utc(name) for name in instants),
        pl.col(numbers).cast(pl.Float64),
        pl.col("is_complaint").cast(pl.String) == "true",
    )
    mode = pl.col("delivery_mode") if "delivery_mode" in rows.columns else pl.lit(None, pl.String)
    tier = pl.col("contact_tier") if "contact_tier" in rows.columns else pl.lit(None, pl.String)
    derived = cast.with_columns(
        delivery_mode=pl.coalesce(mode, pl.col("channel").replace_strict(SETTINGS["channels"], default=None))
    ).with_columns(
        contact_tier=pl.coalesce(tier, pl.col("delivery_mode").replace_strict(SETTINGS["delivery_modes"]))
    )
    return latest(
        derived.filter(
            pl.all_horizontal(pl.col("contact_id", "occurred_at").is_not_null()),
            pl.col("outcome").is_in(OUTCOMES),
            (pl.col("wait_seconds") >= 0).fill_null(True),
        ),
        "contact_id",
    )


@pytest.mark.parametrize("name", ["call_centre", "digital", "branch"])
def test_contacts_come_back_clean(name: str, small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped(name, "contacts", exports, tmp_path)
    valid = valid_contacts(rows)
    clean = small_world.contacts.filter(pl.col("channel").replace_strict(SYSTEM_OF_CHANNEL) == name).sort(
        "contact_id"
    )
    assert rows.height > clean.height
    assert_frame_equal(valid, clean.select(valid.columns))


def test_answers_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped("survey", "answers", exports, tmp_path).with_columns(
        in_utc("answered_at"), pl.col("score", "expected").cast(pl.Float64)
    )
    valid = latest(rows.drop_nulls(["answer_id", "answered_at", "score"]), "answer_id")
    assert rows.height > valid.height
    assert_frame_equal(valid, small_world.answers.sort("answer_id").select(valid.columns))


def test_customers_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped("customers", "customers", exports, tmp_path).with_columns(
        pl.col("annual_value").cast(pl.Float64)
    )
    valid = latest(rows.filter((pl.col("left_on") >= pl.col("joined_on")).fill_null(True)), "customer_id")
    assert_frame_equal(valid, small_world.customers.sort("customer_id"), check_column_order=False)


def test_purchases_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped("shop", "purchases", exports, tmp_path).with_columns(
        in_utc("purchased_at"), pl.col("amount").cast(pl.Float64)
    )
    valid = latest(rows.drop_nulls("purchase_id"), "purchase_id")
    assert rows.height > small_world.purchases.height
    assert_frame_equal(valid, small_world.purchases.sort("purchase_id"), check_column_order=False)


def test_states_of_staff_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    months = pl.concat(
        rows.with_columns(valid_from=month)
        for rows, month in zip(
            each_mapped("hr", "staff", exports, tmp_path),
            Window(small_world.first_day, small_world.last_day).months,
            strict=True,
        )
    )
    states = months.unique(pl.exclude("valid_from"), keep="first", maintain_order=True)
    assert_frame_equal(states.sort("agent_id", "valid_from"), small_world.staff, check_column_order=False)


def test_staff_answers_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped("staff_survey", "answers", exports, tmp_path).with_columns(
        in_utc("answered_at"), pl.col("score").cast(pl.Float64)
    )
    valid = latest(rows, "answer_id")
    assert_frame_equal(valid, small_world.staff_answers.sort("answer_id"), check_column_order=False)


def test_monitored_calls_come_back_clean(small_world: World, exports: Path, tmp_path: Path) -> None:
    rows = mapped("monitoring", "answers", exports, tmp_path).with_columns(
        in_utc("answered_at"), pl.col("score").cast(pl.Float64)
    )
    valid = latest(rows, "answer_id")
    assert_frame_equal(valid, small_world.monitor_answers.sort("answer_id"), check_column_order=False)


def test_the_settings_know_every_channel_and_mode() -> None:
    assert SETTINGS["channels"] == MODE_OF_CHANNEL
    assert SETTINGS["delivery_modes"] == TIER_OF_MODE


def test_every_select_states_its_grain_first() -> None:
    for source in SOURCES.values():
        for kind in ("contacts", "answers", "customers", "purchases", "staff"):
            if kind in source:
                assert (PROJECT / source[kind]).read_text("utf-8").startswith("-- One row per ")
