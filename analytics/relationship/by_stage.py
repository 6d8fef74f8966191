"""Measures of the catalogue by the stage in which the customer was on the contact's day."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.dimensions import Dimension
from analytics.grouped_facts import grouped_facts, is_of_contacts, make_groups, with_column
from analytics.measures.measure import Measure
from analytics.measuring import figures_together
from analytics.relationship.queries import STAGES, relations, rules_of, sign_of, stage_on
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

RELATIONSHIP = Dimension(
    "relationship", Words("관계 단계", "Stage of the relationship"), "contacts", "relationship", STAGES
)


def measures_by_stage(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str],
    view: View = View(),  # noqa: B008 - a View never changes
    one_in: int = 1,
) -> pl.DataFrame:
    """Measures by stage: measure, relationship, value, low, high (95 %), n and note, as `measure` has them.

    An answer belongs to the stage of the day on which it was given. Contacts of customers whose stage is not
    known are left out. one_in: of so many customers one counts, dealt by their ids.

    Raises QueryError for an unknown measure, and for one that is not made from contacts or answers alone.
    """
    found = [_of_contacts(name) for name in names]
    sign = sign_of(connection)
    make_groups(connection, relations(sign), rules_of(settings, sign), one_in)
    facts = grouped_facts(stage_on("records.day", is_over=False), RELATIONSHIP.column)
    asked = [with_column(RELATIONSHIP, facts, measure) for measure in found]
    figures = figures_together(connection, settings, asked, {RELATIONSHIP.name: RELATIONSHIP}, view)
    return pl.concat(_in_order(figures[name], name) for name in names)


def _in_order(figures: pl.DataFrame, name: str) -> pl.DataFrame:
    order = pl.col("relationship").cast(pl.Enum(STAGES), strict=False)
    known = figures.filter(pl.col("relationship").is_in(STAGES)).sort(order)
    shown = [pl.col(column).cast(pl.Float64) for column in ("value", "low", "high")]
    return known.select(pl.lit(name).alias("measure"), "relationship", *shown, "n", "note")


def _of_contacts(name: str) -> Measure:
    found = find_measure(name)
    if not is_of_contacts(found):
        raise QueryError(
            f"'{name}' is not made from contacts or answers alone, so it has no day in a stage.",
            "Leaving by stage is in `touchpoints movement`.",
        )
    return found
