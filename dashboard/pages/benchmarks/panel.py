"""Values that people enter: read anew whenever they are seen, as they change without a load."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, html

from analytics.questions.benchmarks import beside_benchmarks, own_by_year
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span
from dashboard.charts.chart_text import drawn
from dashboard.lake.store import Reading, Store
from dashboard.pages.benchmarks import beside
from dashboard.pages.benchmarks import words as texts
from dashboard.pages.benchmarks.pickers import label_of, set_of
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.drawing import drawing
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight
from state.benchmarks import ABOUT, COLUMNS, add_benchmarks, listed_benchmarks, remove_benchmark
from warehouse.errors import TouchpointsError
from warehouse.words import Words

FINDING, TITLE, CHART, TABLE = (f"benchmarks-{part}" for part in ("found", "title", "chart", "table"))
SAID, SAVE, WHICH, REMOVE = (f"benchmarks-{part}" for part in ("said", "save", "which", "remove"))
_FIELDS: Sequence[tuple[str, Words]] = (
    ("organisation", texts.ORGANISATION),
    ("index_name", texts.INDEX),
    ("year", texts.YEAR),
    ("about", texts.OF_WHOM),
    ("name", texts.NAME),
    ("value", texts.VALUE),
    ("lowest", texts.LOWEST),
    ("highest", texts.HIGHEST),
    ("source", texts.SOURCE),
)
_USUAL = {"about": "own", "lowest": "0", "highest": "100"}
_MOST_CHARACTERS = 300


def _place(selection: Selection, store: Store) -> html.Section:
    language = selection.language
    return html.Section(
        [
            sight(TABLE),
            html.Div(html.H2(id=TITLE), className="panel-head"),
            html.Div(
                drawing(CHART, beside.HEIGHT, {"displayModeBar": False, "responsive": True}),
                className="chart skeleton",
                role="img",
            ),
            html.P(texts.BESIDE_CAPTION.text(language), className="small muted"),
            html.Div(id=TABLE),
            *(
                _form(selection)
                if store.may_write
                else [html.P(texts.READ_ONLY.text(language), className="small muted")]
            ),
            html.P(id=SAID, className="small", role="status"),
        ],
        className="panel",
    )


def _form(selection: Selection) -> list[Any]:
    language = selection.language
    fields = [_field(name, words, selection) for name, words in _FIELDS]
    save = html.Button(texts.SAVE.text(language), id=SAVE, className="switch")
    which = dmc.Select(
        id=WHICH,
        data=[],
        className="picker",
        placeholder=texts.REMOVE_WHICH.text(language),
        **labelled(texts.REMOVE_WHICH.text(language)),
    )
    remove = html.Button(texts.REMOVE.text(language), id=REMOVE, className="switch")
    return [
        html.H3(texts.ENTER.text(language)),
        html.Div([*fields, save], className="benchmark-form"),
        html.Div([which, remove], className="benchmark-form"),
    ]


def _field(name: str, words: Words, selection: Selection) -> Any:
    label = words.text(selection.language)
    if name == "about":
        data = [{"value": about, "label": texts.ABOUT[about].text(selection.language)} for about in ABOUT]
        return dmc.Select(id=_id(name), data=data, value=_USUAL[name], allowDeselect=False, label=label)
    return dmc.TextInput(
        id=_id(name), value=_USUAL.get(name, ""), label=label, inputProps={"maxLength": _MOST_CHARACTERS}
    )


def _id(name: str) -> str:
    return f"benchmarks-{name.replace('_', '-')}"


def _register(callbacks: PageCallbacks) -> None:
    seen = callbacks.when_seen(TABLE)
    places = [Output(*place) for place in _places(may_write=callbacks.store.may_write)]

    @callbacks.app.callback(*places, seen.seen, Input(SAID, "children"), PATH_NOW, prevent_initial_call=True)
    def show(search: str | None, _said: Any, path: str) -> Any:
        nothing = [dash.no_update] * len(places)
        filled = callbacks.fill(search, path, _filled, nothing)
        return list(drawn(filled))[: len(places)]

    if callbacks.store.may_write:
        _register_writing(callbacks)


def _places(*, may_write: bool) -> list[tuple[str, str]]:
    own = [(FINDING, "children"), (TITLE, "children"), (CHART, "figure"), (TABLE, "children")]
    return [*own, (WHICH, "data")] if may_write else own


def _filled(reading: Reading, selection: Selection, _span: Span) -> list[Any]:
    settings, language = reading.settings, selection.language
    name, label = set_of(selection, settings), label_of(selection, settings)
    own = reading.ask(own_by_year, name, selection.view_of_months())
    entered = listed_benchmarks(settings)
    found = beside_benchmarks(own, entered, name, settings)
    which = [
        {"value": str(row["benchmark_id"]), "label": beside.entry_name(row, language)}
        for row in entered.iter_rows(named=True)
    ]
    return [
        beside.beside_finding(found, label, language),
        texts.BESIDE.text(language, set=label),
        beside.beside_chart(own, found, selection),
        beside.beside_table(found, language),
        which,
    ]


def _register_writing(callbacks: PageCallbacks) -> None:
    states = [State(_id(name), "value") for name, _ in _FIELDS]

    @callbacks.app.callback(
        Output(SAID, "children"),
        Input(SAVE, "n_clicks"),
        *states,
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def save(clicks: int | None, *given: Any) -> Any:
        *values, search, path = given
        selection = callbacks.selection(search, path)
        return _save(callbacks.store, values, selection) if clicks else dash.no_update

    @callbacks.app.callback(
        Output(SAID, "children", allow_duplicate=True),
        Output(WHICH, "value"),
        Input(REMOVE, "n_clicks"),
        State(WHICH, "value"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def remove(clicks: int | None, which: str | None, search: str | None, path: str) -> Any:
        selection = callbacks.selection(search, path)
        if not clicks or not which:
            return dash.no_update, dash.no_update
        try:
            remove_benchmark(callbacks.store.settings, int(which))
            said = texts.REMOVED.text(selection.language)
        except (TouchpointsError, ValueError) as error:
            said = texts.NOT_SAVED.text(selection.language, problem=str(error))
        return said, None


def _save(store: Store, values: Sequence[Any], selection: Selection) -> str:
    """What the form says, entered; what was wrong with it, in a sentence."""
    row = {name: value for (name, _), value in zip(_FIELDS, values, strict=True) if name in COLUMNS}
    try:
        add_benchmarks(store.settings, [row], datetime.now(UTC))
    except TouchpointsError as error:
        return texts.NOT_SAVED.text(selection.language, problem=str(error))
    return texts.SAVED.text(selection.language, index=row["index_name"], year=row["year"])


FINDING_PLACE = Custom(lambda _selection, _store: html.Div(id=FINDING, className="finding"))
PANEL = Custom(_place, _register)
