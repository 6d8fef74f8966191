"""Cells of figures that lead to their contacts, for the tables of the page."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Column
from dashboard.pages.reasons import words as texts
from dashboard.parts.definition import defined_name
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

Row = dict[str, Any]


def head_cell(name: str, language: Language) -> html.Th:
    """The name of a column; that of a measure opens its definition."""
    if name == "cost":
        shown: Any = texts.COST_PER_CONTACT.text(language)
    elif name == "contacts":
        shown = texts.CONTACTS.text(language)
    else:
        shown = defined_name(find_measure(name), language)
    return html.Th(shown, scope="col", className="number")


def count_cell(
    row: Row, of: str, there: Selection | None, language: Language, *, is_dense: bool = False
) -> html.Td:
    """How many contacts, and their share."""
    share = show_estimate(row["share"], row["share_low"], row["share_high"], "share", language)
    return _cell(show_count(row["contacts"]), share, "contacts", of, there, is_dense)


def figure_cell(
    row: Row, name: str, of: str, there: Selection | None, language: Language, *, is_dense: bool = False
) -> html.Td:
    """A figure and its interval; a dash where there are too few.

    there: the contacts that it is of, if an address can say them. is_dense: the interval is read on hovering.
    """
    unit = unit_of(name)
    value, low, high = (row[column] for column in (name, f"{name}_low", f"{name}_high"))
    if value is None:
        n = figures.OUT_OF.text(language, n=show_count(row[f"{name}_n"]))
        return html.Td(NO_FIGURE, className="number muted", title=n)
    interval = show_interval(low, high, unit, language)
    shown = show_estimate(value, low, high, unit, language)
    return _cell(shown, interval, "contacts" if name == "cost" else name, of, there, is_dense)


def figure_columns(names: Sequence[str], language: Language) -> list[Column]:
    """The same for files, each with what it is out of."""
    columns = [
        Column("contacts", texts.CONTACTS.text(language), "count"),
        Column("share", texts.SHARE.text(language), "share", "share_low", "share_high"),
    ]
    for name in names:
        label = _label(name, language)
        columns += [
            Column(name, label, unit_of(name), f"{name}_low", f"{name}_high"),
            Column(f"{name}_n", figures.COUNT_OF.text(language, measure=label), "count"),
        ]
    return columns


def unit_of(name: str) -> Unit:
    """Costs are shown as counts of whatever the records have."""
    return "count" if name == "cost" else find_measure(name).unit


def _label(name: str, language: Language) -> str:
    words = texts.COST_PER_CONTACT if name == "cost" else find_measure(name).label
    return words.text(language)


def _cell(shown: str, beside: str, measure: str, of: str, there: Selection | None, is_dense: bool) -> html.Td:
    link: Any = shown
    if there is not None:
        label = find_measure(measure).label.text(there.language)
        title = texts.OPEN_CONTACTS.text(there.language, reason=of, measure=label)
        link = dcc.Link(
            shown, href=to_contacts(measure, there), title=f"{title} ({beside})" if is_dense else title
        )
    if is_dense:
        return html.Td(link, className="number", title=beside)
    return html.Td([html.Div(link), html.Div(beside, className="small muted")], className="number")
