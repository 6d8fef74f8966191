"""Facts with a group of the customer beside each contact and answer, so that every measure can be split by
it.
"""

from dataclasses import replace

from analytics.dimensions import Dimension
from analytics.marts.mart import CONTACTS_AND_RESPONSES, CUSTOMER_DAYS, MARTS
from analytics.measures.measure import Measure
from analytics.reading import Counts

_FACTS = ("contact_facts", "answer_facts")
_READS = {mart.name: mart.reads for mart in (*MARTS, CUSTOMER_DAYS, CONTACTS_AND_RESPONSES)}


def grouped_facts(groups: str, name: str, value: str, column: str) -> str:
    """The queries, as SQL has them behind WITH, of facts under their own names with a further column.

    groups: a query with a row per customer, which SQL finds as `name`. value: SQL over its columns and those
    of the fact, `records`. column: what the facts call it.
    """
    facts = (
        f"{fact} AS NOT MATERIALIZED (SELECT records.*, {value} AS {column} FROM {fact} AS records"
        f" LEFT JOIN {name} USING (customer_id))"
        for fact in _FACTS
    )
    return ", ".join([f"{name} AS MATERIALIZED ({groups})", *facts])


def counted_over(counts: Counts, facts: str) -> Counts:
    """The same counts, made from these facts: stored marts do not know their column."""
    return replace(counts, over=facts, shortcut=None, wide=None)


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
