"""A driver's share of the leaving by department and tier, and the choice of the driver."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.drivers.declared import DRIVERS
from analytics.drivers.definitions import FIGURES
from analytics.drivers.importance import places_of
from analytics.drivers.model import DriverModel
from analytics.notes import TOO_FEW
from dashboard.address.links import to_cell
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.lake.store import Store
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.explained import explained_name
from dashboard.parts.matrix import few_records, matrix, tiers_in
from dashboard.parts.picker import Picker
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

Row = Mapping[str, Any]


def picked_driver(selection: Selection) -> str:
    """The one in the address, else the first."""
    focus = selection.focus or ""
    return focus if focus in DRIVERS else next(iter(DRIVERS))


def places(model: DriverModel, settings: Settings, selection: Selection) -> tuple[Any, Any, Behind]:
    """Title, matrix and figures of the driver picked, by department and tier.

    Worse where the difference from the tier lies clearly above 0, better where below.
    """
    language, driver = selection.language, picked_driver(selection)
    name = texts.PLACES.text(language, driver=DRIVERS[driver].label.text(language))
    cells = places_of(model, driver, settings)
    if cells.is_empty():
        return name, html.P(texts.NO_PLACES.text(language), className="muted"), _behind(cells, language)
    averages = places_of(model, driver, settings, ("contact_tier",))
    found = {(row["department"], row["contact_tier"]): row for row in cells.iter_rows(named=True)}
    of_tier = {row["contact_tier"]: row for row in averages.iter_rows(named=True)}
    shown = matrix(
        list(dict.fromkeys(department for department, _ in found)),
        tiers_in(averages),
        lambda department, tier: _cell(found.get((department, tier)), selection),
        lambda tier: _value(of_tier[tier], selection),
        _caption(settings, language),
        language,
    )
    return explained_name(FIGURES["places"], language, name), shown, _behind(cells, language)


def _behind(cells: pl.DataFrame, language: Language) -> Behind:
    columns = [
        department_column(language),
        tier_column(language),
        Column("share", texts.ATTRIBUTABLE.text(language), "share", "low", "high"),
        Column("difference", texts.FROM_TIER.text(language), "share", "difference_low", "difference_high"),
        Column("n", texts.CUSTOMER_MONTHS.text(language), "count"),
    ]
    return Behind(cells, columns)


def _cell(row: Row | None, selection: Selection) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    language = selection.language
    n = texts.N.text(language, n=show_count(row["n"]))
    interval = show_interval(row["low"], row["high"], "share", language) if row["share"] is not None else ""
    link = dcc.Link(
        [
            html.Span(_value(row, selection)),
            html.Span(f"{interval} · {n}" if interval else n, className="small muted"),
        ],
        href=to_cell(row["department"], row["contact_tier"], selection),
    )
    return html.Td(link, className="few" if row["note"] == TOO_FEW else _shade(row))


def _shade(row: Row) -> str:
    if row["difference"] is None:
        return ""
    if row["difference_low"] > 0:
        return "worse-near"
    return "better-near" if row["difference_high"] < 0 else ""


def _value(row: Row, selection: Selection) -> str:
    if row["share"] is None:
        return "–"
    return show_estimate(row["share"], row["low"], row["high"], "share", selection.language)


def _caption(settings: Settings, language: Language) -> list[Any]:
    return [
        texts.PLACES_CAPTION.text(language),
        html.Span(className="swatch better-near"),
        texts.LESS.text(language),
        html.Span(className="swatch worse-near"),
        texts.MORE.text(language),
        *few_records(settings, language),
    ]


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: driver.label.text(selection.language) for name, driver in DRIVERS.items()}


def _chosen(selection: Selection, _store: Store) -> str:
    return picked_driver(selection)


DRIVER_PICKER = Picker("drivers-picker", "focus", texts.PICK_DRIVER, _options, _chosen)
