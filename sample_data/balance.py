"""Departments out of balance, and failures that wait for their recovery; drawn after all else, and off in the
sample company."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl

from sample_data.draws import Floats, by, score
from sample_data.season import TIME_ZONE, Window
from sample_data.truths_of_balance import RecoveryQueue, Strain

AUTONOMY = "staff.autonomy"
_LOWEST, _HIGHEST = 1, 5
_SIGNS = {"staff.satisfaction": 1.0, "staff.load": -1.0}
_FIRST_HOUR, _HOURS = 9, 9
_SATURDAY = 5


@dataclass(frozen=True)
class _Served:
    """Rows of failures, and how long after it each is recovered."""

    rows: list[int]
    seconds: list[float]


def with_strain(staff_answers: pl.DataFrame, strain: Strain, rng: np.random.Generator) -> pl.DataFrame:
    """Answers of staff that are lower where the truths say so, and those on autonomy where it is asked."""
    if strain.staff_points:
        points = by("department", strain.staff_points)
        sign = pl.col("item").replace_strict(_SIGNS, default=0.0, return_dtype=pl.Float64)
        moved = staff_answers.select(pl.col("score") + sign * points).to_series().to_numpy()
        staff_answers = staff_answers.with_columns(score=pl.Series(_whole(moved, rng)))
    if strain.autonomy_at_average:
        staff_answers = pl.concat([staff_answers, _autonomy(staff_answers, strain, rng)])
    return staff_answers.sort("survey_id", maintain_order=True)


def with_queue(contacts: pl.DataFrame, queue: RecoveryQueue, window: Window) -> pl.DataFrame:
    """Failures of the departments of the queue recovered one after the other, from the working day after."""
    served = [_served(contacts, name, round(most), window) for name, most in queue.per_working_day.items()]
    if not served:
        return contacts
    taken = pl.DataFrame(
        {
            "row": [row for one in served for row in one.rows],
            "taken_seconds": [seconds for one in served for seconds in one.seconds],
        },
        schema={"row": pl.UInt32, "taken_seconds": pl.Float64},
    )
    is_queued = pl.col("department").is_in(list(queue.per_working_day)) & (pl.col("outcome") == "failed")
    is_taken = pl.col("taken_seconds").is_not_null()
    state = pl.when(is_taken).then(pl.lit("recovered")).otherwise(pl.lit("none"))
    return (
        contacts.with_row_index("row")
        .join(taken, on="row", how="left", maintain_order="left")
        .with_columns(
            recovery=pl.when(is_queued).then(state).otherwise("recovery"),
            recovery_seconds=pl.when(is_queued).then("taken_seconds").otherwise("recovery_seconds"),
            recovery_kind=pl.when(is_queued).then(None).otherwise("recovery_kind"),
        )
        .drop("row", "taken_seconds")
    )


def _served(contacts: pl.DataFrame, department: str, most: int, window: Window) -> _Served:
    local = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.replace_time_zone(None)
    waiting = (
        contacts.with_row_index("row")
        .filter(pl.col("department") == department, pl.col("outcome") == "failed")
        .select("row", at=local)
        .sort("at")
    )
    rows, times = waiting["row"].to_list(), waiting["at"].to_list()
    served, next_up = _Served([], []), 0
    for day in _working_days(window):
        for place in range(most):
            if next_up == len(rows) or times[next_up].date() >= day:
                break
            hour = _FIRST_HOUR + _HOURS * (place + 0.5) / most
            done = datetime.combine(day, time()) + timedelta(hours=hour)
            served.rows.append(rows[next_up])
            served.seconds.append((done - times[next_up]).total_seconds())
            next_up += 1
    return served


def _working_days(window: Window) -> list[date]:
    days = (window.first_day + timedelta(days=number) for number in range(window.days))
    return [day for day in days if day.weekday() < _SATURDAY]


def _autonomy(staff_answers: pl.DataFrame, strain: Strain, rng: np.random.Generator) -> pl.DataFrame:
    """One answer more in each questionnaire."""
    asked = staff_answers.unique("survey_id", keep="first", maintain_order=True)
    mean = asked.select(strain.autonomy_at_average + by("department", strain.staff_points)).to_series()
    drawn = score(rng, mean.to_numpy(), _LOWEST, _HIGHEST).astype(float)
    return asked.with_columns(
        item=pl.lit(AUTONOMY),
        score=pl.Series(drawn),
        answer_id=pl.concat_str("survey_id", pl.lit(AUTONOMY), separator="-"),
    )


def _whole(values: Floats, rng: np.random.Generator) -> Floats:
    """Whole scores with the values as their means, as far as the scale goes."""
    low = np.floor(values)
    return np.asarray(np.clip(low + (rng.random(len(values)) < values - low), _LOWEST, _HIGHEST))
