"""The cells that the model is fitted to: customers at risk by month, place and what they lived through."""

from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.dimensions import Dimension
from analytics.drivers.declared import COVARIATES, UNKNOWN
from analytics.drivers.months import Months, complete_months
from analytics.finished import last_finished, read_span
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.retention.definition import Definition, find_definition
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

_SCHEMA: dict[str, pl.DataType] = {
    "month": pl.Date(),
    "department": pl.String(),
    "tier_of_contact": pl.String(),
    **dict.fromkeys(COVARIATES, pl.String()),
    "at_risk": pl.Int64(),
    "events": pl.Int64(),
}


@dataclass(frozen=True)
class RiskCells:
    """Cells of the months, and the definition of leaving they go by.

    frame: month, department, tier_of_contact (null without a contact), the factors, at_risk, events.
    """

    frame: pl.DataFrame
    definition: Definition
    months: Months | None

    def within(self, first: date, last: date) -> "RiskCells":
        """The cells of some of the months."""
        return RiskCells(
            self.frame.filter(pl.col("month").is_between(first, last)), self.definition, (first, last)
        )

    @property
    def at_risk(self) -> int:
        """Customers and months at risk."""
        return int(self.frame["at_risk"].sum())

    @property
    def events(self) -> int:
        """How many of them left."""
        return int(self.frame["events"].sum())


def read_risk_cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View,
    definition: str | None = None,
) -> RiskCells:
    """The cells of all complete months that the view touches; without rows where the data hold none."""
    chosen = find_definition(connection, settings, definition)
    span = read_span(connection, settings)
    over = (span[0], last_finished(span)) if span else None
    months = complete_months(over, view, chosen.inactivity_days) if over else None
    frame = (
        read_month_cells(connection, settings, months, view, chosen)
        if months
        else pl.DataFrame(schema=_SCHEMA)
    )
    return RiskCells(frame, chosen, months)


def read_month_cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    months: Months,
    view: View,
    definition: Definition,
    from_table: str | None = None,
    no_contact_tier: str | None = None,
) -> pl.DataFrame:
    """The cells of these months at risk, complete or not.

    from_table: a query that stands in for the mart. Who had no contact has no tier, and the number of
    contacts tells them apart already: they are given no_contact_tier, else the usual one.
    """
    values = {
        "by_records": definition.kind == "records",
        "first_month": months[0],
        "last_month": months[1],
        **parameters(view.anytime()),
    }
    picked = picked_of_months(view, settings)
    query = narrowed(read_sql("analytics.drivers", "cells"), view, settings)
    if from_table is None:
        query = by_dimension(query, "churn_monthly", picked, months, settings)
    else:
        query = f"WITH churn_monthly AS ({from_table}) SELECT * FROM ({query})"
    prepare(connection, settings, picked, query)
    cells = read_stored(connection, query, values, _SCHEMA)
    tier = usual_tier(cells) if no_contact_tier is None else no_contact_tier
    has_contact = pl.col("contacts") != "0"
    return cells.with_columns(contact_tier=pl.when(has_contact).then("contact_tier").otherwise(pl.lit(tier)))


def picked_of_months(view: View, settings: Settings) -> list[Dimension]:
    """The dimensions that the view picks values of. Raises QueryError for times, which months do not know."""
    picked = picked_by(view, settings)
    if times := [name for name, dimension in picked.items() if dimension.of == "time"]:
        raise QueryError(
            f"Who leaves is counted by the month and cannot be filtered by {' and '.join(times)}.",
            "Leave it out; every dimension of contacts and customers works.",
        )
    return list(picked.values())


def profiles_of(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per combination of factors that occurs, in a fixed order."""
    return cells.select(COVARIATES).unique().sort(COVARIATES)


def usual_tier(cells: pl.DataFrame) -> str:
    """The tier of most last contacts."""
    contacted = cells.filter(pl.col("tier_of_contact").is_not_null())
    sums = contacted.group_by("tier_of_contact").agg(pl.col("at_risk").sum())
    ordered = sums.sort("at_risk", "tier_of_contact")["tier_of_contact"]
    return ordered[-1] if len(ordered) else UNKNOWN
