"""Wide marts: marts by further dimensions, which the settings name because readers often ask for them.

A wide mart is called as the mart is, with `_wide` behind it, and has the same columns and those of the
dimensions. What it holds is put together from records, as for a reader who asks for them. From the wide mart
of customers' days comes one more, which counts different customers by department and contact tier.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from analytics.dimensions import Dimension, find_dimensions
from analytics.marts.mart import CUSTOMER_DAYS, CUSTOMER_RETURNS, MARTS, STORED, Mart
from warehouse.settings import Settings

# The others have dimensions of their own kind, or none.
_WIDENED = frozenset(
    {"contact_daily", "wait_daily", "follow_up_daily", "recovery_daily", "answer_daily", "response_daily"}
)
# By the name of the wide table.
WIDE_MARTS = {
    f"{mart.name}_wide": mart
    for mart in (*MARTS, CUSTOMER_DAYS)
    if mart.name in _WIDENED or mart not in MARTS
}
# By the name of the table: those and what is made from them.
FURTHER_MARTS: Mapping[str, Mart] = MappingProxyType({**WIDE_MARTS, CUSTOMER_RETURNS.name: CUSTOMER_RETURNS})


def wide_dimensions(settings: Settings) -> list[Dimension]:
    """Those that wide marts have beside the stored ones, a column each; no wide mart without any."""
    found = find_dimensions(settings, dict.fromkeys(settings.marts.dimensions)).values()
    by_column = {dimension.column: dimension for dimension in found if dimension.column not in STORED}
    return list(by_column.values())


def wide_table(table: str, wanted: Sequence[Dimension], settings: Settings) -> str | None:
    """The name of the wide mart of `table` that has all of these dimensions, if there is one."""
    mart = WIDE_MARTS.get(f"{table}_wide")
    further = wide_dimensions(settings)
    if mart is None or not further:
        return None
    columns = {*STORED, *mart.dimensions, *_columns(further)}
    return f"{table}_wide" if columns.issuperset(_columns(wanted)) else None


def _columns(dimensions: Iterable[Dimension]) -> list[str]:
    return [dimension.column for dimension in dimensions if dimension.of != "time"]
