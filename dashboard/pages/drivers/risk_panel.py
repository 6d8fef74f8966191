"""The customers to call: which they are, why, and the way to a spreadsheet."""

from typing import Any

from dash import Output, html

from analytics.drivers.at_risk import Complained, CustomersAtRisk
from analytics.drivers.months import month_before
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.risk_table import risk_file_rows, risk_rows, risk_table
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.download import Rows, download_buttons, register_download
from dashboard.parts.leaving_model import at_risk
from dashboard.parts.page import Custom
from dashboard.parts.picker import Picker
from dashboard.parts.sight import sight
from dashboard.wording.numbers import show_count

MOST_CUSTOMERS = 200

RISK_TITLE, RISK_CAPTION, RISK_TABLE = "drivers-risk-title", "drivers-risk-reading", "drivers-risk"
_NAME = "drivers-risk"
EVERYBODY, BEFORE = "all", "before"


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: words.text(selection.language) for name, words in texts.RISK_LISTED.items()}


def _listed(selection: Selection) -> str:
    return selection.listed if selection.listed in texts.RISK_LISTED else EVERYBODY


_PICKER = Picker(
    "drivers-risk-listed",
    "listed",
    texts.PICK_LISTED,
    _options,
    lambda selection, _store: _listed(selection),
    usual=EVERYBODY,
)


def _place(selection: Selection, store: Store) -> html.Section:
    """An empty table under its title."""
    language = selection.language
    pickers = html.Div([_PICKER.place(selection, store)], className="pickers")
    return html.Section(
        [
            sight(RISK_TABLE),
            html.Div(
                [html.H2(id=RISK_TITLE), pickers, download_buttons(_NAME, language)], className="panel-head"
            ),
            html.P(id=RISK_CAPTION, className="small muted shown"),
            risk_table(RISK_TABLE, language),
        ],
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    """Rows when seen, the file when asked for."""
    callbacks.when_seen(RISK_TABLE).show(
        risk,
        ("", "", []),
        Output(RISK_TITLE, "children"),
        Output(RISK_CAPTION, "children"),
        Output(RISK_TABLE, "rowData"),
    )
    register_download(_NAME, callbacks, risk_file)
    _PICKER.register(callbacks)


def _at_risk(reading: Reading, selection: Selection) -> CustomersAtRisk:
    complained: Complained = "left_out" if _listed(selection) == BEFORE else "marked"
    return at_risk(reading, MOST_CUSTOMERS, selection.view_of_months(), complained)


def risk(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    """Title, how to read it, and rows."""
    found, language = _at_risk(reading, selection), selection.language
    if found.month is None:
        return texts.AT_RISK_NONE.text(language), "", []
    exposed = f"{month_before(found.month):%Y-%m}"
    caption = texts.AT_RISK_CAPTION.text(language, month=exposed)
    notes = [note.text(language) for note in found.notes]
    shown = found.customers.height
    if shown == MOST_CUSTOMERS < found.at_risk:
        cut = texts.AT_RISK_CUT.text(language)
        notes = [cut.format(most=show_count(shown), count=show_count(found.at_risk)), *notes]
    title = texts.AT_RISK.text(language, month=f"{found.month:%Y-%m}")
    return title, " ".join([caption, *notes]), risk_rows(found.customers, selection, reading.settings)


def risk_file(reading: Reading, selection: Selection, _span: Span) -> Rows:
    """The same customers for a file."""
    found = _at_risk(reading, selection)
    month = f"{found.month:%Y-%m}" if found.month else ""
    name = texts.FILE_NAME.text(selection.language, month=month)
    return Rows(name, risk_file_rows(found.customers, selection.language))


RISK_PANEL = Custom(_place, _register)
