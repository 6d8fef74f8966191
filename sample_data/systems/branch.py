"""Branches and field visits: one Excel workbook with Korean headers per quarter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter  # type: ignore[import-untyped, unused-ignore]  # the package ships no types

from sample_data.draws import uniform
from sample_data.periods import quarters_of
from sample_data.service import MODE_OF_CHANNEL
from sample_data.systems.words import RECOVERIES, STAGES, TIERS
from sample_data.text import KOREAN_12_HOURS, clock, coded, flag, local_time, minutes, untidy, whole, won
from sample_data.world import World

SHEET = "접점내역"
CREATED = datetime(2026, 11, 1)
"""Written into the workbooks, so that the same world gives the same bytes."""
CHANNELS = {"branch": "창구", "kiosk": "키오스크", "visit": "방문"}
MODES = {
    "digital": "무인",
    "face_to_face_tight": "정형",
    "face_to_face_loose": "상담",
    "face_to_face_customised": "맞춤",
}
OUTCOMES = {
    "resolved": "해결",
    "unresolved": "미해결",
    "failed": "실패",
    "abandoned": "불참·포기",
    "transferred": "이관",
}
UNKNOWN_OUTCOME = "확인요"
DATE_STYLES = {"dashes": 0.7, KOREAN_12_HOURS: 0.3}
USUAL_MODE_SHARE = 0.5
"""Rows that state the delivery mode although it is the usual one of the channel."""
TIER_SHARE = 0.3
"""Rows that state the contact tier; elsewhere it follows from mode and channel."""


def write_branch(world: World, folder: Path, rng: np.random.Generator) -> Iterator[Path]:
    """Write `branch_YYYY-Qn.xlsx` for each quarter; yields each path when its file is complete."""
    for quarter, rows in quarters_of(world, "branch", rng):
        path = folder / f"branch_{quarter}.xlsx"
        _write_workbook(_as_text(rows, rng), path)
        yield path


def _as_text(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        pl.col("contact_id").alias("전표번호"),
        pl.col("customer_id").alias("고객번호"),
        pl.col("department").alias("부서"),
        coded("channel", CHANNELS).alias("접점"),
        _stated_mode(rows, rng).alias("응대방식"),
        _stated_tier(rows, rng).alias("접촉도"),
        flag("is_booked", "예약", "현장").alias("예약구분"),
        local_time("occurred_at", DATE_STYLES, rows, rng).alias("접수일시"),
        pl.col("reason").alias("용건"),
        coded("stage", STAGES).alias("단계"),
        pl.col("agent_id").alias("담당자"),
        clock("wait_seconds").alias("대기시간"),
        clock("promised_wait_seconds").alias("안내시간"),
        whole("service_seconds").alias("처리초"),
        coded("outcome", OUTCOMES, UNKNOWN_OUTCOME).alias("결과"),
        flag("is_complaint", "예", "아니오").alias("불만"),
        coded("recovery", RECOVERIES).alias("회복"),
        minutes("recovery_seconds").alias("회복분"),
        won("cost", rows, rng).alias("비용"),
    )
    return untidy(text, ["전표번호", "고객번호", "부서", "용건", "안내시간"], rng)


def _stated_mode(rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    is_usual = pl.col("delivery_mode") == pl.col("channel").replace_strict(MODE_OF_CHANNEL)
    is_stated = ~is_usual | (uniform(rng, rows) < USUAL_MODE_SHARE)
    return pl.when(is_stated).then(coded("delivery_mode", MODES))


def _stated_tier(rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    return pl.when(uniform(rng, rows) < TIER_SHARE).then(coded("contact_tier", TIERS))


def _write_workbook(text: pl.DataFrame, path: Path) -> None:
    workbook = xlsxwriter.Workbook(path)
    workbook.set_properties({"created": CREATED})
    sheet = workbook.add_worksheet(SHEET)
    sheet.write_row(0, 0, text.columns, workbook.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(text.iter_columns()):
        cells = column.cast(pl.Int64) if column.name == "처리초" else column
        sheet.write_column(1, number, cells.to_list())
    workbook.close()
