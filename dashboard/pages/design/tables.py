"""The matrix with what is measured in each mode, and the departments beside its line."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.design_matrix.line import OUTCOMES, Matrix
from analytics.design_matrix.units import FIGURES
from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.pages.design import words as texts
from dashboard.parts.definition import defined_name
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.design_words import ASKS, FOCUS, STAFF, TECHNOLOGY
from dashboard.wording.numbers import (
    MINUS,
    show_count,
    show_estimate,
    show_interval,
    show_share,
    show_value,
)
from warehouse.contract import DELIVERY_MODES
from warehouse.words import Language

# What has no measure of its own in the catalogue, and which contacts stand behind it.
_PER_HOUR, _CSAT = "per_busy_hour", "csat"
_BEHIND = {_PER_HOUR: "service_mean", _CSAT: "csat_mean"}


def matrix_table(matrix: Matrix, selection: Selection) -> html.Div:
    """A row per delivery mode, also those without contacts."""
    language = selection.language
    head = [html.Th(texts.MODE.text(language), scope="col")]
    head += [html.Th(words.text(language), scope="col") for words in (STAFF, FOCUS, TECHNOLOGY)]
    head.append(html.Th(texts.SHARE.text(language), scope="col", className="number"))
    head += [html.Th(_head(name, language), scope="col", className="number") for name in FIGURES]
    found = {row["delivery_mode"]: row for row in matrix.modes.iter_rows(named=True)}
    rows = [_mode(mode, found.get(mode), selection) for mode in DELIVERY_MODES]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="plain figures")
    caption = texts.MATRIX_CAPTION.text(language)
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_matrix(matrix: Matrix, language: Language) -> Behind:
    """Every mode with contacts."""
    names = {mode: terms.value_name("delivery_mode", mode, language) for mode in DELIVERY_MODES}
    columns = [
        Column("delivery_mode", texts.MODE.text(language)),
        Column("share", texts.SHARE.text(language), "share"),
        *(
            Column(name, _label(name, language), _unit(name), f"{name}_low", f"{name}_high")
            for name in FIGURES
        ),
    ]
    return Behind(matrix.modes.with_columns(pl.col("delivery_mode").replace(names)), columns)


def departments_table(matrix: Matrix, selection: Selection) -> html.Div:
    """A row per department, by its position."""
    language = selection.language
    heads = (
        *(texts.DEPARTMENT, texts.STANDS, texts.MAIN_MODE, texts.POSITION),
        *(texts.SALES_OFF, texts.COST_OFF),
    )
    rows = [_department(row, selection) for row in matrix.departments.sort("position").iter_rows(named=True)]
    table = plain_table(heads, rows, language, numbers_from=3)
    return html.Div([table, html.P(texts.DEPARTMENTS_CAPTION.text(language), className="small muted")])


def behind_departments(matrix: Matrix, language: Language) -> Behind:
    """Every department."""
    modes = {mode: terms.value_name("delivery_mode", mode, language) for mode in DELIVERY_MODES}
    standings = {name: words.text(language) for name, words in texts.STANDINGS.items()}
    named = zip(OUTCOMES, (texts.SALES_OFF, texts.COST_OFF), strict=True)
    columns = [
        Column("department", texts.DEPARTMENT.text(language)),
        Column("stands", texts.STANDS.text(language)),
        Column("main_mode", texts.MAIN_MODE.text(language)),
        Column("position", texts.POSITION.text(language), "ratio"),
        *(
            Column(
                f"{outcome}_deviation",
                words.text(language),
                "share",
                f"{outcome}_deviation_low",
                f"{outcome}_deviation_high",
            )
            for outcome, words in named
        ),
    ]
    said = matrix.departments.with_columns(
        pl.col("main_mode").replace(modes), pl.coalesce("note", "stands").replace(standings).alias("stands")
    )
    return Behind(said, columns)


def standing(row: dict[str, Any], language: Language) -> str:
    """How a department stands to the line, in words."""
    return texts.STANDINGS[row["note"] or row["stands"]].text(language)


def _mode(mode: str, row: dict[str, Any] | None, selection: Selection) -> html.Tr:
    language, asks = selection.language, ASKS[mode]
    cells: list[Any] = [html.Td(words.text(language)) for words in asks]
    there = selection.pick(delivery_mode=mode)
    if row is None:
        cells.append(html.Td(NO_FIGURE, className="number muted"))
    else:
        share = dcc.Link(show_share(row["share"]), href=to_contacts("contacts", there))
        n = html.Div(show_count(row["contacts"]), className="small muted")
        cells.append(html.Td([share, n], className="number"))
    cells += [_figure(name, row, there) for name in FIGURES]
    return html.Tr([html.Th(terms.value_name("delivery_mode", mode, language), scope="row"), *cells])


def _figure(name: str, row: dict[str, Any] | None, there: Selection) -> html.Td:
    if row is None or row[name] is None or row[f"{name}_low"] is None:
        return html.Td(NO_FIGURE, className="number muted")
    ends, language = (row[f"{name}_low"], row[f"{name}_high"]), there.language
    shown = show_estimate(row[name], *ends, _unit(name), language)
    link = dcc.Link(shown, href=to_contacts(_BEHIND.get(name, name), there))
    interval = show_interval(*ends, _unit(name), language)
    return html.Td([html.Div(link), html.Div(interval, className="small muted")], className="number")


def _department(row: dict[str, Any], selection: Selection) -> list[Any]:
    language, department = selection.language, row["department"]
    there = selection.pick(department=department)
    return [
        dcc.Link(department, href=to_contacts("contacts", there)),
        standing(row, language),
        terms.value_name("delivery_mode", row["main_mode"], language),
        f"{row['position']:.1f}",
        *(_deviation(row, outcome, language) for outcome in OUTCOMES),
    ]


def _deviation(row: dict[str, Any], outcome: str, language: Language) -> str:
    value, low, high = (row[f"{outcome}_deviation{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return NO_FIGURE
    return " ".join([percent(value, low, high, language), f"({show_interval(low, high, 'share', language)})"])


def percent(value: float, low: float, high: float, language: Language) -> str:
    """So many per cent more or less, in as many digits as the interval supports: +12 %."""
    shown = show_value(value, (high - low) / 2, "share", language)
    return shown if shown.startswith(MINUS) or value <= 0 else f"+{shown}"


def _head(name: str, language: Language) -> Any:
    if name == _PER_HOUR:
        return texts.PER_HOUR.text(language)
    return defined_name(find_measure(_BEHIND.get(name, name)), language)


def _label(name: str, language: Language) -> str:
    if name == _PER_HOUR:
        return texts.PER_HOUR.text(language)
    return find_measure(_BEHIND.get(name, name)).label.text(language)


def _unit(name: str) -> Unit:
    return "score" if name == _PER_HOUR else find_measure(_BEHIND.get(name, name)).unit
