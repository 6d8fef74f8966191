"""Measures of the catalogue by the stage in which the customer was on the contact's day."""

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.dimensions import Dimension
from analytics.grouped_facts import grouped_facts, is_of_contacts, with_column
from analytics.measuring import figures_of
from analytics.relationship.queries import STAGES, relations, rules_of, sign_of, stage_on
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

RELATIONSHIP = Dimension(
    "relationship", Words("관계 단계", "Stage of the relationship"), "contacts", "relationship", STAGES
)


def measure_by_stage(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A measure by stage: relationship, value, low, high (95 %), n and note, as `measure` has them.

    An answer belongs to the stage of the day on which it was given. Contacts of customers whose stage is not
    known are left out. Raises QueryError for an unknown measure, and for one that is not made from contacts
    or answers alone.
    """
    found = find_measure(name)
    if not is_of_contacts(found):
        raise QueryError(
            f"'{name}' is not made from contacts or answers alone, so it has no day in a stage.",
            "Leaving by stage is in `touchpoints movement`.",
        )
    sign = sign_of(connection)
    query = relations(sign)
    for place, number in rules_of(settings, sign).items():
        query = query.replace(f"${place}", str(number))
    stage = stage_on("records.day", is_over=False)
    facts = grouped_facts(query, "relations", stage, RELATIONSHIP.column)
    figures = figures_of(
        connection, settings, with_column(RELATIONSHIP, facts, found), {RELATIONSHIP.name: RELATIONSHIP}, view
    )
    order = pl.col("relationship").cast(pl.Enum(STAGES), strict=False)
    known = figures.filter(pl.col("relationship").is_in(STAGES)).sort(order)
    return known.select("relationship", "value", "low", "high", "n", "note")
