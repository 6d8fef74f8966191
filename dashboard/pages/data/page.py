"""Data: how fresh, what was loaded, what was rejected, what is missing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from dash import Output, dcc, html

from analytics.finished import last_finished
from analytics.freshness.sources import is_late, source_freshness
from dashboard.address.address import PATH_NOW
from dashboard.address.links import DATA, INTEGRATION, to_page
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.data import words as texts
from dashboard.pages.data.load_table import behind_loads, load_table
from dashboard.pages.data.rejects import rejects_by_rule
from dashboard.pages.data.schedule import register_run_now, schedule_panel
from dashboard.parts.callbacks import Fill, PageCallbacks
from dashboard.parts.menu import TABLE, Taken, menu, offer, taken
from dashboard.parts.page import Custom, Page
from dashboard.parts.sentence import nothing_loaded, sentence
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_moment
from dashboard.wording.numbers import show_count, show_share
from warehouse.contract import RECORD_KINDS
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Language, Words

_CONTENT = "data-content"
_MOST_LOADS = 1000
_EXAMPLES = 5
_MOST_CHANGES = 50
_FRESHNESS, _LINKS, _GAPS, _LOADS, _REJECTS, _COLUMNS = (
    f"data-{name}" for name in ("freshness", "links", "gaps", "loads", "rejects", "columns")
)


def _place(_selection: Selection, _store: Store) -> html.Div:
    """An empty place."""
    return html.Div(html.Div(className="table skeleton"), id=_CONTENT, className="stack")


def _register(callbacks: PageCallbacks) -> None:
    """Everything at once: it is one look at the warehouse's own record."""

    @callbacks.app.callback(Output(_CONTENT, "children"), callbacks.seen, PATH_NOW, prevent_initial_call=True)
    def show(search: str | None, path: str) -> Any:
        may_run = callbacks.store.may_run
        return callbacks.read_or_explain(search, path, partial(_content, may_run=may_run))

    register_run_now(callbacks)
    for name in _PANELS:
        offer(name, callbacks, _take(name))


def _content(reading: Reading, selection: Selection, *, may_run: bool) -> list[Any]:
    language, span = selection.language, reading.span()
    loads = _loads(reading)
    if loads.is_empty():
        return [nothing_loaded(language)]
    failures = loads.filter("is_open").height
    linked = _query(reading, "links").row(0, named=True) if span else {}
    panels = {name: _panel(name, reading, selection) for name in _PANELS}
    beside = [html.Div([panels[_LINKS], panels[_GAPS]], className="side-by-side")] if span else []
    return [
        _finding(span, failures, linked, selection),
        panels[_FRESHNESS],
        *schedule_panel(reading.settings, language, may_run=may_run),
        *beside,
        panels[_LOADS],
        panels[_REJECTS],
        panels[_COLUMNS],
    ]


def _query(reading: Reading, name: str, **parameters: Any) -> pl.DataFrame:
    """The rows of one of the page's own queries."""
    return reading.rows(read_sql("dashboard.pages.data", name), parameters)


def _finding(span: Span | None, failures: int, linked: Mapping[str, int], selection: Selection) -> html.Div:
    language = selection.language
    if span is None:
        return nothing_loaded(language)
    title = texts.TITLE_FAILED if failures else texts.TITLE_FRESH
    day = show_day(span[1], language)
    counts = {name: show_count(linked[name]) for name in ("contacts", "answers", "customers")}
    found = sentence(
        title.text(language, day=day, count=show_count(failures)),
        texts.NOT_OVER.text(language) if last_finished(span) < span[1] else "",
        texts.DETAIL.text(language, **counts),
    )
    there = to_page(INTEGRATION, selection)
    link = dcc.Link(texts.TO_INTEGRATION.text(language), href=there, className="small")
    return html.Div([*found.children, link], className="finding")


def _panel(name: str, reading: Reading, selection: Selection) -> html.Section:
    """A table under its title, with the way to its files."""
    language = selection.language
    title, fill = _PANELS[name]
    content = fill(reading, language)
    files = [menu(name, TABLE, language)] if len(content) > 1 or not isinstance(content[0], html.P) else []
    head = html.Div([html.H2(title.text(language), id=f"{name}-title"), *files], className="panel-head")
    return html.Section([head, *content], className="panel")


def _take(name: str) -> Fill:
    """What is in the panel; of the loads with exact figures."""

    def take(reading: Reading, selection: Selection, _span: Span) -> Taken:
        title, fill = _PANELS[name]
        language = selection.language
        is_exact = name == _LOADS
        content = behind_loads(_loads(reading), language) if is_exact else fill(reading, language)
        return taken(title.text(language), content)

    return take


def _loads(reading: Reading) -> pl.DataFrame:
    return _query(reading, "loads", zone=reading.settings.business_time_zone, most=_MOST_LOADS)


def _loaded(reading: Reading, language: Language) -> list[Any]:
    loads = _loads(reading)
    count, caption = int(loads["loads"][0]), texts.LOADS_CAPTION.text(language)
    if count > loads.height:
        cut = texts.LOADS_CUT.text(language)
        caption = f"{cut.format(most=show_count(loads.height), count=show_count(count))} {caption}"
    return [load_table(loads, language), html.P(caption, className="small muted")]


def _rejected(reading: Reading, language: Language) -> list[Any]:
    return rejects_by_rule(_query(reading, "rejects", examples=_EXAMPLES), _EXAMPLES, language)


def _column_changes(reading: Reading, language: Language) -> list[Any]:
    zone = reading.settings.business_time_zone
    changes = _query(reading, "column_changes", zone=zone, most=_MOST_CHANGES)
    if changes.is_empty():
        return [html.P(texts.NO_COLUMN_CHANGES.text(language))]
    rows = [
        [row["source"], row["file"], show_moment(row["loaded_local"]), row["came"] or "–", row["went"] or "–"]
        for row in changes.iter_rows(named=True)
    ]
    return [plain_table(texts.COLUMN_CHANGES_COLUMNS, rows, language, numbers_from=len(rows[0]))]


def _freshness(reading: Reading, language: Language) -> list[Any]:
    sources = reading.ask(source_freshness).with_columns(late=is_late(datetime.now(UTC)))
    zone = ZoneInfo(reading.settings.business_time_zone)
    rows = [_fresh_row(row, zone, language) for row in sources.iter_rows(named=True)]
    return [plain_table(texts.FRESHNESS_COLUMNS, rows, language, numbers_from=2)]


def _fresh_row(row: Mapping[str, Any], zone: ZoneInfo, language: Language) -> list[Any]:
    kinds = [terms.RECORD_KINDS[kind].text(language) for kind in row["record_kinds"] or ()]
    undated = texts.UNDATED.text(language) if kinds else "–"
    return [
        row["source"],
        ", ".join(kinds) or "–",
        show_count(row["files"]),
        _moment(row["last_loaded_at"], zone) or texts.NEVER_LOADED.text(language),
        show_day(row["last_day"], language) if row["last_day"] else undated,
        _due(row, zone, language),
    ]


def _due(row: Mapping[str, Any], zone: ZoneInfo, language: Language) -> Any:
    """By when the next file is expected, and that it has not come."""
    due = _moment(row["due_at"], zone) or "–"
    return html.Span(texts.LATE.text(language, due=due), className="late") if row["late"] else due


def _moment(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else show_moment(at.astimezone(zone))


def _links(reading: Reading, language: Language) -> list[Any]:
    linked = _query(reading, "links").row(0, named=True)
    shares = (
        (texts.NAMING_CUSTOMER, linked["naming_customer"], linked["contacts"]),
        (texts.KNOWING_CUSTOMER, linked["knowing_customer"], linked["contacts"]),
        (texts.LINKED_ANSWERS, linked["linked"], linked["answers"]),
    )
    rows = [
        [name.text(language), show_share(part / whole), show_count(whole - part), show_count(whole)]
        for name, part, whole in shares
        if whole
    ]
    return [plain_table(texts.LINKS_COLUMNS, rows, language, numbers_from=1)]


def _gaps(reading: Reading, language: Language) -> list[Any]:
    channels = _query(reading, "untiered_channels")
    if channels.is_empty():
        return [html.P(texts.NO_GAPS.text(language))]
    rows = [
        [channel, _untiered_mode(reading.settings, channel, language), show_count(contacts)]
        for channel, contacts in channels.iter_rows()
    ]
    table = plain_table(texts.GAPS_COLUMNS, rows, language, numbers_from=2)
    return [html.P(texts.GAPS_CAPTION.text(language)), table]


def _untiered_mode(settings: Settings, channel: str, language: Language) -> str:
    """The delivery mode without a tier: the channel's, else the one that the export states; – for none."""
    mode = settings.channels.get(channel)
    if mode is None:
        return "–"
    return texts.MODE_STATED.text(language) if mode in settings.delivery_modes else mode


_PANELS: Mapping[str, tuple[Words, Callable[[Reading, Language], list[Any]]]] = MappingProxyType(
    {
        _FRESHNESS: (texts.FRESHNESS, _freshness),
        _LINKS: (texts.LINKS, _links),
        _GAPS: (texts.GAPS, _gaps),
        _LOADS: (texts.LOADS, _loaded),
        _REJECTS: (texts.REJECTS, _rejected),
        _COLUMNS: (texts.COLUMN_CHANGES, _column_changes),
    }
)


PAGE = Page(
    key="data",
    path=DATA,
    name=Words("자료", "Data"),
    group="data",
    records=tuple(RECORD_KINDS),
    above=[Custom(_place, _register)],
    filters=(),
)
