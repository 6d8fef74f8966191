"""How long customers will still be there, discounted, by segment and months since joining; surely and not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import polars as pl

from analytics.dimensions import TENURES
from analytics.drivers.months import Months, complete_months, month_after
from analytics.finished import last_finished, read_span
from analytics.retention.definition import Definition, find_definition
from analytics.statistics.common import Floats
from analytics.statistics.lifetime import discounted_years, drawn_shares
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

DRAWS = 1_000
"""Enough that the ends of an interval move by a hundredth of its width from one seed to another."""
UNKNOWN = ""
# Whole months since joining at which the later bands of tenure begin, as `tenure_of` has them.
_BANDS = (0,) * 12 + (1,) * 24 + (2,)
LONGEST_MONTHS = len(_BANDS) - 1
_MONTHS_A_YEAR = 12
# A month in which everybody left would leave nobody to ask how long they stay.
_HIGHEST_HAZARD = 0.999
_SEED = 20
_SCHEMA = {
    "segment": pl.String(),
    "tenure": pl.String(),
    "at_risk": pl.Int64(),
    "events": pl.Int64(),
}


@dataclass(frozen=True)
class Prospects:
    """years: by segment, an array of 1 + DRAWS rows, the first as estimated, the others as it may be, and a
    column per whole month since joining, 0 to LONGEST_MONTHS, the last for those of whom it is not known.

    cells: segment, tenure, at_risk (customers and months) and events (who left). months: from which month to
    which they were at risk. definition: of leaving. horizon_years: how far ahead years are counted.
    """

    years: Mapping[str, Floats]
    cells: pl.DataFrame
    months: Months
    definition: Definition
    horizon_years: int

    def of(self, groups: pl.DataFrame) -> Floats:
        """The years (1 + DRAWS, groups) of groups of customers with segment and months."""
        places = groups["months"].fill_null(LONGEST_MONTHS + 1).to_list()
        columns = [
            self.years.get(segment, self.years[UNKNOWN])[:, place]
            for segment, place in zip(groups["segment"].to_list(), places, strict=True)
        ]
        return np.stack(columns, axis=1) if columns else np.zeros((DRAWS + 1, 0))


def read_prospects(
    connection: duckdb.DuckDBPyConnection, settings: Settings, until: date | None = None
) -> Prospects | None:
    """The prospects that the last twelve complete months up to a day give; None where there is no such month.

    Hazards are shares of customers who left among those at risk in a month, by segment and tenure; where a
    segment had nobody of a tenure at risk, those of all segments.
    """
    chosen = find_definition(connection, settings)
    months = _months(connection, settings, chosen, until)
    if months is None:
        return None
    values = {
        "by_records": chosen.kind == "records",
        "first_month": months[0],
        "last_month": months[1],
    }
    cells = read_stored(connection, read_sql("analytics.money", "hazards"), values, _SCHEMA)
    return prospects_of(cells, months, chosen, settings) if cells.height else None


def prospects_of(
    cells: pl.DataFrame,
    months: Months,
    definition: Definition,
    settings: Settings,
    fewer_a_year: float = 0.0,
) -> Prospects:
    """The prospects that cells at hand give; fewer_a_year: as if so much less of everybody left each year."""
    ahead = settings.money.horizon_years * _MONTHS_A_YEAR
    segments = sorted({*cells["segment"].to_list(), UNKNOWN})
    years = {}
    for number, segment in enumerate(segments):
        hazards = _lowered(_hazards(cells, segment, _SEED + number), fewer_a_year)
        by_month, unknown = hazards[:, list(_BANDS)], hazards[:, -1:]
        years[segment] = np.concatenate(
            [discounted_years(part, ahead, settings.money.discount_rate) for part in (by_month, unknown)],
            axis=1,
        )
    return Prospects(years, cells, months, definition, settings.money.horizon_years)


def _months(
    connection: duckdb.DuckDBPyConnection, settings: Settings, definition: Definition, until: date | None
) -> Months | None:
    span = read_span(connection, settings)
    if span is None:
        return None
    over = (span[0], last_finished(span))
    months = complete_months(over, View(until=until), definition.inactivity_days)
    if months is None:
        return None
    return max(months[0], month_after(months[1].replace(year=months[1].year - 1))), months[1]


def _hazards(cells: pl.DataFrame, segment: str, seed: int) -> Floats:
    """(1 + DRAWS, tenures and unknown): the segment's, else those of all segments, else of everybody."""
    counted = []
    for tenure in (*TENURES, UNKNOWN):
        of_tenure = cells.filter(pl.col("tenure") == tenure)
        own = of_tenure.filter(pl.col("segment") == segment)
        some = next((found for found in (own, of_tenure) if found.height), cells)
        counted.append((some["events"].sum(), some["at_risk"].sum()))
    events, at_risk = np.array(counted, dtype=np.float64).T
    drawn = drawn_shares(events, at_risk, DRAWS, seed)
    hazards: Floats = np.minimum(np.vstack([events / at_risk, drawn]), _HIGHEST_HAZARD)
    return hazards


def _lowered(hazards: Floats, fewer_a_year: float) -> Floats:
    stay = np.minimum((1 - hazards) ** _MONTHS_A_YEAR + fewer_a_year, 1.0)
    lowered: Floats = np.minimum(1 - stay ** (1 / _MONTHS_A_YEAR), hazards)
    return lowered
