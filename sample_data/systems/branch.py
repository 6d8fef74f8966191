"""Branches and field visits: one Excel workbook per quarter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter  # type: ignore[import-untyped, unused-ignore]  # the package ships no types

from sample_data.draws import uniform
from sample_data.periods import quarters_of
from sample_data.season import TIME_ZONE
from sample_data.service import MODE_OF_CHANNEL
from sample_data.text import (
    DATE_FORMATS,
    IN_TWELVE_HOURS,
    clock,
    flag,
    headed,
    local_time,
    minutes,
    recovery_kinds,
    untidy,
    won,
    worded,
)
from sample_data.words import (
    BOOKED,
    BRANCH_CHANNELS,
    BRANCH_HEADERS,
    BRANCH_MODES,
    BRANCH_OUTCOMES,
    BRANCH_SHEET,
    BRANCH_UNKNOWN_OUTCOME,
    FAILURE_ORIGINS,
    NO,
    RECOVERIES,
    STAGES,
    TIERS,
    WALK_IN,
    YES,
    Language,
)
from sample_data.world import World

CREATED = datetime(2026, 11, 1)
"""Written into the workbooks, so that the same world gives the same bytes."""
DATE_STYLES = {"dashes": 0.7, IN_TWELVE_HOURS: 0.3}
USUAL_MODE_SHARE = 0.5
"""Rows that state the delivery mode although it is the usual one of the channel."""
TIER_SHARE = 0.3
"""Rows that state the contact tier; elsewhere it follows from mode and channel."""


def write_branch(world: World, folder: Path, language: Language, rng: np.random.Generator) -> Iterator[Path]:
    """Write `branch_YYYY-Qn.xlsx` for each quarter; yields each path when its file is complete."""
    for quarter, rows in quarters_of(world, "branch", rng):
        path = folder / f"branch_{quarter}.xlsx"
        cells = _as_cells(rows, language, rng)
        _write_workbook(headed(cells, BRANCH_HEADERS, language), BRANCH_SHEET.text(language), path)
        yield path


def _as_cells(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.DataFrame:
    cells = rows.select(
        contact_id="contact_id",
        customer_id="customer_id",
        department="department",
        channel=worded("channel", BRANCH_CHANNELS, language),
        delivery_mode=_stated_mode(rows, language, rng),
        contact_tier=_stated_tier(rows, language, rng),
        is_booked=flag("is_booked", BOOKED.text(language), WALK_IN.text(language)),
        occurred_at=local_time("occurred_at", DATE_STYLES, language, rows, rng),
        reason="reason",
        stage=worded("stage", STAGES, language),
        agent_id="agent_id",
        wait_seconds=clock("wait_seconds"),
        promised_wait_seconds=clock("promised_wait_seconds"),
        service_seconds=pl.col("service_seconds").round().cast(pl.Int64),
        outcome=worded("outcome", BRANCH_OUTCOMES, language, BRANCH_UNKNOWN_OUTCOME),
        is_complaint=flag("is_complaint", YES.text(language), NO.text(language)),
        recovery=worded("recovery", RECOVERIES, language),
        recovery_seconds=minutes("recovery_seconds"),
        cost=won("cost", rows, rng),
        appointment_at=pl.col("appointment_at")
        .dt.convert_time_zone(TIME_ZONE)
        .dt.strftime(DATE_FORMATS["dashes"]),
        no_show=flag("no_show", YES.text(language), NO.text(language)),
        failure_origin=worded("failure_origin", FAILURE_ORIGINS, language),
        recovery_kind=recovery_kinds(language),
    )
    untidy_columns = ["contact_id", "customer_id", "department", "reason", "promised_wait_seconds"]
    return untidy(cells, untidy_columns, rng)


def _stated_mode(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.Expr:
    is_usual = pl.col("delivery_mode") == pl.col("channel").replace_strict(MODE_OF_CHANNEL)
    is_stated = ~is_usual | (uniform(rng, rows) < USUAL_MODE_SHARE)
    return pl.when(is_stated).then(worded("delivery_mode", BRANCH_MODES, language))


def _stated_tier(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.Expr:
    return pl.when(uniform(rng, rows) < TIER_SHARE).then(worded("contact_tier", TIERS, language))


def _write_workbook(cells: pl.DataFrame, sheet_name: str, path: Path) -> None:
    workbook = xlsxwriter.Workbook(path)
    workbook.set_properties({"created": CREATED})
    sheet = workbook.add_worksheet(sheet_name)
    sheet.write_row(0, 0, cells.columns, workbook.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(cells.iter_columns()):
        write = sheet.write_string if column.dtype == pl.String else sheet.write_number
        filled = column.is_not_null().arg_true()
        for row, value in zip(filled + 1, column.drop_nulls(), strict=True):
            write(row, number, value)
    workbook.close()
