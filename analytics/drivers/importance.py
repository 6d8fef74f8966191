"""How much of the leaving goes with each driver."""

from collections.abc import Iterable

import duckdb
import numpy as np
import polars as pl

from analytics.drivers.declared import ADJUSTING, DRIVERS, Factor
from analytics.drivers.fitted import Fitted
from analytics.drivers.model import DriverModel, driver_model
from analytics.notes import TOO_FEW
from analytics.statistics.attributable import capping_contrast, share_difference
from analytics.statistics.common import Floats
from analytics.statistics.hazard import logit_deviance
from analytics.statistics.shapley import shapley_values
from analytics.view import View
from warehouse.settings import Settings

ALL_DRIVERS = "all"
LEAST_LEAVERS_SHOWN = 10
_SCHEMA = {
    "driver": pl.String(),
    "share": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "shapley_share": pl.Float64(),
    "n": pl.Int64(),
    "left": pl.Int64(),
    "note": pl.String(),
}
_PLACE_SCHEMA = {
    "department": pl.String(),
    "contact_tier": pl.String(),
    "share": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "difference": pl.Float64(),
    "difference_low": pl.Float64(),
    "difference_high": pl.Float64(),
    "n": pl.Int64(),
    "left": pl.Int64(),
    "note": pl.String(),
}


def driver_importance(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
) -> pl.DataFrame:
    """The shares of each driver, and of all of them together under the name "all"; see `importance_of`."""
    return importance_of(driver_model(connection, settings, view, definition))


def importance_of(model: DriverModel) -> pl.DataFrame:
    """Two shares of each driver, which answer different questions.

    share, low, high: the part of the leaving that would not be there if nobody had the driver and all else
    stayed (attributable share; 95 %). Shares of drivers overlap; all together are less than their sum.
    shapley_share: the driver's part of what all drivers together explain beyond the adjustments (deviance);
    these add up to 1, and have no interval. n and left: customers and months with the driver, leavers among
    them. note: why there is no figure.
    """
    rows = [dict(row) for row in model.drivers.select("driver", "n", "left", "note").iter_rows(named=True)]
    if model.fitted is None:
        return pl.DataFrame(rows, schema=_SCHEMA)
    explained = _shapley_shares(model.fitted)
    for row in rows:
        if row["note"] is None:
            capped = _without(model.fitted, [DRIVERS[row["driver"]]])
            row |= _share(model.fitted, capped) | {"shapley_share": explained.get(row["driver"])}
    everything = _without(model.fitted, DRIVERS.values())
    exposed = model.fitted.cells.filter(
        pl.any_horizontal(pl.col(name) != driver.levels[0].value for name, driver in DRIVERS.items())
    )
    counts = {"n": exposed["at_risk"].sum(), "left": exposed["events"].sum()}
    rows.append({"driver": ALL_DRIVERS} | counts | _share(model.fitted, everything))
    return pl.DataFrame(rows, schema=_SCHEMA)


def places_of(
    model: DriverModel, driver: str, settings: Settings, by: tuple[str, ...] = ("department", "contact_tier")
) -> pl.DataFrame:
    """The driver's attributable share among those whose last contact was with a department and tier, or of
    one of both.

    The coefficients are common to all places: shares differ as the driver is more or less frequent there.
    Columns: department, contact_tier (null where not asked for, or unknown), share, low, high, difference
    (from the share of the whole tier) with difference_low and difference_high, n, left, note.
    n and left: customers and months at risk after such a contact, and leavers among them; withheld with
    n under settings.definitions.small_n or fewer than 10 leavers. The largest share first.
    """
    if model.fitted is None or not model.fitted.coding.places(driver):
        return pl.DataFrame(schema=_PLACE_SCHEMA)
    capped = _without(model.fitted, [DRIVERS[driver]])
    cells = model.fitted.cells.with_columns(
        pl.Series("profile", model.fitted.data.profile), contact_tier="tier_of_contact"
    )
    rows = []
    for place, some in cells.filter(pl.col("department").is_not_null()).group_by(by):
        row = dict(zip(by, place, strict=True)) | {"n": some["at_risk"].sum(), "left": some["events"].sum()}
        is_few = row["n"] < settings.definitions.small_n or row["left"] < LEAST_LEAVERS_SHOWN
        if is_few:
            rows.append(row | {"note": TOO_FEW})
            continue
        tier = cells.filter(pl.col("contact_tier").eq_missing(pl.lit(some["contact_tier"][0])))
        beside = _beside(model.fitted, capped, some, tier) if "contact_tier" in by else {}
        rows.append(row | _share(model.fitted, capped, _persons(model.fitted, some)) | beside)
    order = [pl.col("share").fill_null(-np.inf), "n", "department", "contact_tier"]
    return pl.DataFrame(rows, schema=_PLACE_SCHEMA).sort(order, descending=[True, True, False, False])


def capped_design(fitted: Fitted, factor: Factor, place: int) -> pl.DataFrame:
    """The profiles with a driver's levels above a place brought down to it."""
    kept = [level.value for level in factor.levels[: place + 1]]
    column = pl.col(factor.name)
    return fitted.profiles.with_columns(pl.when(column.is_in(kept)).then(column).otherwise(pl.lit(kept[-1])))


def _without(fitted: Fitted, drivers: Iterable[Factor]) -> Floats:
    """The design as if nobody had these drivers."""
    none = {driver.name: pl.lit(driver.levels[0].value) for driver in drivers}
    return fitted.coding.design(fitted.profiles.with_columns(**none))


def _persons(fitted: Fitted, cells: pl.DataFrame) -> Floats:
    """How many are at risk in each profile, of cells with a column `profile`."""
    at_risk = cells["at_risk"].cast(pl.Float64).to_numpy()
    persons: Floats = np.zeros(len(fitted.profiles))
    np.add.at(persons, cells["profile"].to_numpy(), at_risk)
    return persons


def _beside(fitted: Fitted, capped: Floats, some: pl.DataFrame, tier: pl.DataFrame) -> dict[str, float]:
    """How far a place is from its tier."""
    groups = (_persons(fitted, cells) for cells in (some, tier))
    value, low, high = share_difference(fitted.hazard, fitted.data.design, capped, *groups)
    return {"difference": value, "difference_low": low, "difference_high": high}


def _share(fitted: Fitted, capped: Floats, persons: Floats | None = None) -> dict[str, float]:
    if persons is None:
        persons = fitted.data.per_profile(fitted.data.at_risk)
    share = capping_contrast(fitted.hazard, fitted.data.design, capped, persons).share
    return {"share": share.value, "low": share.low, "high": share.high}


def _shapley_shares(fitted: Fitted) -> dict[str, float]:
    """The adjustments are in every model; the more drivers, the less deviance is left."""
    data, coefficients = fitted.data, fitted.hazard.coefficients
    at_risk, events = data.per_profile(data.at_risk), data.per_profile(data.events)
    players = [name for name in DRIVERS if fitted.coding.places(name)]
    adjusting = [0, *(place for name in ADJUSTING for place in fitted.coding.places(name))]

    def explained(drivers: frozenset[str]) -> float:
        places = sorted([*adjusting, *(place for name in drivers for place in fitted.coding.places(name))])
        return -logit_deviance(data.design[:, places], at_risk, events, coefficients[places])

    values = shapley_values(players, explained)
    total = sum(values.values())
    return {name: value / total for name, value in values.items()} if total > 0 else {}
