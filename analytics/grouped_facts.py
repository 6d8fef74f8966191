"""Facts with a group of the customer beside each contact and answer, so that every measure can be split by
it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb

from analytics.customer_sample import drawn
from analytics.dimensions import Dimension
from analytics.marts.mart import CONTACTS_AND_RESPONSES, CUSTOMER_DAYS, MARTS
from analytics.measures.measure import Measure
from analytics.reading import Counts

_FACTS = ("contact_facts", "answer_facts")
SAMPLED = 50_000
_KEPT = "grouped_customers"
_READS = {mart.name: mart.reads for mart in (*MARTS, CUSTOMER_DAYS, CONTACTS_AND_RESPONSES)}


def make_groups(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any], one_in: int = 1
) -> None:
    """Keep groups of customers for the queries of one look, so that each need not find them again.

    query: a row per customer, over parameters of these values. one_in: of so many customers one counts, dealt
    by their ids, so that a customer counts with all contacts or with none.
    """
    chosen = f"SELECT * FROM ({query}) WHERE {drawn(1, one_in)}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_KEPT} AS {chosen}", dict(values))


def sampled_one_in(customers: int) -> int:
    """Of how many customers one counts where a page looks at them by groups: all of up to 100,000, of more so
    many that 50,000 to 100,000 are left.
    """
    return max(customers // SAMPLED, 1)


def grouped_facts(value: str, column: str) -> str:
    """The queries, as SQL has them behind WITH, of facts of the customers in groups (`make_groups`), under
    their own names with a further column.

    value: SQL over the columns of `groups` and those of the fact, `records`. column: what the facts call it.
    """
    return ", ".join(
        f"{fact} AS NOT MATERIALIZED (SELECT records.*, {value} AS {column} FROM {fact} AS records"
        f" JOIN {_KEPT} AS groups USING (customer_id))"
        for fact in _FACTS
    )


def counted_over(counts: Counts, facts: str) -> Counts:
    """The same counts, made from these facts: stored marts do not know their column."""
    return replace(counts, over=facts, shortcut=None, wide=None, beside_wide=None)


def is_of_contacts(measure: Measure) -> bool:
    """Whether a measure is made from contacts or answers alone, each of which has a customer and a day."""
    return _is_of_contacts(measure.counts.mart)


def with_column(dimension: Dimension, facts: str, measure: Measure) -> Measure:
    """The measure, which can be split by the dimension that these facts have."""
    assert dimension.of == "contacts"
    return replace(measure, counts=counted_over(measure.counts, facts))


def _is_of_contacts(table: str) -> bool:
    if table in _FACTS:
        return True
    reads = _READS.get(table, ())
    return bool(reads) and all(map(_is_of_contacts, reads))
