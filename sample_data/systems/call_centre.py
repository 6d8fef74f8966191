"""Call centre: phone contacts, one CSV file in CP949 with Korean headers per month."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import with_lines_cut_short
from sample_data.periods import months_of
from sample_data.systems.words import RECOVERIES, STAGES
from sample_data.text import coded, flag, local_time, minutes, untidy, whole, won
from sample_data.world import World

OUTCOMES = {
    "resolved": "완결",
    "unresolved": "미결",
    "failed": "실패",
    "abandoned": "포기",
    "transferred": "이관",
}
UNKNOWN_OUTCOME = "기타99"
DATE_STYLES = {"dashes": 0.80, "slashes": 0.15, "compact": 0.05}


def write_call_centre(world: World, folder: Path, rng: np.random.Generator) -> Iterator[Path]:
    """Write `call_centre_YYYY-MM.csv` for each month; yields each path when its file is complete."""
    for month, rows in months_of(world, "call_centre", rng):
        path = folder / f"call_centre_{month}.csv"
        lines = _as_text(rows, rng).write_csv().splitlines()
        path.write_bytes("\r\n".join([*with_lines_cut_short(lines, rng), ""]).encode("cp949"))
        yield path


def _as_text(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        pl.col("contact_id").alias("접수번호"),
        pl.col("customer_id").alias("고객번호"),
        local_time("occurred_at", DATE_STYLES, rows, rng).alias("접수일시"),
        pl.col("department").alias("부서"),
        pl.col("reason").alias("문의유형"),
        coded("stage", STAGES).alias("단계"),
        pl.col("agent_id").alias("상담사"),
        whole("wait_seconds").alias("대기초"),
        whole("promised_wait_seconds").alias("안내대기초"),
        whole("service_seconds").alias("통화초"),
        coded("outcome", OUTCOMES, UNKNOWN_OUTCOME).alias("처리결과"),
        flag("is_complaint", "Y", "N").alias("불만여부"),
        coded("recovery", RECOVERIES).alias("회복상태"),
        minutes("recovery_seconds").alias("회복소요분"),
        won("cost", rows, rng).alias("비용"),
    )
    return untidy(text, ["접수번호", "고객번호", "부서", "문의유형", "상담사", "안내대기초"], rng)
