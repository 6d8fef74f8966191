"""What stands around every page: navigation and filters, in the reader's language and colours."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.address.browser import labelled
from dashboard.address.links import to_page
from dashboard.address.selection import Selection, read_query
from dashboard.charts.theme import ACCENT_STEPS, FONTS
from dashboard.frame import words as texts
from dashboard.frame.filters import filter_bar
from dashboard.lake.store import Store
from dashboard.parts.page import Page
from dashboard.parts.sentence import PROBLEM
from warehouse.words import Language

PROVIDER = "provider"
LANGUAGE = "language"
THEME = "theme"
MAIN = "main"

_MANTINE = {
    "fontFamily": FONTS,
    "colors": {"accent": ACCENT_STEPS},
    "primaryColor": "accent",
    "focusRing": "auto",
    "fontSizes": {"xs": "13px", "sm": "13px", "md": "15px", "lg": "15px", "xl": "24px"},
    "defaultRadius": "sm",
}


def navigation_id(page: Page) -> str:
    """The id of the link to a page."""
    return f"to-{page.key}"


def framed(page: Page, pages: Sequence[Page], store: Store, query: Mapping[str, Any]) -> Any:
    """A page in its frame, as the parameters of the address select it."""
    lists = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    selection = read_query(lists, store.settings)
    return dmc.MantineProvider(
        dmc.DatesProvider(
            [
                html.A(texts.SKIP.text(selection.language), href=f"#{MAIN}", className="skip"),
                _header(page, pages, selection),
                filter_bar(page.filters, selection, store, is_compared=page.is_compared),
                html.Div(id=PROBLEM, role="alert"),
                html.Main(page.layout(selection, store), id=MAIN, tabIndex=-1),
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


def theme_label(selection: Selection) -> str:
    """What the colour switch leads to."""
    return (texts.DARK if selection.theme == "light" else texts.LIGHT).text(selection.language)


def _header(page: Page, pages: Sequence[Page], selection: Selection) -> html.Header:
    language = selection.language
    return html.Header(
        [
            html.Span(texts.PRODUCT.text(language), className="product"),
            html.Nav(
                [_link(other, page, selection) for other in pages],
                **labelled(texts.NAVIGATION.text(language)),
            ),
            html.Div(
                [
                    html.Button(theme_label(selection), id=THEME, className="switch"),
                    dcc.Link(texts.OTHER_LANGUAGE.text(language), href="", id=LANGUAGE, className="switch"),
                ],
                className="switches",
            ),
        ]
    )


def _link(page: Page, current: Page, selection: Selection) -> dcc.Link:
    is_current = page.path == current.path
    return dcc.Link(
        page.name.text(selection.language),
        href=to_page(page.path, selection),
        id=navigation_id(page),
        className="current" if is_current else "",
    )
