"""The menu of a panel: what it shows as a table, as CSV, as Excel and, of charts, as PNG.

Nothing of it is made or sent before a reader asks. One store for all panels says what is asked for, so that
none needs callbacks of its own; pictures are made in the browser from what is drawn there.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import dash
import dash_mantine_components as dmc
import polars as pl
from dash import Input, Output, State, dcc, html

from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.browser import attributes, labelled, run_in_browser
from dashboard.address.selection import AT_HAND, Selection, Span
from dashboard.charts.behind import Behind
from dashboard.lake.store import Reading
from dashboard.parts.callbacks import Fill, PageCallbacks
from dashboard.parts.cells import cells_of, text_of
from dashboard.parts.download import Rows, csv_file, workbook_file
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count
from warehouse.words import Language, Words

ASKED = "asked"
FILE = "asked-file"

TABLE = ("csv", "excel")
CHART = ("table", *TABLE, "png")

# More rows would keep a browser busy; files have them all.
MOST_ROWS = 200
_WAYS = {
    "table": Words("표로 보기", "As table"),
    "csv": Words("CSV", "CSV"),
    "excel": Words("엑셀", "Excel"),
    "png": Words("그림(PNG)", "Picture (PNG)"),
}
_MENU = Words("표와 파일", "Table and files")
# On a picture; the browser knows the day.
_SAVED = Words("{day} 저장", "saved {day}")
_CLOSE = Words("표 닫기", "Close table")
_FIGURES = Words("그림 뒤의 값: {title}", "Figures behind: {title}")
_ALL_ROWS = Words("{count}행", "{count} rows")
_CUT = Words(
    "{count}행 가운데 처음 {most}행을 표시합니다. 모든 행은 CSV와 엑셀 파일에 있습니다.",
    "Showing the first {most} of {count} rows. All of them are in the CSV and Excel files.",
)
_AND_MORE = Words("{first} 외 {count}", "{first} +{count}")
# What file systems refuse or hide, and what a name begins and ends with.
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Taken:
    """What a reader takes along of a panel: its title, its figures or its table, and the sentence."""

    title: str
    content: Behind | Any
    said: str = ""

    def rows(self, language: Language) -> pl.DataFrame:
        """The rows of a file."""
        is_stated = isinstance(self.content, Behind)
        return self.content.exact(language) if is_stated else cells_of(self.content)


def taken(title: Any, content: Behind | Any, said: str = "") -> Taken:
    """The same under what its title says."""
    return Taken(text_of(title), content, said)


def menu(name: str, ways: Sequence[str], language: Language) -> dmc.Menu:
    """The button and what it opens. What is clicked is seen by assets/taking.js."""
    saved = {"png": {"data-saved": _SAVED.text(language)}}
    items = [
        dmc.MenuItem(
            _WAYS[way].text(language),
            **attributes({"data-take": way, "data-panel": name, **saved.get(way, {})}),
        )
        for way in ways
    ]
    # Of several menus on a page each says whose it is.
    said = {"aria-label": _MENU.text(language), "aria-labelledby": f"{name}-menu {name}-title"}
    button = dmc.UnstyledButton("⋯", id=f"{name}-menu", className="menu", **attributes(said))
    return dmc.Menu(
        [dmc.MenuTarget(button), dmc.MenuDropdown(items)], position="bottom-end", shadow="md", width=168
    )


def place_of_table(name: str) -> html.Div:
    """Where the table opens."""
    return html.Div(id=_table_id(name), hidden=True)


def taking() -> list[Any]:
    """What is asked for, and the place from which the browser takes files."""
    return [dcc.Store(id=ASKED), dcc.Download(id=FILE)]


def offer(name: str, callbacks: PageCallbacks, take: Fill) -> None:
    """Give what `take` takes of the panel, a `Taken`, when a reader asks for it."""

    def give(form: str, search: str | None, path: str) -> Any:
        def fill(reading: Reading, selection: Selection, span: Span) -> Any:
            found: Taken = take(reading, selection, span)
            if form == "table":
                table = {"children": _table(name, found, selection.language)}
                dash.set_props(_table_id(name), table)
                return dash.no_update
            file = _file_name(found, selection, span, filters=callbacks.filters)
            made = Rows(file, found.rows(selection.language))
            return csv_file(made) if form == "csv" else workbook_file(made, selection.language)

        return callbacks.give(search, path, callbacks.unless_empty(fill, dash.no_update), dash.no_update)

    _offered(callbacks.app)[name] = give


def refresh_table(name: str, callbacks: PageCallbacks) -> None:
    """A table that is open follows its chart."""
    run_in_browser(callbacks.app, "refreshTable", Input(name, "figure"), State(name, "id"))


def about_text(behind: Behind, selection: Selection, span: Span, *, filters: Sequence[str]) -> str:
    """The days and filters that figures are about; stands on pictures."""
    days = show_period(*_days(behind, selection, span, filters=filters), selection.language)
    return " · ".join([days, *_about(behind, selection, filters)])


def register_taking(app: dash.Dash) -> None:
    """Answer what is asked of any panel."""

    @app.callback(Output(FILE, "data"), Input(ASKED, "data"), SEARCH_NOW, PATH_NOW, prevent_initial_call=True)
    def answer(asked: dict[str, Any] | None, search: str | None, path: str) -> Any:
        give = _offered(app).get(asked["panel"]) if asked else None
        if asked is None or give is None or asked["form"] not in CHART:
            return dash.no_update
        return give(asked["form"], search, path)


def _offered(app: dash.Dash) -> dict[str, Callable[[str, str | None, str], Any]]:
    offered: dict[str, Any] = app.server.extensions.setdefault("taking", {})
    return offered


def _table_id(name: str) -> str:
    return f"{name}-behind"


def _table(name: str, found: Taken, language: Language) -> html.Div:
    """The first rows, the sentence above and how many there are beneath."""
    behind: Behind = found.content
    columns = [Words(text, text) for text in behind.head(language)]
    first = next((place for place, column in enumerate(behind.columns) if column.is_figure), len(columns))
    count, most = show_count(behind.rows.height), show_count(MOST_ROWS)
    words = _CUT if behind.rows.height > MOST_ROWS else _ALL_ROWS
    close = html.Button(
        _CLOSE.text(language), className="switch", **attributes({"data-take": "close", "data-panel": name})
    )
    return html.Div(
        [
            html.P(found.said, className="small"),
            plain_table(columns, behind.texts(language, MOST_ROWS), language, numbers_from=first),
            html.Div(
                [
                    html.Span(words.text(language, count=count, most=most), className="small muted"),
                    close,
                ],
                className="behind-foot",
            ),
        ],
        className="behind",
        role="region",
        tabIndex=-1,
        **labelled(_FIGURES.text(language, title=found.title)),
    )


def _file_name(found: Taken, selection: Selection, span: Span, *, filters: Sequence[str]) -> str:
    """The title, what was picked and the days."""
    picked = _about(found.content, selection, filters)
    words = " ".join(_REFUSED.sub(" ", "_".join([found.title, *picked])).split())
    since, until = _days(found.content, selection, span, filters=filters)
    return f"{words[:_LONGEST_NAME].strip(' .')}_{since}_{until}"


def _days(content: Behind | Any, selection: Selection, span: Span, *, filters: Sequence[str]) -> Span:
    """The days that the figures are about: those that they state, else those picked, if the page follows
    them."""
    stated = content.days if isinstance(content, Behind) else None
    return stated or (selection.days(span) if filters else span)


def _about(content: Behind | Any, selection: Selection, filters: Sequence[str]) -> list[str]:
    """The place of the figures; of each filter that acts on the page the first value, and how many more."""
    texts = [content.place] if isinstance(content, Behind) and content.place else []
    for name, values in selection.picked.items():
        if values and filters and (name in filters or name not in AT_HAND):
            first = terms.value_name(name, values[0], selection.language)
            more = _AND_MORE.text(selection.language, first=first, count=len(values) - 1)
            texts.append(first if len(values) == 1 else more)
    return texts
