"""What stands around every page: navigation and filters, in the reader's language and colours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.address.address import turn
from dashboard.address.selection import Selection, read_query, write_search
from dashboard.charts.theme import ACCENT_STEPS, FONTS
from dashboard.frame import words as texts
from dashboard.frame.filters import filter_bar
from dashboard.frame.freshness import FRESHNESS, freshness_line
from dashboard.frame.navigation import SHOW, navigation
from dashboard.frame.search import search_button
from dashboard.lake.store import Store
from dashboard.parts.callbacks import Filled
from dashboard.parts.filled_ahead import fill_ahead
from dashboard.parts.page import Page
from dashboard.parts.sentence import PROBLEM
from dashboard.parts.sight import sight
from warehouse.words import Language

PROVIDER = "provider"
LANGUAGE = "language"
THEME = "theme"
MAIN = "main"
# All but the navigation.
BESIDE = "beside"

_MANTINE = {
    "fontFamily": FONTS,
    "colors": {"accent": ACCENT_STEPS},
    "primaryColor": "accent",
    "focusRing": "auto",
    "fontSizes": {"xs": "13px", "sm": "13px", "md": "15px", "lg": "15px", "xl": "24px"},
    "defaultRadius": "sm",
}


def framed(
    page: Page,
    pages: Sequence[Page],
    store: Store,
    query: Mapping[str, Any],
    filled: Sequence[Filled] = (),
    opened: Collection[str] = (),
) -> Any:
    """A page in its frame, as the parameters of the address select it.

    filled: what fills its parts. opened: the groups of pages that the reader opened.
    """
    lists = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    selection = read_query(lists, store.settings)
    return dmc.MantineProvider(
        dmc.DatesProvider(
            [
                html.A(texts.SKIP.text(selection.language), href=f"#{MAIN}", className="skip"),
                html.Div(
                    [
                        navigation(page, pages, selection, _switches(selection), opened),
                        html.Div(_page_itself(page, selection, store, filled), id=BESIDE),
                    ],
                    className="frame",
                ),
            ],
            settings={"locale": selection.language, "firstDayOfWeek": 1},
        ),
        id=PROVIDER,
        forceColorScheme=selection.theme,
        theme=_MANTINE,
    )


def other_language(language: Language) -> Language:
    """The one to switch to."""
    return "en" if language == "ko" else "ko"


def to_other_language(selection: Selection) -> str:
    """The way to the same in the other language."""
    return write_search(replace(selection, language=other_language(selection.language)))


def theme_label(selection: Selection) -> str:
    """What the colour switch leads to."""
    return (texts.DARK if selection.theme == "light" else texts.LIGHT).text(selection.language)


def _page_itself(page: Page, selection: Selection, store: Store, filled: Sequence[Filled]) -> list[Any]:
    main = html.Main(page.layout(selection, store), id=MAIN, tabIndex=-1)
    fill_ahead(main, filled, selection, store)
    return [
        turn(),
        sight(BESIDE, is_made=True),
        _header(page, selection.language),
        filter_bar(page.filters, selection, store, is_compared=page.is_compared),
        html.Div(freshness_line(selection, store), id=FRESHNESS),
        html.Div(id=PROBLEM, role="alert"),
        main,
    ]


def _header(page: Page, language: Language) -> html.Header:
    """The way to the list of pages where it is not seen, the present page's name, and the search."""
    return html.Header(
        [
            html.Button(texts.SHOW_PAGES.text(language), id=SHOW, className="switch"),
            html.Span(texts.PRODUCT.text(language), className="product"),
            html.Strong(page.name.text(language)),
            search_button(language),
        ]
    )


def _switches(selection: Selection) -> list[Any]:
    other = texts.OTHER_LANGUAGE.text(selection.language)
    return [
        html.Button(theme_label(selection), id=THEME, className="switch"),
        dcc.Link(other, href=to_other_language(selection), id=LANGUAGE, className="switch"),
    ]
