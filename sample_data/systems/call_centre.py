"""Call centre: phone contacts, one CSV file in the code page of its clients per month."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import with_lines_cut_short
from sample_data.periods import months_of
from sample_data.text import flag, headed, local_time, minutes, recovery_kinds, untidy, whole, won, worded
from sample_data.words import (
    CALL_CENTRE_HEADERS,
    CALL_CENTRE_OUTCOMES,
    CALL_CENTRE_UNKNOWN_OUTCOME,
    FAILURE_ORIGINS,
    INBOUND,
    RECOVERIES,
    STAGES,
    Language,
    Words,
)
from sample_data.world import World

ENCODING = Words("cp949", "latin-1")
"""The code page of the Windows clients."""
DATE_STYLES = {"dashes": 0.80, "slashes": 0.15, "compact": 0.05}


def write_call_centre(
    world: World, folder: Path, language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `call_centre_YYYY-MM.csv` for each month; yields each path when its file is complete."""
    for month, rows in months_of(world, "call_centre", rng):
        path = folder / f"call_centre_{month}.csv"
        text = headed(_as_text(rows, language, rng), CALL_CENTRE_HEADERS, language)
        lines = with_lines_cut_short(text.write_csv().splitlines(), rng)
        path.write_bytes("\r\n".join([*lines, ""]).encode(ENCODING.text(language)))
        yield path


def _as_text(rows: pl.DataFrame, language: Language, rng: np.random.Generator) -> pl.DataFrame:
    text = rows.select(
        contact_id="contact_id",
        customer_id="customer_id",
        occurred_at=local_time("occurred_at", DATE_STYLES, language, rows, rng),
        department="department",
        reason="reason",
        stage=worded("stage", STAGES, language),
        agent_id="agent_id",
        wait_seconds=whole("wait_seconds"),
        promised_wait_seconds=whole("promised_wait_seconds"),
        service_seconds=whole("service_seconds"),
        outcome=worded("outcome", CALL_CENTRE_OUTCOMES, language, CALL_CENTRE_UNKNOWN_OUTCOME),
        is_complaint=flag("is_complaint", "Y", "N"),
        recovery=worded("recovery", RECOVERIES, language),
        recovery_seconds=minutes("recovery_seconds"),
        cost=won("cost", rows, rng),
        direction=worded("direction", {"inbound": INBOUND}, language),
        handed_to="handed_to",
        asked_again=flag("asked_again", "Y", "N"),
        failure_origin=worded("failure_origin", FAILURE_ORIGINS, language),
        recovery_kind=recovery_kinds(language),
    )
    untidy_columns = [
        "contact_id",
        "customer_id",
        "department",
        "reason",
        "agent_id",
        "promised_wait_seconds",
    ]
    return untidy(text, untidy_columns, rng)
