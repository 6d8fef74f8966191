"""The model of leaving: a monthly hazard on what was lived through in the month before."""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import scipy

from analytics.drivers.cells import RiskCells, read_risk_cells
from analytics.drivers.coding import Column, Term, code
from analytics.drivers.declared import DRIVERS
from analytics.drivers.fitted import Fitted, fit
from analytics.drivers.months import Months
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.retention.definition import Definition
from analytics.statistics.hazard import Hazard
from analytics.statistics.holm import holm
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

LEAST_LEAVERS = 10
ALPHA = 0.05
# Odds that differ e^8 times are no finding but a column that fits perfectly.
_LARGEST_COEFFICIENT = 8.0
_LEVELS = {
    "factor": pl.String(),
    "is_driver": pl.Boolean(),
    "level": pl.String(),
    "values": pl.List(pl.String()),
    "label_ko": pl.String(),
    "label_en": pl.String(),
    "is_reference": pl.Boolean(),
    "odds_ratio": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "p": pl.Float64(),
    "n": pl.Int64(),
    "left": pl.Int64(),
    "note": pl.String(),
}
_DRIVERS = {
    "driver": pl.String(),
    "p": pl.Float64(),
    "p_holm": pl.Float64(),
    "is_clear": pl.Boolean(),
    "n": pl.Int64(),
    "left": pl.Int64(),
    "note": pl.String(),
}


@dataclass(frozen=True)
class DriverModel:
    """What goes with leaving.

    levels: factor, is_driver, level (its name), values (the values counted together), label_ko, label_en,
    is_reference, odds_ratio, low, high (95 %, robust to clusters of department and month), p, n (customers
    and months at risk), left, note.
    drivers: driver, p (all its levels together), p_holm (Holm over the declared list), is_clear, n and left
    (with the driver at any level), note.
    at_risk: customers × months. left: how many of them left. notes: what was joined, left out or is missing.
    fitted: None where no model can be made; the notes say why.
    """

    definition: Definition
    months: Months | None
    at_risk: int
    left: int
    levels: pl.DataFrame
    drivers: pl.DataFrame
    notes: tuple[Words, ...]
    fitted: Fitted | None


def driver_model(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
) -> DriverModel:
    """The model over all complete months, or those that the view's days touch; places restrict the cells.

    definition: "records" or "inactivity"; by default by the records where they say who left. The figures are
    associations: they say what would be if the adjustments listed in `declared.ADJUSTING` suffice.

    Raises QueryError for an unknown definition, and for records that never say who left.
    """
    return fit_model(read_risk_cells(connection, settings, view, definition))


def fit_model(cells: RiskCells) -> DriverModel:
    """The model on these cells."""
    why_not = _why_no_model(cells)
    if why_not is not None:
        return _model(cells, (why_not,), None)
    frame, terms, notes = code(cells.frame)
    fitted, dropped = fit(frame, terms)
    return _model(cells, (*notes, *dropped), fitted)


def _model(cells: RiskCells, notes: tuple[Words, ...], fitted: Fitted | None) -> DriverModel:
    levels = _level_figures(fitted) if fitted else pl.DataFrame(schema=_LEVELS)
    drivers = _driver_figures(cells.frame, fitted)
    return DriverModel(
        cells.definition, cells.months, cells.at_risk, cells.events, levels, drivers, notes, fitted
    )


def _why_no_model(cells: RiskCells) -> Words | None:
    if cells.months is None or cells.at_risk == 0:
        return Words(
            "앞 달의 접점과 함께 볼 수 있는 온전한 달이 없습니다.",
            "There is no complete month with the contacts of the month before it.",
        )
    if cells.events == cells.at_risk:
        return Words("모든 고객이 떠나 견줄 수 없습니다.", "Every customer left; nothing can be compared.")
    if min(cells.events, cells.at_risk - cells.events) < LEAST_LEAVERS:
        return Words(
            f"떠난 고객이 {cells.events:,}명입니다. 모형에는 {LEAST_LEAVERS}명 이상이 필요합니다.",
            f"{cells.events:,} of {cells.at_risk:,} left; at least {LEAST_LEAVERS} leavers and as many"
            " stayers are needed.",
        )
    return None


def _level_figures(fitted: Fitted) -> pl.DataFrame:
    hazard, columns = fitted.hazard, list(fitted.coding.columns)
    rows = [
        _level_row(term, group, fitted, 1 + columns.index(column) if column in columns else None, hazard)
        for term in fitted.coding.terms
        for group in term.groups
        for column in [Column(term.factor, group)]
    ]
    return pl.DataFrame(rows, schema=_LEVELS)


def _level_row(
    term: Term, group: tuple[str, ...], fitted: Fitted, place: int | None, hazard: Hazard
) -> dict[str, object]:
    label = term.label(group)
    names = {level.value: level.name for level in term.factor.levels}
    counts = fitted.cells.filter(pl.col(term.factor.name).is_in(group))
    row: dict[str, object] = {
        "factor": term.factor.name,
        "is_driver": term.factor.name in DRIVERS,
        "level": "+".join(names.get(value, value) for value in group),
        "values": list(group),
        "label_ko": label.ko,
        "label_en": label.en,
        "is_reference": group == term.groups[0],
        "n": int(counts["at_risk"].sum()),
        "left": int(counts["events"].sum()),
    }
    if row["is_reference"]:
        return row | {"odds_ratio": 1.0}
    return row | (_odds(hazard, place) if place is not None else {"note": NOT_IN_DATA})


def _odds(hazard: Hazard, place: int) -> dict[str, object]:
    """No figure where the data fit perfectly whatever the coefficient is."""
    coefficient, error = float(hazard.coefficients[place]), float(hazard.standard_errors[place])
    if abs(coefficient) > _LARGEST_COEFFICIENT or not 0 < error < _LARGEST_COEFFICIENT:
        return {"note": TOO_FEW}
    low, high = np.exp([coefficient - hazard.reach * error, coefficient + hazard.reach * error])
    p = 2 * scipy.special.stdtr(hazard.freedom, -abs(coefficient / error))
    return {"odds_ratio": float(np.exp(coefficient)), "low": float(low), "high": float(high), "p": float(p)}


def _driver_figures(cells: pl.DataFrame, fitted: Fitted | None) -> pl.DataFrame:
    p_values = {
        name: fitted.hazard.joint_p(places)
        for name in DRIVERS
        if fitted is not None and (places := fitted.coding.places(name))
    }
    p_holm = dict(zip(p_values, holm(list(p_values.values())).tolist(), strict=True))
    rows = []
    for name, driver in DRIVERS.items():
        exposed = cells.filter(pl.col(name) != driver.levels[0].value)
        rows.append(
            {
                "driver": name,
                "p": p_values.get(name),
                "p_holm": p_holm.get(name),
                "is_clear": p_holm[name] < ALPHA if name in p_holm else None,
                "n": int(exposed["at_risk"].sum()),
                "left": int(exposed["events"].sum()),
                "note": None if name in p_values else (TOO_FEW if exposed.height else NOT_IN_DATA),
            }
        )
    return pl.DataFrame(rows, schema=_DRIVERS)
