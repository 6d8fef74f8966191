"""The pages in their groups: a list beside the page on wide screens, a drawer on narrow ones.

Where it stands and whether it is seen is up to `assets/navigation.css` and `navigation.js`.
"""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.address.browser import attributes, labelled
from dashboard.address.links import to_page
from dashboard.address.selection import Selection
from dashboard.frame import words as texts
from dashboard.parts.page import Group, Page

NAVIGATION = "pages"
SHOW, HIDE = "show-pages", "hide-pages"
# The browser's note that the reader folded the list away, so that it is never seen to go.
FOLDED_COOKIE = "pages"
FOLDED = "folded"


def navigation_id(page: Page) -> str:
    """The id of the link to a page."""
    return f"to-{page.key}"


def navigation(page: Page, pages: Sequence[Page], selection: Selection, foot: Sequence[Any]) -> html.Nav:
    """Links to all pages, the present one marked. foot: what stands beneath them."""
    language = selection.language
    head = [
        html.Span(texts.PRODUCT.text(language), className="product"),
        html.Button("«", id=HIDE, className="switch", **labelled(texts.HIDE_PAGES.text(language))),
    ]
    return html.Nav(
        [
            html.Div(head, className="pages-head"),
            html.Div(
                [part for group in texts.GROUPS for part in _group(group, page, pages, selection)],
                className="pages-list",
            ),
            html.Div(foot, className="switches"),
        ],
        id=NAVIGATION,
        className="pages",
        **labelled(texts.NAVIGATION.text(language)),
    )


def _group(group: Group, current: Page, pages: Sequence[Page], selection: Selection) -> list[Any]:
    """Its name over its pages; nothing for a group without pages."""
    links = [html.Li(_link(page, current, selection)) for page in pages if page.group == group]
    name = texts.GROUPS[group].text(selection.language)
    return [html.P(name, className="small muted"), html.Ul(links, **labelled(name))] if links else []


def _link(page: Page, current: Page, selection: Selection) -> dmc.Anchor:
    """Dash's own links cannot say which is that of the present page."""
    is_current = page.path == current.path
    present = attributes({"aria-current": "page"}) if is_current else {}
    return dmc.Anchor(
        page.name.text(selection.language),
        href=to_page(page.path, selection),
        id=navigation_id(page),
        unstyled=True,
        **present,
    )
