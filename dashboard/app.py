"""The application and the server it runs in."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from threading import Event, Thread
from typing import Any

import dash
import duckdb
import flask
from dash import html

from analytics.targets.checking import checked_targets
from dashboard.address.address import address
from dashboard.address.selection import read_search
from dashboard.frame import words as texts
from dashboard.frame.document import Document
from dashboard.frame.navigation import opened_groups
from dashboard.frame.not_found_404 import PAGE as NOT_FOUND
from dashboard.frame.page_frame import framed
from dashboard.frame.search import answer_search
from dashboard.frame.sync import register_sync
from dashboard.lake.store import Store
from dashboard.pages.balance.page import PAGE as BALANCE
from dashboard.pages.benchmarks.page import PAGE as BENCHMARKS
from dashboard.pages.calls.page import PAGE as CALLS
from dashboard.pages.capacity.page import PAGE as CAPACITY
from dashboard.pages.changes.page import PAGE as CHANGES
from dashboard.pages.channels.page import PAGE as CHANNELS
from dashboard.pages.comparing.page import PAGE as COMPARING
from dashboard.pages.complaints.page import PAGE as COMPLAINTS
from dashboard.pages.contact_level.page import PAGE as CONTACT_LEVEL
from dashboard.pages.customer.page import PAGE as CUSTOMER
from dashboard.pages.data.page import PAGE as DATA
from dashboard.pages.departments.page import PAGE as DEPARTMENTS
from dashboard.pages.design.page import PAGE as DESIGN
from dashboard.pages.drivers.page import PAGE as DRIVERS
from dashboard.pages.efforts.page import PAGE as EFFORTS
from dashboard.pages.focus.page import PAGE as FOCUS
from dashboard.pages.incidents.page import PAGE as INCIDENTS
from dashboard.pages.integration.page import PAGE as INTEGRATION
from dashboard.pages.journeys.page import PAGE as JOURNEYS
from dashboard.pages.leaving.page import PAGE as LEAVING
from dashboard.pages.loyalty.page import PAGE as LOYALTY
from dashboard.pages.moments.page import PAGE as MOMENTS
from dashboard.pages.money.page import PAGE as MONEY
from dashboard.pages.outbound.page import PAGE as OUTBOUND
from dashboard.pages.overview.page import PAGE as OVERVIEW
from dashboard.pages.people.page import PAGE as PEOPLE
from dashboard.pages.questions.page import PAGE as QUESTIONS
from dashboard.pages.reasons.page import PAGE as REASONS
from dashboard.pages.recovery.page import PAGE as RECOVERY
from dashboard.pages.relationship.page import PAGE as RELATIONSHIP
from dashboard.pages.reservations.page import PAGE as RESERVATIONS
from dashboard.pages.retention.page import PAGE as RETENTION
from dashboard.pages.satisfaction.page import PAGE as SATISFACTION
from dashboard.pages.stages.page import PAGE as STAGES
from dashboard.pages.standards.page import PAGE as STANDARDS
from dashboard.pages.voice.page import PAGE as VOICE
from dashboard.pages.waiting.page import PAGE as WAITING
from dashboard.parts.ahead import Ahead
from dashboard.parts.callbacks import Filled, PageCallbacks
from dashboard.parts.headline import read_ahead
from dashboard.parts.menu import register_taking, taking
from dashboard.parts.page import Page
from dashboard.parts.sentence import PROBLEM, notice
from dashboard.server.callback_requests import refuse_malformed
from dashboard.server.compression import compress
from dashboard.server.guard import Guard
from dashboard.server.hosts import answered_hosts, may_run, may_write
from dashboard.server.metrics import Figures, Measured
from dashboard.server.probes import answer_probes
from dashboard.server.quiet import Quiet
from dashboard.server.refusals import answer_errors_in_plain_text
from dashboard.server.server import Server
from dashboard.server.server import listen as listen_at
from dashboard.server.slips import refuse_slips
from dashboard.server.stopping import run_until_stopped
from dashboard.server.together import asked_file
from dashboard.server.version import answer_version, of_what_is_seen
from warehouse.pandas_on_demand import admit_pandas
from warehouse.settings import Settings
from warehouse.words import Language

PAGES: Sequence[Page] = (
    OVERVIEW,
    DEPARTMENTS,
    PEOPLE,
    SATISFACTION,
    QUESTIONS,
    BENCHMARKS,
    VOICE,
    WAITING,
    RESERVATIONS,
    RECOVERY,
    CAPACITY,
    EFFORTS,
    MOMENTS,
    STAGES,
    JOURNEYS,
    INCIDENTS,
    REASONS,
    COMPLAINTS,
    COMPARING,
    LOYALTY,
    RETENTION,
    LEAVING,
    DRIVERS,
    CALLS,
    OUTBOUND,
    RELATIONSHIP,
    CONTACT_LEVEL,
    CUSTOMER,
    MONEY,
    CHANGES,
    STANDARDS,
    CHANNELS,
    FOCUS,
    DESIGN,
    BALANCE,
    INTEGRATION,
    DATA,
)

_STORE, _FILLED, _AHEAD = "touchpoints", "touchpoints_filled", "touchpoints_ahead"
_ENDING = "touchpoints_ending"
# What analyses load when they first need it, for a good second in which a reader would wait.
_LOADED_LATE = ("scipy.optimize", "scipy.stats", "statsmodels.genmod.generalized_linear_model")
_logger = logging.getLogger(__name__)


# What has a server answer more than pages.
Answer = Callable[[flask.Flask, Settings], None]


def create_app(
    settings: Settings,
    host: str = "127.0.0.1",
    also: Sequence[Answer] = (),
    *,
    keeps_made: bool = False,
) -> dash.Dash:
    """The dashboard over the warehouse of the settings, which need not exist yet.

    It answers under the names of the settings and under the host it is to listen on. also: what is answered
    besides, behind the same guard. keeps_made: whether what is made ahead is kept on the disk too, for other
    processes and for the next start. Raises SettingsError for a target that no figure can be held against.
    """
    checked_targets(settings)
    store = Store(
        settings,
        may_run=may_run(settings, host),
        may_write=may_write(settings, host),
        keeps_made=keeps_made,
    )
    app = Document(
        settings,
        store,
        name=__package__,
        use_pages=True,
        pages_folder="",
        title=" · ".join(texts.PRODUCT),
        update_title=None,
        include_pages_meta=False,
        on_error=_show_problem,
    )
    app.server.extensions[_STORE] = store
    filled = _register_pages(app, store)
    app.server.extensions[_FILLED] = filled
    register_sync(app, PAGES, store)
    register_taking(app)
    answer_search(app.server, PAGES)
    app.layout = html.Div([*address(), *taking(), dash.page_container])
    refuse_malformed(
        app,
        [name for page in PAGES for name in page.whole_numbers],
        [name for page in PAGES for name in page.several],
    )
    answer_errors_in_plain_text(app.server)
    compress(app.server)
    for answer in also:
        answer(app.server, settings)
    quiet = _stand_before(app.server, store, host)
    app.server.extensions[_AHEAD] = Ahead(store, filled, quiet)
    return app


def _stand_before(server: Any, store: Store, host: str) -> Quiet:
    """What watches the server, a Flask, and what every request goes through."""
    figures = Figures(store)
    server.extensions[_ENDING] = ending = Event()
    answer_probes(server, store, figures.told, ending)
    answer_version(server, store)
    guarded = Measured(Guard(of_what_is_seen(server.wsgi_app), answered_hosts(store.settings, host)), figures)
    server.wsgi_app = quiet = Quiet(guarded, asked_file())
    return quiet


def listen(app: dash.Dash, host: str, port: int, shared: Sequence[int] | None = None) -> Server:
    """A server, bound and ready to `run()`. Raises TouchpointsError where it cannot listen.

    shared: descriptors of the sockets, where another process bound them for several.
    """
    store: Store = app.server.extensions[_STORE]
    return listen_at(app.server, store.settings, host, port, shared)


def serve(
    settings: Settings,
    host: str,
    port: int,
    on_listening: Callable[[int], None],
    also: Sequence[Answer] = (),
    shared: Sequence[int] | None = None,
) -> None:
    """Serve the dashboard until interrupted; on_listening is called with the port once it can be asked.

    also: what is answered besides. shared: as of `listen`. Raises TouchpointsError where it cannot listen.
    """
    _load_what_binding_loads()
    refuse_slips(settings)
    app = create_app(settings, host, also, keeps_made=True)
    server = listen(app, host, port, shared)
    on_listening(server.port)
    Thread(target=_work_ahead, args=(app,), daemon=True).start()
    run_until_stopped(server, app.server.extensions[_ENDING], settings.server.drain_seconds)


def _work_ahead(app: dash.Dash) -> None:
    """What the first reader asks, then what the next ones ask, as long as the server runs."""
    read_ahead(app.server.extensions[_STORE])
    for library in _LOADED_LATE:
        import_module(library)
    app.server.extensions[_AHEAD].run()


def _load_what_binding_loads() -> None:
    """DuckDB loads pandas, where installed, with the first parameter it binds.

    A thread that draws a chart meanwhile would find half of it, so it is done before there are threads.
    """
    admit_pandas()
    with duckdb.connect() as connection:
        connection.execute("SELECT $value", {"value": 1})


def _register_pages(app: dash.Dash, store: Store) -> dict[str, list[Filled]]:
    """What fills the parts of each page, by its key."""
    filled = {}
    for order, page in enumerate((*PAGES, NOT_FOUND)):
        _register_page(page, order)
        callbacks = PageCallbacks(app, store, page.path, page.key, filters=page.filters)
        page.register(callbacks)
        filled[page.key] = callbacks.filled
    return filled


def _register_page(page: Page, order: int) -> None:
    register: Any = dash.register_page
    # Dash shows the module of this name where there is no page.
    name = "not_found_404" if page is NOT_FOUND else page.key
    told = {"label": page.name, "records": page.records, "order": order}
    register(name, path=page.path, title=" · ".join(page.name), layout=partial(_layout, page), **told)


def _layout(page: Page, /, **query: Any) -> Any:
    """Dash's register of pages is global: the store is that of the application which answers."""
    of_this = flask.current_app.extensions
    store: Store = of_this[_STORE]
    try:
        opened = opened_groups(flask.request.cookies)
        return framed(page, PAGES, store, query, of_this[_FILLED][page.key], opened)
    except Exception:
        _logger.exception("A page could not be made.")
        return notice(texts.PROBLEM.text(_language()), "")


def _show_problem(error: Exception) -> None:
    """A callback failed: the reader is told, the reason is in the log."""
    _logger.exception("A part of the page could not be made.", exc_info=error)
    dash.set_props(PROBLEM, {"children": texts.PROBLEM.text(_language())})


def _language() -> Language:
    """The reader's, by the address that was sent along with the request for a part of a page."""
    store: Store = flask.current_app.extensions[_STORE]
    given = {**dash.ctx.inputs, **dash.ctx.states}
    searches = [value for name, value in given.items() if name.endswith(".search")]
    return read_search(next(iter(searches), None), store.settings).language
