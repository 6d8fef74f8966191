"""What goes with the score of a contact: by how many points, how surely, and how much of what is explained.

A linear model of the score on what the contact was like, at equal place (department, tier and channel),
segment and tenure. Who answers hangs on how the contact was; that leaves the differences between kinds of
contacts as they are, as long as those who answer are like those who do not among contacts of one kind.
"""

from dataclasses import dataclass, replace

import duckdb
import numpy as np
import polars as pl
import scipy

from analytics.customer_sample import EVERYBODY
from analytics.loyalty.experience import DRIVERS
from analytics.loyalty.items import Item, find_item
from analytics.loyalty.looked_at import answers_looked_at
from analytics.loyalty.rated import Design, design, is_level, read_rated
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats, Interval, Z
from analytics.statistics.holm import holm
from analytics.statistics.importance import lmg
from analytics.statistics.linear_model import LinearModel, least_squares
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

ALPHA = 0.05
# A model of fewer contacts than so many a column tells nothing.
_LEAST_PER_COLUMN = 5
_FIGURE = dict.fromkeys(("low", "high"), pl.Float64())
_LEVELS = {
    **dict.fromkeys(("driver", "level"), pl.String()),
    "points": pl.Float64(),
    **_FIGURE,
    **dict.fromkeys(("p", "p_holm"), pl.Float64()),
    "is_clear": pl.Boolean(),
    "n": pl.Int64(),
    "note": pl.String(),
}
_SHARES = {"driver": pl.String(), "share": pl.Float64(), **_FIGURE, "n": pl.Int64(), "note": pl.String()}
_STARTS = {"contact_tier": pl.String(), "value": pl.Float64(), **_FIGURE, "n": pl.Int64()}


@dataclass(frozen=True)
class Fitted:
    """The model and what it was fitted to."""

    design: Design
    model: LinearModel


@dataclass(frozen=True)
class SatisfactionDrivers:
    """What goes with the score of an item.

    n: rated contacts. mean: their mean score. levels: driver, level, points (against a contact that is not
    of the level, at equal other levels and place; of the wait for each doubling of the usual one), low, high
    (95 %), p, p_holm (over all levels), is_clear, n (contacts of the level), note. shares: driver, share of
    what all drivers explain beyond the place and the customer (LMG), low, high, n, note. starts:
    contact_tier, value, low, high (the mean score of a contact that was resolved without any wait), n.
    explained: the part of the variance of scores that the drivers explain beyond place and customer; None
    without a model. fitted: None where the data carry no model; note says why. per_mille: of how many in
    1,000 contacts these are.
    """

    item: str
    n: int
    mean: float | None
    levels: pl.DataFrame
    shares: pl.DataFrame
    starts: pl.DataFrame
    explained: Interval | None
    fitted: Fitted | None
    note: str | None
    per_mille: int = EVERYBODY


def satisfaction_drivers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: str = "csat",
    view: View = View(),  # noqa: B008 - a View never changes
) -> SatisfactionDrivers:
    """The model over the rated contacts of a view. Raises QueryError for an unknown item."""
    asked = find_item(item)
    per_mille = answers_looked_at(connection, settings, asked, view)
    cells = read_rated(connection, settings, asked, view, per_mille)
    return replace(fit_drivers(cells, asked, settings.definitions.small_n), per_mille=per_mille)


def fit_drivers(cells: pl.DataFrame, item: Item, least: int) -> SatisfactionDrivers:
    """The model of cells as `read_rated` gives them; what has fewer contacts than `least` is not told."""
    n = int(cells["n"].sum())
    mean = float(np.average(cells["score"].to_numpy(), weights=cells["weight"].to_numpy())) if n else None
    coded = design(cells, least) if n >= least else None
    if coded is None or not coded.columns or n < _LEAST_PER_COLUMN * coded.units.rows.shape[1]:
        note = TOO_FEW if n else NOT_IN_DATA
        return SatisfactionDrivers(item.name, n, mean, *_without(cells, note), None, None, note)
    fitted = Fitted(coded, least_squares(coded.units))
    known = {name: places for name in DRIVERS if (places := coded.of(name))}
    divided = lmg(coded.units, known, coded.adjusting)
    shares = [_share_row(name, divided.shares.get(name), cells) for name in DRIVERS]
    return SatisfactionDrivers(
        item.name,
        n,
        mean,
        pl.DataFrame(_level_rows(fitted, cells), schema=_LEVELS),
        pl.DataFrame(shares, schema=_SHARES).sort("share", descending=True, nulls_last=True),
        pl.DataFrame(_start_rows(fitted), schema=_STARTS),
        divided.r_squared,
        fitted,
        None,
    )


def _without(cells: pl.DataFrame, note: str) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    levels = [
        {"driver": driver.name, "level": level.name, "n": _size(cells, level.name), "note": note}
        for driver in DRIVERS.values()
        for level in driver.levels
    ]
    shares = [_share_row(name, None, cells) for name in DRIVERS]
    return (
        pl.DataFrame(levels, schema=_LEVELS),
        pl.DataFrame(shares, schema=_SHARES),
        pl.DataFrame(schema=_STARTS),
    )


def _level_rows(fitted: Fitted, cells: pl.DataFrame) -> list[dict[str, object]]:
    names, model = fitted.design.columns, fitted.model
    told = {name: model.of(place) for place, name in enumerate(names) if model.is_known[place]}
    p_values = {name: _p_value(interval) for name, interval in told.items()}
    p_holm = dict(zip(p_values, holm(list(p_values.values())).tolist(), strict=True))
    rows: list[dict[str, object]] = []
    for driver in DRIVERS.values():
        for level in driver.levels:
            size = _size(cells, level.name)
            row: dict[str, object] = {"driver": driver.name, "level": level.name, "n": size}
            if level.name not in told:
                rows.append(row | {"note": TOO_FEW if size else NOT_IN_DATA})
                continue
            points, low, high = told[level.name]
            tested = {"p": p_values[level.name], "p_holm": p_holm[level.name]}
            is_clear = p_holm[level.name] < ALPHA
            rows.append(row | {"points": points, "low": low, "high": high, "is_clear": is_clear} | tested)
    return rows


def _share_row(driver: str, share: Interval | None, cells: pl.DataFrame) -> dict[str, object]:
    size = sum(_size(cells, level.name) for level in DRIVERS[driver].levels)
    row: dict[str, object] = {"driver": driver, "n": size}
    if share is None:
        return row | {"note": TOO_FEW if size else NOT_IN_DATA}
    return row | {"share": share.value, "low": share.low, "high": share.high}


def _start_rows(fitted: Fitted) -> list[dict[str, object]]:
    """The mean of each tier's places with nothing of the drivers."""
    frame, rows = fitted.design.frame, fitted.design.without_drivers()
    weights = frame["weight"].to_numpy()
    found = []
    for tier in CONTACT_TIERS:
        is_here = (frame["contact_tier"] == tier).to_numpy()
        if is_here.any():
            direction: Floats = np.average(rows[is_here], axis=0, weights=weights[is_here])
            value, low, high = fitted.model.contrast(direction)
            n = int(frame.filter(is_here)["n"].sum())
            found.append({"contact_tier": tier, "value": value, "low": low, "high": high, "n": n})
    return found


def _p_value(interval: Interval) -> float:
    error = (interval.high - interval.low) / (2 * Z)
    return float(2 * scipy.special.ndtr(-abs(interval.value) / error)) if error > 0 else 1.0


def _size(cells: pl.DataFrame, level: str) -> int:
    """Contacts of a level; of the wait those whose wait is known."""
    return int(cells.filter(is_level(level))["n"].sum())
