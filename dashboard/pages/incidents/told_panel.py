"""Incidents that people tell: a form to keep them, where that may be, and those that were kept."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate

from analytics.incidents.words import SIDE_NAMES
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.incidents import words as texts
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day
from dashboard.wording.numbers import show_count
from state.incidents import Incident, add_told, listed_told, reviews
from warehouse.errors import TouchpointsError
from warehouse.words import Language

TABLE, SAID, ADD = "incidents-told", "incidents-told-said", "incidents-add"
FIELDS = tuple(texts.TOLD_COLUMNS)
_MOST = 100


def field(name: str) -> str:
    """The id of a field of the form."""
    return f"incidents-new-{name}"


def _place(selection: Selection, store: Store) -> html.Section:
    language = selection.language
    caption = texts.TOLD_CAPTION if store.may_write else texts.READ_ONLY
    return html.Section(
        [
            sight(TABLE),
            html.Div(html.H2(texts.TOLD.text(language)), className="panel-head"),
            *([_form(store, language)] if store.may_write else []),
            html.P(id=SAID, className="small", role="status"),
            html.Div(id=TABLE),
            html.P(caption.text(language), className="small muted"),
        ],
        className="panel",
    )


def _form(store: Store, language: Language) -> html.Div:
    nowhere: list[str] = []
    departments = store.find(lambda reading: reading.values("department"), nowhere)
    choices = {
        "side": [(name, words.text(language)) for name, words in SIDE_NAMES.items()],
        "department": [(name, name) for name in departments],
        "contact_tier": [(tier, terms.tier_name(tier, language)) for tier in terms.TIERS if tier],
    }
    fields = [_field(name, choices.get(name), language) for name in FIELDS]
    add = html.Button(texts.ADD.text(language), id=ADD, className="switch")
    return html.Div([*fields, add], className="incident-form")


def _field(name: str, choices: Sequence[tuple[str, str]] | None, language: Language) -> Any:
    label = texts.TOLD_COLUMNS[name].text(language)
    if choices is not None:
        options = [{"value": value, "label": shown} for value, shown in choices]
        return dmc.Select(id=field(name), label=label, data=options, searchable=True, clearable=True)
    placeholder = "2026-10-31" if name == "happened_on" else ""
    if name == "words":
        return dmc.Textarea(id=field(name), label=label, autosize=True, minRows=2, className="words")
    return dmc.TextInput(id=field(name), label=label, placeholder=placeholder)


def _register(callbacks: PageCallbacks) -> None:
    seen = callbacks.when_seen(TABLE)

    @callbacks.app.callback(Output(TABLE, "children"), seen.seen, PATH_NOW, prevent_initial_call=True)
    def show_told(search: str | None, path: str) -> Any:
        return listed(callbacks.store, callbacks.selection(search, path).language)

    if callbacks.store.may_write:
        _register_add(callbacks)


def _register_add(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        Output(SAID, "children"),
        Output(TABLE, "children", allow_duplicate=True),
        Input(ADD, "n_clicks"),
        SEARCH_NOW,
        PATH_NOW,
        *(State(field(name), "value") for name in FIELDS),
        prevent_initial_call=True,
    )
    def add(clicks: int | None, search: str | None, path: str, *given: str | None) -> Any:
        selection = callbacks.selection(search, path)
        if not clicks:
            raise PreventUpdate
        said = keep(callbacks.store, dict(zip(FIELDS, given, strict=True)), selection.language)
        return said, listed(callbacks.store, selection.language)


def keep(store: Store, given: dict[str, str | None], language: Language) -> str:
    """What is said of keeping what the form holds."""
    texts_of = {name: str(value or "").strip() for name, value in given.items()}
    try:
        day = date.fromisoformat(texts_of.pop("happened_on"))
    except ValueError:
        return texts.NOT_SAVED.text(language, problem=texts.NO_DAY.text(language))
    try:
        number = add_told(store.settings, Incident(happened_on=day, **texts_of), datetime.now(UTC))
    except TouchpointsError as error:
        return texts.NOT_SAVED.text(language, problem=str(error))
    return texts.ADDED.text(language, number=number)


def listed(store: Store, language: Language) -> html.Div:
    """Those that were kept, and how often each code was given."""
    try:
        told, made = listed_told(store.settings), reviews(store.settings)
    except TouchpointsError as error:
        return html.Div(html.P(texts.NOT_SAVED.text(language, problem=str(error)), className="muted"))
    if told.is_empty():
        return html.Div(
            [html.P(texts.NONE_TOLD.text(language), className="muted"), _codes(told, made, language)]
        )
    rows = [_row(row, language) for row in told.head(_MOST).iter_rows(named=True)]
    table = plain_table(tuple(texts.TOLD_COLUMNS.values()), rows, language, numbers_from=len(FIELDS))
    return html.Div([table, _codes(told, made, language)])


def _row(row: dict[str, Any], language: Language) -> list[str]:
    shown = row | {
        "happened_on": show_day(row["happened_on"], language),
        "side": SIDE_NAMES[row["side"]].text(language),
        "contact_tier": terms.tier_name(row["contact_tier"], language) if row["contact_tier"] else "",
    }
    return [shown[name] or "" for name in FIELDS]


def _codes(told: pl.DataFrame, made: pl.DataFrame, language: Language) -> html.P:
    """Both sources side by side, the most frequent code first."""
    both = pl.concat(
        frame.filter(pl.col("code") != "").select("code", is_told=pl.lit(is_told))
        for frame, is_told in ((told, True), (made, False))
    )
    counts = both.group_by("code").agg(told=pl.col("is_told").sum(), made=(~pl.col("is_told")).sum())
    ordered = counts.sort(pl.col("told") + pl.col("made"), "code", descending=[True, False]).head(12)
    named = [f"{code} {show_count(said)} / {show_count(seen)}" for code, said, seen in ordered.iter_rows()]
    text = f"{texts.CODES.text(language)}: {' · '.join(named)}" if named else ""
    return html.P(text, className="small")


TOLD_PANEL = Custom(_place, _register)
