"""Whether a department's figures go with its focus: more contact pleases or sells more, less costs less."""

from datetime import date

import duckdb
import polars as pl

from analytics.focus.mix import CANNOT_TELL, ENHANCEMENT, REDUCTION, focus
from analytics.focus.parts import parts_of
from analytics.measuring import compare
from analytics.view import View
from warehouse.settings import Settings

FIGURES = ("csat", "conversion", "cost_per_contact", "failure")
AGREES, DISAGREES = "agrees", "disagrees"


def with_agreement(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    on: date | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
    most_days: int | None = None,
) -> pl.DataFrame:
    """The departments of `focus` with how their figures changed, the earlier part against the later.

    on: the first day of the later part; the middle without one. most_days: of each part at most so many days
    are compared, as `Parts.within` has it. Adds, for each of FIGURES, …_change with
    …_change_low, …_change_high (95 %) and …_is_real, and agreement. That is "agrees" where more contact
    goes with clearly higher satisfaction or sales and neither clearly lower, or less contact with clearly
    lower cost and neither satisfaction clearly lower nor failure clearly higher; "disagrees" where the
    quality is clearly worse, or cost under less contact clearly higher; else "cannot_tell".

    Raises QueryError for a day outside of the days looked at.
    """
    parts = parts_of(connection, on, view)
    told = focus(connection, settings, view)
    if parts is None:
        return told.with_columns(agreement=pl.lit(CANNOT_TELL))
    earlier_days, later_days = parts.within(most_days, is_picked=on is not None)
    later = View(*later_days, view.picked, earlier_days)
    for name in FIGURES:
        changes = compare(connection, settings, name, later, ("department",)).drop_nulls("department")
        whole = compare(connection, settings, name, later).with_columns(department=pl.lit(None, pl.String))
        both = pl.concat([whole.select(changes.columns), changes]) if changes.height else whole
        named = both.select(
            "department",
            *(
                pl.col(column).alias(f"{name}_{column}")
                for column in ("change", "change_low", "change_high", "is_real")
            ),
        )
        told = told.join(named, on="department", how="left", nulls_equal=True, maintain_order="left")
    return told.with_columns(agreement=_agreement())


def _agreement() -> pl.Expr:
    rises = {name: _moved(name) & (pl.col(f"{name}_change") > 0) for name in FIGURES}
    falls = {name: _moved(name) & (pl.col(f"{name}_change") < 0) for name in FIGURES}
    gain, loss = rises["csat"] | rises["conversion"], falls["csat"] | falls["conversion"]
    worse = falls["csat"] | rises["failure"]
    is_more, is_less = pl.col("focus") == ENHANCEMENT, pl.col("focus") == REDUCTION
    return (
        pl.when((is_more & gain & ~loss) | (is_less & falls["cost_per_contact"] & ~worse))
        .then(pl.lit(AGREES))
        .when((is_more & loss) | (is_less & (worse | rises["cost_per_contact"])))
        .then(pl.lit(DISAGREES))
        .otherwise(pl.lit(CANNOT_TELL))
    )


def _moved(name: str) -> pl.Expr:
    return pl.col(f"{name}_is_real").fill_null(False)
