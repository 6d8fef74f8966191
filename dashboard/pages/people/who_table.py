"""Teams or agents by tier: quality and load of each."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html

from analytics.people.scores import FIGURES, measure_of
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.pages.people import words as texts
from dashboard.pages.people.who import AGENT, Row, Somebody, contacts_of, name_of, place_name
from dashboard.pages.people.who_chart import shown
from dashboard.parts.definition import defined_name
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from dashboard.wording.staff_names import are_shown
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

_MOST_OF_A_TIER = 12
# In pixels: narrow screens scroll in the table.
_WIDTH = 820
_SHADES = {"better": "better-far", "worse": "worse-far", None: ""}
_LOAD = (("contacts_per_hour", texts.PER_HOUR, "score"), ("occupancy", texts.OCCUPANCY, "share"))


def who_table(
    found: Sequence[Somebody], who: str, settings: Settings, selection: Selection, view: View
) -> html.Div:
    """A row each under their tier. found: in the order in which they are shown."""
    language = selection.language
    if not found:
        return html.Div(html.P(texts.NOBODY.text(language), className="muted"))
    head = [
        html.Th((texts.AGENT if who == AGENT else texts.TEAM).text(language), scope="col"),
        *(html.Th(defined_name(measure_of(name), language), scope="col") for name in FIGURES),
        *(html.Th(words.text(language), scope="col") for _, words, _ in _LOAD),
    ]
    named = [
        (one, name_of(one, place, who, settings, language)) for place, one in enumerate(_in_tiers(found))
    ]
    bodies = [
        _body(tier, [*rows], who, settings, selection, view)
        for tier, rows in groupby(named, key=lambda row: row[0].tier)
    ]
    table = html.Table([html.Thead(html.Tr(head)), *bodies], className="matrix", style={"minWidth": _WIDTH})
    caption = html.P(" · ".join(_said(found, who, settings, language)), className="small muted")
    return html.Div([html.Div(table, className="scroll", tabIndex=0), caption])


def behind_table(found: Sequence[Somebody], who: str, settings: Settings, language: Language) -> Behind:
    """A row for everybody, with every figure."""
    rows = [
        _flat(one) | {"name": name_of(one, place, who, settings, language)}
        for place, one in enumerate(_in_tiers(found))
    ]
    columns = [
        Column("name", (texts.AGENT if who == AGENT else texts.TEAM).text(language)),
        tier_column(language),
        department_column(language),
        Column("channel", terms.CHANNEL.text(language)),
    ]
    for name in FIGURES:
        measure = measure_of(name)
        label = measure.label.text(language)
        ends = f"{name}_low", f"{name}_high"
        columns += [
            Column(name, f"{label}, {texts.SHRUNK.text(language)}", measure.unit, *ends),
            Column(f"{name}_n", figure_words.COUNT_OF.text(language, measure=label), "count"),
        ]
    columns += [
        Column("contacts_per_hour", texts.PER_HOUR.text(language), "score", "cph_low", "cph_high"),
        Column("occupancy", texts.OCCUPANCY.text(language), "share", "occupancy_low", "occupancy_high"),
        Column("contacts", terms.RECORD_KINDS["contacts"].text(language), "count"),
        Column("busy_seconds", texts.TIME_COLUMNS[4].text(language), "seconds"),
        Column("agent_days", texts.DAYS_OF.text(language, n="").strip(), "count"),
    ]
    return Behind.of(rows, columns)


def _in_tiers(found: Sequence[Somebody]) -> list[Somebody]:
    return [one for tier in CONTACT_TIERS for one in found if one.tier == tier]


def _flat(one: Somebody) -> Row:
    row: Row = {"contact_tier": one.tier, "department": one.department, "channel": one.channel}
    for name in FIGURES:
        figure = one.figures.get(name, {})
        is_told = figure.get("note") is None
        row |= {
            name: figure.get("shrunk") if is_told else None,
            f"{name}_low": figure.get("shrunk_low") if is_told else None,
            f"{name}_high": figure.get("shrunk_high") if is_told else None,
            f"{name}_n": figure.get("n"),
        }
    load = one.load or {}
    ends = {"cph_low": "contacts_per_hour_low", "cph_high": "contacts_per_hour_high"}
    kept = ("contacts_per_hour", "occupancy", "occupancy_low", "occupancy_high", "contacts", "busy_seconds")
    row |= {name: load.get(name) for name in (*kept, "agent_days")}
    return row | {name: load.get(source) for name, source in ends.items()}


def _said(found: Sequence[Somebody], who: str, settings: Settings, language: Language) -> list[str]:
    said = [texts.TABLE_CAPTION.text(language, least=show_count(settings.definitions.small_n))]
    if any(len([*rows]) > _MOST_OF_A_TIER for _, rows in groupby(_in_tiers(found), key=lambda one: one.tier)):
        said.append(texts.SHOWN_OF.text(language, most=_MOST_OF_A_TIER, count=show_count(len(found))))
    if who == AGENT and not are_shown(settings):
        said.append(texts.LETTERS.text(language))
    return said


def _body(
    tier: str,
    rows: Sequence[tuple[Somebody, str]],
    who: str,
    settings: Settings,
    selection: Selection,
    view: View,
) -> html.Tbody:
    language = selection.language
    name = terms.tier_name(tier, language)
    head = html.Tr(html.Th(name, scope="rowgroup", colSpan=1 + len(FIGURES) + len(_LOAD)), className="group")
    body = [_row(one, label, who, settings, selection, view) for one, label in rows[:_MOST_OF_A_TIER]]
    return html.Tbody([head, *body])


def _row(
    one: Somebody, label: str, who: str, settings: Settings, selection: Selection, view: View
) -> html.Tr:
    language = selection.language
    cells = []
    for name in FIGURES:
        href = contacts_of(one, "failure" if name == "failure" else "csat", who, settings, selection, view)
        cells.append(_cell(one.figures.get(name), name, href, language))
    loads = [_load_cell(one.load, name, unit, language) for name, _, unit in _LOAD]
    return html.Tr([html.Th(place_name(one, label, who, language), scope="row"), *cells, *loads])


def _cell(row: Row | None, name: str, href: str, language: Language) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    n = figure_words.OUT_OF.text(language, n=show_count(row["n"]))
    if row["value"] is None:
        return html.Td(dcc.Link(n, href=href), className="few")
    measure = measure_of(name)
    interval = show_interval(row["shrunk_low"], row["shrunk_high"], measure.unit, language)
    parts: list[Any] = [
        html.Span(shown(row, "shrunk", measure, language)),
        html.Span(f"{interval} · {n}", className="small muted"),
    ]
    return html.Td(dcc.Link(parts, href=href), className=_SHADES[row["stands_out"]])


def _load_cell(row: Row | None, name: str, unit: Any, language: Language) -> html.Td:
    if row is None or row[name] is None or row[f"{name}_low"] is None:
        return html.Td("–", className="absent")
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    value = show_estimate(row[name], low, high, unit, language)
    interval = show_interval(low, high, unit, language)
    return html.Td([html.Div(value), html.Div(interval, className="small muted")])
