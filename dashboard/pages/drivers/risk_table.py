"""The table of customers at risk."""

from typing import Any

import polars as pl
from dash_ag_grid import AgGrid

from analytics.drivers.coding import value_label
from analytics.drivers.declared import ADJUSTING
from dashboard.address.links import record_of
from dashboard.address.selection import Selection
from dashboard.pages.drivers import words as texts
from dashboard.parts.grid import grid, number_classes
from dashboard.wording import terms
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

_WIDTHS = {
    "reasons": 384,
    "department": 140,
    "contact_tier": 136,
    "last_contact_local": 150,
    "hazard": 120,
    "interval": 130,
    "complained": 110,
    "open": 190,
}
_USUAL_WIDTH = 124
_NUMBERS = ("hazard", "interval", "annual_value")


def risk_table(table_id: str, language: Language) -> AgGrid:
    """An empty table."""
    return grid(
        [_column(name, language) for name in texts.RISK_COLUMNS],
        language,
        height=480,
        class_name="grid risk-grid",
        options={"suppressMovableColumns": True},
        id=table_id,
        rowData=[],
    )


def risk_rows(customers: pl.DataFrame, selection: Selection, settings: Settings) -> list[dict[str, str]]:
    """Rows as the table shows them, each with the way to the customer's record."""
    return [
        _shown(row, selection.language) | {"record": record_of(row["customer_id"], selection, settings)}
        for row in customers.iter_rows(named=True)
    ]


def risk_file_rows(customers: pl.DataFrame, language: Language) -> pl.DataFrame:
    """The rows for a file, risks from 0 to 1."""
    other = "en" if language == "ko" else "ko"
    named = {
        name: words.text(language)
        for name, words in (texts.RISK_COLUMNS | texts.RISK_COUNTS).items()
        if name in customers.columns
    }
    return customers.drop(f"reasons_{other}").rename(
        named | {f"reasons_{language}": texts.RISK_COLUMNS["reasons"].text(language)}
    )


def _column(name: str, language: Language) -> dict[str, Any]:
    header = texts.RISK_COLUMNS[name].text(language)
    return {
        "field": name,
        "headerName": header,
        "headerTooltip": header,
        "tooltipField": name,
        "width": _WIDTHS.get(name, _USUAL_WIDTH),
        # Written in assets/touchpoints.js.
        "cellRenderer": "LinkToRecord" if name == "customer_id" else None,
        **number_classes(name in _NUMBERS),
        "wrapText": name == "reasons",
        "autoHeight": name == "reasons",
        "sortable": False,
        "resizable": True,
    }


def _shown(row: dict[str, Any], language: Language) -> dict[str, str]:
    low, high = row["low"], row["high"]
    tenure = value_label(ADJUSTING["tenure"], row["tenure"] or "")
    moment, value = row["last_contact_local"], row["annual_value"]
    return {
        "customer_id": row["customer_id"],
        "hazard": show_estimate(row["hazard"], low, high, "share", language),
        "interval": show_interval(low, high, "share", language),
        "reasons": row[f"reasons_{language}"] or texts.NO_REASON.text(language),
        "segment": value_label(ADJUSTING["segment"], row["segment"] or "").text(language),
        "tenure": tenure.text(language),
        "department": row["department"] or "",
        "contact_tier": terms.tier_name(row["contact_tier"], language) if row["department"] else "",
        "last_contact_local": show_moment(moment) if moment else "",
        "annual_value": "" if value is None else show_count(round(value)),
        "complained": texts.COMPLAINED.text(language) if row["complaints"] else "",
        "open": _open(row, language),
    }


def _open(row: dict[str, Any], language: Language) -> str:
    """What waits for something since the month that the model looks at."""
    matters = ((texts.OPEN_FAILURES, row["unrecovered_failures"]), (texts.OPEN_UNRESOLVED, row["unresolved"]))
    return ", ".join(words.text(language, count=show_count(count)) for words, count in matters if count)
