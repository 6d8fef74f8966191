"""The schedule's runs of each source, and a button that has it load a source now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dash import Input, Output, html
from dash.exceptions import PreventUpdate

from analytics.freshness.scheduled import scheduled_runs
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.pages.data import words as texts
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.table import plain_table
from dashboard.wording.dates import show_moment
from warehouse.errors import TouchpointsError
from warehouse.schedule_book import is_scheduled, loading, request_run
from warehouse.settings import Settings
from warehouse.words import Language


def schedule_panel(settings: Settings, language: Language, *, may_run: bool) -> list[html.Section]:
    """A source per row; nothing where no source has times and no schedule is at work."""
    is_at_work = is_scheduled(settings)
    if not is_at_work and not any(source.schedule for source in settings.sources):
        return []
    head = html.Div(html.H2(texts.SCHEDULE.text(language)), className="panel-head")
    caption = texts.RUN_CAPTION if is_at_work else texts.NO_SCHEDULE
    content = _table(settings, language, is_offered=is_at_work and may_run)
    return [html.Section([head, content, html.P(caption.text(language))], className="panel")]


def register_run_now(callbacks: PageCallbacks) -> None:
    """Have the buttons ask; where readers may not, there is nobody who answers."""
    if callbacks.store.may_run:
        for number, source in enumerate(callbacks.store.settings.sources):
            _register(callbacks, _button(number), loading(source.name))


def _register(callbacks: PageCallbacks, button: str, job: str) -> None:
    settings = callbacks.store.settings

    @callbacks.app.callback(
        Output(button, "children"),
        Output(button, "disabled"),
        Input(button, "n_clicks"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def ask(clicks: int | None, search: str | None, path: str) -> tuple[str, bool]:
        language = callbacks.selection(search, path).language
        if not clicks:
            raise PreventUpdate
        try:
            request_run(settings, job, datetime.now(UTC))
        except TouchpointsError:
            return texts.NOT_REQUESTED.text(language), True
        return texts.REQUESTED.text(language), True


def _table(settings: Settings, language: Language, *, is_offered: bool) -> html.Div | html.P:
    try:
        runs = scheduled_runs(settings, datetime.now(UTC))
    except TouchpointsError:
        return html.P(texts.SCHEDULE_UNREADABLE.text(language))
    zone = ZoneInfo(settings.business_time_zone)
    rows = [
        [*_row(run, zone, language), *([_run_now(number, run, language)] if is_offered else [])]
        for number, run in enumerate(runs.iter_rows(named=True))
    ]
    columns = texts.SCHEDULE_COLUMNS[: 5 if is_offered else 4]
    return plain_table(columns, rows, language, numbers_from=len(columns))


def _row(run: Mapping[str, Any], zone: ZoneInfo, language: Language) -> list[Any]:
    last: Any = _moment(run["last_run_at"], zone)
    if run["last_run_is_well"] is False:
        last = html.Span(texts.RUN_FAILED.text(language, moment=last), className="late")
    times = html.Code(run["schedule"]) if run["schedule"] else "–"
    return [run["source"], times, last, _moment(run["next_run_at"], zone)]


def _run_now(number: int, run: Mapping[str, Any], language: Language) -> Any:
    """What was asked for and has not ended is not asked for again."""
    if run["is_running"] or run["is_requested"]:
        return (texts.RUNNING if run["is_running"] else texts.REQUESTED).text(language)
    return html.Button(texts.RUN_NOW.text(language), id=_button(number), className="switch")


def _button(number: int) -> str:
    return f"data-run-{number}"


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return "–" if at is None else show_moment(at.astimezone(zone))
