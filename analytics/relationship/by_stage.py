"""Measures of the catalogue by the stage in which the customer was on the contact's day."""

from dataclasses import replace

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.dimensions import Dimension
from analytics.marts.mart import CONTACTS_AND_RESPONSES, CUSTOMER_DAYS, MARTS
from analytics.measuring import figures_of
from analytics.relationship.queries import STAGES, rules, stage_on
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Words

RELATIONSHIP = Dimension(
    "relationship", Words("관계 단계", "Stage of the relationship"), "contacts", "relationship", STAGES
)
_FACTS = ("contact_facts", "answer_facts")
_READS = {mart.name: mart.reads for mart in (*MARTS, CUSTOMER_DAYS, CONTACTS_AND_RESPONSES)}


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
    if not _is_of_contacts(found.counts.mart):
        raise QueryError(
            f"'{name}' is not made from contacts or answers, which have a day in a stage.",
            "Leaving by stage is in `touchpoints movement`.",
        )
    counts = replace(found.counts, over=_over(connection, settings), shortcut=None, wide=None)
    split = {RELATIONSHIP.name: RELATIONSHIP}
    figures = figures_of(connection, settings, replace(found, counts=counts), split, view)
    order = pl.col("relationship").cast(pl.Enum(STAGES), strict=False)
    return (
        figures.filter(pl.col("relationship").is_in(STAGES))
        .sort(order)
        .select("relationship", "value", "low", "high", "n", "note")
    )


def _over(connection: duckdb.DuckDBPyConnection, settings: Settings) -> str:
    """The facts under their names with the stage; numbers of the settings are written out."""
    relations, values = rules(connection, settings)
    for place, value in values.items():
        relations = relations.replace(f"${place}", str(int(value)))
    stage = stage_on("records.day", is_over=False)
    facts = (
        f"{fact} AS NOT MATERIALIZED (SELECT records.*, {stage} AS {RELATIONSHIP.column} FROM {fact} AS records"
        " LEFT JOIN relations USING (customer_id))"
        for fact in _FACTS
    )
    return ", ".join([relations.replace("relations AS (", "relations AS MATERIALIZED (", 1), *facts])


def _is_of_contacts(table: str) -> bool:
    if table in _FACTS:
        return True
    reads = _READS.get(table)
    return bool(reads) and all(_is_of_contacts(each) for each in reads or ())
