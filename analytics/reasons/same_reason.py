"""Contacts of the same customer for the same reason: what measures and analyses read of them."""

from collections.abc import Mapping
from dataclasses import replace

from analytics.dimensions import Dimension
from analytics.reading import Counts
from analytics.view import View
from warehouse.sql import read_sql

ROWS = read_sql("analytics.reasons", "same_reason")
"""All contacts, with a place for the days that are read."""
# A day more than the window, for the business day begins at another instant than the day of the window.
_NEAR = {
    "since": "occurred_local >= $since::DATE - to_days(first_contact_days + 1)",
    "until": "occurred_local < $until::DATE + to_days(first_contact_days + 2)",
}


def same_reason(columns: Mapping[str, str], where: str = "true", rows: str = ROWS) -> Counts:
    """Counts of contacts that know what came before and after them for the same reason.

    The columns of `same_reason.sql` are there beside those of contact_facts. Only the days of the view are
    read, and those within the first-contact window around them. rows: a query around that of all contacts,
    with its place for the days.
    """
    whole = Counts(
        "contact_facts",
        columns,
        where=where,
        rows=rows.format(near="true"),
        present_in=("contact_facts",),
    )

    def near(_: Mapping[str, Dimension], view: View) -> Counts:
        days = [condition for name, condition in _NEAR.items() if getattr(view, name)]
        return replace(whole, rows=rows.format(near=" AND ".join(days) or "true"))

    return replace(whole, shortcut=near)
