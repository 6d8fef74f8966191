"""The catalogue as a view for SQL: every measure whose figures can be averaged."""

from analytics.catalogue import MEASURES
from analytics.marts.mart import CONTACTS_AND_RESPONSES, STORED
from analytics.marts.query import with_values
from analytics.measures.measure import Measure
from analytics.reading import Counts
from warehouse.sql import literal, read_sql

_PLACE = "SELECT measures"


def daily_measures() -> str:
    """The query of the view `daily_measures`: one SELECT per measure that says its value in SQL."""
    selects = [_select(measure) for measure in MEASURES.values() if measure.in_sql]
    return read_sql("analytics.views", "daily_measures").replace(_PLACE, " UNION ALL ".join(selects))


def _select(measure: Measure) -> str:
    assert measure.in_sql is not None
    return (
        f"SELECT {literal(measure.name)} AS measure, day, department, contact_tier, channel,"
        f" ({measure.in_sql.value})::DOUBLE AS value, ({measure.in_sql.n})::BIGINT AS n,"
        f" ({measure.in_sql.weight})::DOUBLE AS weight"
        f" FROM {_source(measure.counts)} WHERE {measure.counts.where} GROUP BY ALL"
    )


def _source(counts: Counts) -> str:
    if counts.mart == CONTACTS_AND_RESPONSES.name:
        return f"({with_values(read_sql('analytics.marts', counts.mart), {'dimensions': STORED})})"
    return f"({counts.rows})" if counts.rows else counts.mart
