"""The catalogue as a view for SQL: every measure whose figures can be averaged."""

from analytics.catalogue import MEASURES
from analytics.measures.measure import Measure
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
        f" ({measure.in_sql.value})::DOUBLE AS value, ({measure.in_sql.n})::BIGINT AS n"
        f" FROM {measure.counts.mart} WHERE {measure.counts.where} GROUP BY ALL"
    )
