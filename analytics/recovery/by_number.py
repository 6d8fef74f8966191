"""Failure by contact tier and by the number of the contact: does it rise with every further contact?"""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.reading import Counts, read_counts, sums
from analytics.statistics.slope import Slope, logit_slope
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

_BY = ("department", "contact_tier", "channel", "contact_number")
# Before the first window of the data has passed, earlier contacts are not known.
_COUNTS = Counts(
    "follow_up_daily",
    sums("failed", "contacts"),
    where="""day >= (SELECT min(day) FROM contact_daily) + (
        SELECT (value::JSON ->> 'first_contact_days')::INTEGER
        FROM warehouse_facts
        WHERE name = 'applied_settings'
    )""",
)


@dataclass(frozen=True)
class FailureByNumber:
    """rates: contact_tier (high to low), contact_number (1-4; 4 stands for more too), value, low, high, n.

    slopes: by contact tier, and for all tiers under None: the log-odds of failure per further contact within
    the window, at equal department and channel (and tier). None of a tier that shows no slope.
    """

    rates: pl.DataFrame
    slopes: dict[str | None, Slope]


def failure_by_number(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> FailureByNumber:
    """Failure of contacts of known customers, by tier and by which contact within the window it was.

    The window is settings.definitions.first_contact_days before the contact. Rates of fewer than
    settings.definitions.small_n contacts are left out; unknown tiers too.
    """
    cells = read_counts(connection, settings, _COUNTS, find_dimensions(settings, _BY), view).with_columns(
        pl.col("contact_number").cast(pl.Int64)
    )
    tiered = cells.drop_nulls("contact_tier").with_columns(
        pl.col("contact_tier").cast(pl.Enum(CONTACT_TIERS))
    )
    rates = (
        tiered.group_by("contact_tier", "contact_number")
        .agg(pl.col("failed", "contacts").sum())
        .filter(pl.col("contacts") >= settings.definitions.small_n)
        .sort("contact_tier", "contact_number")
        .select(
            pl.col("contact_tier").cast(pl.String),
            "contact_number",
            **proportion(pl.col("failed"), pl.col("contacts"))._asdict(),
            n="contacts",
        )
    )
    return FailureByNumber(rates, dict(_slopes(tiered)))


def _slopes(cells: pl.DataFrame) -> list[tuple[str | None, Slope]]:
    parts = [(None, cells), *((tier, cells.filter(pl.col("contact_tier") == tier)) for tier in CONTACT_TIERS)]
    found = [(tier, _slope(part)) for tier, part in parts]
    return [(tier, slope) for tier, slope in found if slope is not None]


def _slope(cells: pl.DataFrame) -> Slope | None:
    place = pl.concat_str(["department", "contact_tier", "channel"], separator="·", ignore_nulls=True)
    stratum = cells.select(place.rank("dense")).to_series().to_numpy()
    numbers, failed, contacts = (
        cells[name].to_numpy().astype(np.float64) for name in ("contact_number", "failed", "contacts")
    )
    return logit_slope(numbers, failed, contacts, stratum)
