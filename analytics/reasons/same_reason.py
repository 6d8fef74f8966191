"""Contacts of the same customer for the same reason: what measures and analyses read of them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from analytics.dimensions import Dimension
from analytics.reading import Counts
from analytics.view import View
from warehouse.sql import read_sql

_ROWS = read_sql("analytics.reasons", "same_reason")
# What is told of a contact. DuckDB computes every window that a query has, used or not.
_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "is_repeat": "is_traced AND count(*) OVER earlier > 0",
        "is_followed": "is_traced AND count(*) OVER later > 0",
        "is_followed_by_person": "is_traced AND count(agent_id) OVER later > 0",
        "next_channel": "CASE WHEN is_traced THEN first_value(channel) OVER later END",
    }
)
# A day more than the window, for the business day begins at another instant than the day of the window.
_NEAR = {
    "since": "occurred_local >= $since::DATE - to_days(first_contact_days + 1)",
    "until": "occurred_local < $until::DATE + to_days(first_contact_days + 2)",
}


def same_reason(columns: Mapping[str, str], where: str = "true", around: str = "{same_reason}") -> Counts:
    """Counts of contacts that know what came before and after them for the same reason.

    Beside the columns of contact_facts there are is_traced, is_window_over and is_past_known, which
    `same_reason.sql` explains, and is_repeat (one came earlier), is_followed (one comes later),
    is_followed_by_person (one comes later, with an agent) and next_channel (of the first that comes later).
    Only the days of the view are read, and those within the first-contact window around them. around: a query
    that adds columns to these rows.
    """
    asked = " ".join([*columns.values(), where])
    told = [f"{sql} AS {name}" for name, sql in _TOLD.items() if re.search(rf"\b{name}\b", asked)]
    rows = around.replace("{same_reason}", _ROWS.replace("{told}", ", ".join(told)))
    whole = Counts(
        "contact_facts",
        columns,
        where=where,
        rows=rows.replace("{near}", "true"),
        present_in=("contact_facts",),
        adds_up=True,
    )

    def near(_: Mapping[str, Dimension], view: View) -> Counts:
        days = [condition for name, condition in _NEAR.items() if getattr(view, name)]
        return replace(whole, rows=rows.replace("{near}", " AND ".join(days) or "true"))

    return replace(whole, shortcut=near)
