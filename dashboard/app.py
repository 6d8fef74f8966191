"""The application and the server it runs in."""

import logging
from collections.abc import Sequence
from functools import partial
from threading import Thread
from typing import Any

import dash
import duckdb
import flask
from dash import html
from waitress.server import create_server

from dashboard.address import address
from dashboard.document import Document
from dashboard.frame import PROBLEM, framed
from dashboard.headline import read_ahead
from dashboard.pages import (
    comparing,
    data,
    departments,
    drivers,
    not_found_404,
    overview,
    recovery,
    retention,
    satisfaction,
    waiting,
)
from dashboard.pages.page import Page
from dashboard.selection import read_search
from dashboard.steering import register_steering
from dashboard.store import Store
from dashboard.texts import frame as texts
from warehouse.errors import TouchpointsError
from warehouse.pandas_on_demand import admit_pandas
from warehouse.settings import Settings

PAGES: Sequence[Page] = (
    overview,
    departments,
    satisfaction,
    waiting,
    recovery,
    comparing,
    retention,
    drivers,
    data,
)

_STORE = "touchpoints"
_THREADS = 8
_logger = logging.getLogger(__name__)


def create_app(settings: Settings) -> dash.Dash:
    """The dashboard over the warehouse of the settings, which need not exist yet."""
    app = Document(
        settings.language,
        name=__package__,
        use_pages=True,
        pages_folder="",
        title=" · ".join(texts.PRODUCT),
        update_title=None,
        include_pages_meta=False,
        on_error=_tell_problem,
    )
    store = Store(settings)
    app.server.extensions[_STORE] = store
    for page in (*PAGES, not_found_404):
        _register_page(page)
        page.register_callbacks(app, store)
    register_steering(app, PAGES, store)
    app.layout = html.Div([*address(), dash.page_container])
    return app


def listen(app: dash.Dash, host: str, port: int) -> Any:
    """A server, bound and ready to `run()`. Raises TouchpointsError when the port is taken."""
    try:
        return create_server(app.server, host=host, port=port, threads=_THREADS)
    except OSError as error:
        raise TouchpointsError(
            f"The dashboard cannot listen on {host}:{port}: {error.strerror or error}.",
            "Give another port, or end the program that uses this one.",
        ) from error


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the dashboard until interrupted. Raises TouchpointsError when the port is taken."""
    _load_what_binding_loads()
    app = create_app(settings)
    server = listen(app, host, port)
    Thread(target=read_ahead, args=(app.server.extensions[_STORE],), daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def _load_what_binding_loads() -> None:
    """DuckDB loads pandas, where installed, with the first parameter it binds.

    A thread that draws a chart meanwhile would find half of it, so it is done before there are threads.
    """
    admit_pandas()
    with duckdb.connect() as connection:
        connection.execute("SELECT $value", {"value": 1})


def _register_page(page: Page) -> None:
    register: Any = dash.register_page
    register(
        page.__name__,
        path=page.PATH,
        title=" · ".join(page.NAME),
        layout=partial(_layout, page),
    )


def _layout(page: Page, **query: Any) -> Any:
    """Dash's register of pages is global: the store is that of the application which answers."""
    store: Store = flask.current_app.extensions[_STORE]
    return framed(page, PAGES, store, query)


def _tell_problem(error: Exception) -> None:
    """A callback failed: the reader is told, the reason is in the log."""
    _logger.exception("A part of the page could not be made.", exc_info=error)
    language = read_search(flask.request.args.get("search"), "en").language
    dash.set_props(PROBLEM, {"children": texts.PROBLEM.text(language)})
