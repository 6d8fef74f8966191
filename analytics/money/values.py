"""What groups of customers bring a year: as their records say, else as they bought."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import duckdb
import numpy as np
import polars as pl

from analytics.dimensions import Dimension
from analytics.money.prospects import DRAWS, Prospects
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.statistics.common import Floats
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

Basis = Literal["annual_value", "purchases"]
_SEED = 10
_GROUPS: dict[str, pl.DataType] = {
    "cause": pl.String(),
    "segment": pl.String(),
    "tenure": pl.String(),
    "months": pl.Int32(),
    "customers": pl.Int64(),
    "valued": pl.Int64(),
    "annual": pl.Float64(),
    "annual_squares": pl.Float64(),
}
_BOUGHT: dict[str, pl.DataType] = {
    "segment": pl.String(),
    "customers": pl.Int64(),
    **dict.fromkeys(
        ("amount", "years", "amount_squares", "year_squares", "products"),
        pl.Float64(),
    ),
}


@dataclass(frozen=True)
class Valued:
    """Groups of customers with what they bring a year, after the margin of the settings.

    groups: segment, tenure, months (whole, since joining; null where not known), customers, valued (of whom
    it is known), annual (sum over them) and annual_squares. doubt: how far a segment's value may be off, as
    factors (1 + DRAWS) the first of which is 1; none where records say the value. basis: None where neither
    records nor purchases say a value.
    """

    groups: pl.DataFrame
    doubt: Mapping[str, Floats]
    basis: Basis | None

    def worth(self, prospects: Prospects) -> Floats:
        """What each group will bring (1 + DRAWS, groups): its yearly value times the years it will stay."""
        factors = [self.doubt.get(segment, np.ones(DRAWS + 1)) for segment in self.groups["segment"]]
        doubt = np.stack(factors, axis=1) if factors else np.ones((DRAWS + 1, 0))
        worth: Floats = prospects.of(self.groups) * self.groups["annual"].to_numpy() * doubt
        return worth


def read_valued(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    query: str,
    view: View,
    days: Mapping[str, date],
) -> Valued:
    """The groups that a query of this folder gives; days: its parameters, `day` or `until` the last.

    Yearly values are those of the records (annual_value); where no customer has one, what those of the
    segment bought in the last year, net of refunds, for each year that they were there.

    Raises QueryError for a view that picks anything but dimensions of customers.
    """
    picked = picked_of_customers(view, settings)
    text = narrowed(query, view, settings)
    prepare(connection, settings, picked.values(), text)
    groups = read_stored(connection, text, {**days, **parameters(view.anytime())}, _GROUPS)
    doubt: Mapping[str, Floats] = {}
    basis: Basis | None = "annual_value" if groups["valued"].sum() else None
    if basis is None:
        values: dict[str, Any] = {"day": days.get("day", days.get("until"))}
        bought = read_stored(connection, read_sql("analytics.money", "bought_a_year"), values, _BOUGHT)
        if bought["amount"].abs().sum():
            basis, doubt = "purchases", _doubt(bought)
            groups = _as_bought(groups, bought)
    margin = settings.money.margin or 1.0
    amounts = pl.col("annual") * margin, pl.col("annual_squares") * margin**2
    return Valued(groups.with_columns(*amounts), doubt, basis)


def picked_of_customers(view: View, settings: Settings) -> dict[str, Dimension]:
    """The dimensions that a view picks values of; only those of customers make sense. Raises QueryError."""
    picked = picked_by(view, settings)
    if others := [name for name, dimension in picked.items() if dimension.of != "customers"]:
        raise QueryError(
            f"What customers are worth cannot be filtered by {' and '.join(others)}.",
            "Leave it out; every dimension of customers works.",
        )
    return picked


def of_customers(view: View, settings: Settings) -> View:
    """The view with what it picks of customers alone, which is all that values can be filtered by."""
    picked = picked_by(view, settings)
    return replace(view, picked={name: view.of(name) for name in picked if picked[name].of == "customers"})


def _as_bought(groups: pl.DataFrame, bought: pl.DataFrame) -> pl.DataFrame:
    rates = bought.select("segment", rate=(pl.col("amount") / pl.col("years")).clip(lower_bound=0))
    return (
        groups.drop("annual", "annual_squares")
        .join(rates, on="segment", how="left", maintain_order="left")
        .with_columns(
            valued=pl.when(pl.col("rate").is_not_null()).then("customers").otherwise(0),
            annual=pl.col("customers") * pl.col("rate").fill_null(0),
            annual_squares=pl.col("customers") * pl.col("rate").fill_null(0) ** 2,
        )
        .drop("rate")
    )


def _doubt(bought: pl.DataFrame) -> dict[str, Floats]:
    """A ratio of sums over customers: Taylor's first term, as in `analytics.estimators.ratio`."""
    rate = pl.col("amount") / pl.col("years")
    left = pl.col("amount_squares") - 2 * rate * pl.col("products") + rate**2 * pl.col("year_squares")
    error = (left.clip(lower_bound=0)).sqrt() / pl.col("amount").abs()
    random = np.random.default_rng(_SEED)
    return {
        segment: np.maximum(1 + np.concatenate([[0.0], random.normal(0, found, DRAWS)]), 0)
        for segment, found in bought.filter(pl.col("amount") > 0).select("segment", error).iter_rows()
    }
