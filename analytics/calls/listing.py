"""Who is to be called next, as they stand now."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from analytics.drivers.at_risk import at_risk_by
from analytics.drivers.model import driver_model
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

_KEPT = ("customer_id", "hazard", "reasons_ko", "reasons_en", "annual_value")


def coming_calls(
    connection: duckdb.DuckDBPyConnection, settings: Settings, customers: Sequence[str], at_risk: int
) -> tuple[list[Mapping[str, Any]], date]:
    """These customers, and as many of those likeliest to leave who have not complained; and for which month.

    Each has customer_id, risk, reasons_ko, reasons_en and annual_value. Raises QueryError where no risk is
    known, and for a customer who left or is not known.
    """
    model = driver_model(connection, settings, View())
    first = at_risk_by(connection, settings, model, max(at_risk, 1), View(), complained="left_out")
    if first.month is None:
        reason = first.notes[0].en if first.notes else "There are no data yet."
        raise QueryError("Nobody can be put on the list: no risk is known.", reason)
    listed = first.customers.head(at_risk).select(_KEPT).rows(named=True)
    for customer_id in customers:
        found = at_risk_by(connection, settings, model, 1, View(), customer_id=customer_id).customers
        if found.is_empty():
            raise QueryError(
                f"Customer '{customer_id}' is not among those who may leave.",
                f"Look at what is known of them: touchpoints customer {customer_id}",
            )
        listed += found.select(_KEPT).rows(named=True)
    by_id = {row["customer_id"]: {**row, "risk": row["hazard"]} for row in listed}
    return list(by_id.values()), first.month
