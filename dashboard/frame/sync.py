"""What ties the frame to the address: filters and switches write it, links and labels follow it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import dash
import flask
from dash import Input, Output, ctx

from dashboard.address.address import (
    ADDRESS,
    PATH_NOW,
    SEARCH,
    SEARCH_NOW,
    register_turn,
    turn_output,
    turned,
)
from dashboard.address.browser import run_in_browser
from dashboard.address.selection import Selection, Span, read_search
from dashboard.frame import comparison, facets, filters
from dashboard.frame import page_frame as frame
from dashboard.frame.freshness import FRESHNESS, freshness_line
from dashboard.frame.navigation import LINKS, NAVIGATION, links, opened_groups
from dashboard.frame.not_found_404 import PAGE as NOT_FOUND
from dashboard.lake.store import Store
from dashboard.parts.page import Page
from dashboard.parts.sight import seen


def register_sync(app: dash.Dash, pages: Sequence[Page], store: Store) -> None:
    """Filters and switches to the address, the address to links and labels."""
    register_turn(app)
    _register_filters(app, store)
    _register_followers(app, pages, store)
    run_in_browser(
        app,
        "foldFilters",
        Output(filters.BAR, "className"),
        Input(filters.OPEN, "n_clicks"),
        Input(filters.CLOSE, "n_clicks"),
        prevent_initial_call=True,
    )
    run_in_browser(app, "lookAnew", SEARCH, Input(ADDRESS, "pathname"))
    run_in_browser(app, "seePresentPage", Input(NAVIGATION, "id"))
    run_in_browser(app, "speakLanguage", Output(frame.PROVIDER, "className"), SEARCH)


def chosen_days(picked: Sequence[str | None] | None, span: Span | None, selection: Selection) -> Selection:
    """The selection with the days picked; half a pick changes nothing, none is the default."""
    if not picked or not any(picked):
        return replace(selection, since=None, until=None)
    days = [date.fromisoformat(day) for day in picked if day]
    if len(days) < 2 or (span and tuple(days) == selection.days(span)):
        return selection
    return replace(selection, since=days[0], until=days[1])


def _register_filters(app: dash.Dash, store: Store) -> None:
    known = facets.facets(store.settings)

    @app.callback(
        turn_output(),
        Input(filters.DAYS, "value"),
        Input(comparison.KIND, "value"),
        Input(comparison.DAYS, "value"),
        *(Input(facet.choice_id, "value") for facet in known),
        Input(frame.THEME, "n_clicks"),
        SEARCH_NOW,
        prevent_initial_call=True,
    )
    def write_address(
        days: list[str | None] | None, kind: str | None, compared: list[str | None] | None, *given: Any
    ) -> Any:
        *choices, clicks, search = given
        before = after = read_search(search, store.settings)
        if filters.DAYS in ctx.triggered_prop_ids.values():
            after = chosen_days(days, _span(store), before)
        if ctx.triggered_id in (comparison.KIND, comparison.DAYS):
            is_days = ctx.triggered_id == comparison.DAYS
            after = comparison.chosen_comparison(kind, compared, is_days, after)
        for facet, values in zip(known, choices, strict=True):
            after = _with_values(after, facet, values or [])
        if ctx.triggered_id == frame.THEME and clicks:
            after = replace(after, theme="light" if after.theme == "dark" else "dark")
        return turned(after, before)


def _register_followers(app: dash.Dash, pages: Sequence[Page], store: Store) -> None:
    by_path = {page.path: page for page in pages}
    at_hand = [facet for facet in facets.facets(store.settings) if facet.is_at_hand]

    @app.callback(
        Output(frame.PROVIDER, "forceColorScheme"),
        Output(frame.THEME, "children"),
        Output(frame.LANGUAGE, "href"),
        Output(filters.SUMMARY, "children"),
        Output(comparison.BUTTON, "children"),
        *(Output(facet.button_id, "children") for facet in at_hand),
        Output(facets.MORE, "children"),
        Output(FRESHNESS, "children"),
        Output(LINKS, "parts"),
        seen(frame.BESIDE),
        PATH_NOW,
        prevent_initial_call=True,
    )
    def follow_address(search: str | None, path: str) -> list[Any]:
        selection, page = read_search(search, store.settings), by_path.get(path, NOT_FOUND)
        return [
            selection.theme,
            frame.theme_label(selection),
            frame.to_other_language(selection),
            filters.summary_text(
                selection, _span(store), page.filters, store.settings, is_compared=page.is_compared
            ),
            comparison.comparison_text(selection),
            *(facets.facet_text(facet, selection) for facet in at_hand),
            facets.more_text(selection, store.settings),
            freshness_line(selection, store),
            links(page, pages, selection, opened_groups(flask.request.cookies)),
        ]


def _with_values(selection: Selection, facet: facets.Facet, values: Sequence[str]) -> Selection:
    """In the order of the address where nothing changed, so that equal choices give equal addresses."""
    if set(values) == set(selection.of(facet.name)):
        return selection
    return selection.pick(**{facet.name: values})


def _span(store: Store) -> Span | None:
    return store.find(lambda reading: reading.span(), None)
