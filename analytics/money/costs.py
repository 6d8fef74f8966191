"""What kinds of contacts cost a year: failures, hand-overs, what was asked again, bookings nobody came to."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import mean
from analytics.money.yearly import DAYS_A_YEAR, FEWEST_DAYS
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.view import View
from warehouse.settings import Settings

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "failed": "outcome = 'failed'",
        "handed_over": "outcome = 'transferred'",
        "asked_again": "asked_again",
        "no_show": "is_no_show",
    }
)
"""The kinds, as SQL over contacts; a contact may be of several."""
_SUMS = {
    f"{name}_{column}": f"{aggregate} FILTER ({condition})"
    for name, condition in {"every": "true", **CONDITIONS}.items()
    for column, aggregate in {
        "contacts": "count(*)",
        "known": "count(cost)",
        "cost": "sum(cost)",
    }.items()
}
_COUNTS = Counts("contact_facts", _SUMS, present_in=("contact_facts",), instant="occurred_local")
SCHEMA = {
    "kind": pl.String(),
    "contacts": pl.Int64(),
    "cost_known": pl.Int64(),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
    "note": pl.String(),
}


def contact_costs(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per kind of CONDITIONS, and "every": contacts, cost_known (how many say their cost), value, low,
    high: what they cost a year, 365 times the mean day, with Student's interval over the days (95 %), and
    note.

    The costs are those of these contacts as a whole. Withheld of fewer than settings.definitions.small_n that
    say their cost, or 14 days.
    """
    dimensions = find_dimensions(settings, ("day",))
    by_day = read_counts(connection, settings, _COUNTS, dimensions, view)
    days = _days(by_day)
    rows = [_row(kind, by_day, days, settings) for kind in ("every", *CONDITIONS)]
    return pl.DataFrame(rows, schema=SCHEMA)


def _days(by_day: pl.DataFrame) -> int:
    first, last = by_day.select(first=pl.col("day").min(), last=pl.col("day").max()).row(0)
    return 0 if first is None else (last - first).days + 1


def _row(kind: str, by_day: pl.DataFrame, days: int, settings: Settings) -> dict[str, object]:
    cost = pl.col(f"{kind}_cost").cast(pl.Float64).fill_null(0.0)
    sums = by_day.select(
        contacts=pl.col(f"{kind}_contacts").sum().cast(pl.Int64),
        cost_known=pl.col(f"{kind}_known").sum().cast(pl.Int64),
        **mean(cost.sum(), (cost**2).sum(), pl.lit(days), 0, float("inf"))._asdict(),
    ).row(0, named=True)
    found = {name: sums[name] for name in ("contacts", "cost_known")}
    if not found["cost_known"]:
        return {"kind": kind, **found, "note": NOT_IN_DATA}
    if found["cost_known"] < settings.definitions.small_n or days < FEWEST_DAYS:
        return {"kind": kind, **found, "note": TOO_FEW}
    figure = {name: sums[name] * DAYS_A_YEAR for name in ("value", "low", "high")}
    return {"kind": kind, **found, **figure}
