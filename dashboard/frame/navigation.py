"""The pages in their groups: a list beside the page on wide screens, a drawer on narrow ones.

Where it stands and whether it is seen is up to `assets/navigation.css` and `navigation.js`. All pages at once
would be higher than a window, so the present page's group is open, and those that the reader opened.
"""

from collections.abc import Collection, Mapping, Sequence
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
# The browser's note of the groups that the reader opened, by their keys.
OPENED_COOKIE = "groups"
_BETWEEN_GROUPS = "."


def navigation_id(page: Page) -> str:
    """The id of the link to a page."""
    return f"to-{page.key}"


def opened_groups(cookies: Mapping[str, str]) -> frozenset[str]:
    """The keys of the groups that the reader opened."""
    return frozenset(cookies.get(OPENED_COOKIE, "").split(_BETWEEN_GROUPS))


def navigation(
    page: Page, pages: Sequence[Page], selection: Selection, foot: Sequence[Any], opened: Collection[str]
) -> html.Nav:
    """Links to all pages, the present one marked. foot: what stands beneath them.

    opened: the keys of the groups to show open, beside the present page's.
    """
    language = selection.language
    head = [
        html.Span(texts.PRODUCT.text(language), className="product"),
        html.Button("«", id=HIDE, className="switch", **labelled(texts.HIDE_PAGES.text(language))),
    ]
    return html.Nav(
        [
            html.Div(head, className="pages-head"),
            html.Div(
                [_group(group, page, pages, selection, opened) for group in texts.GROUPS],
                className="pages-list",
            ),
            html.Div(foot, className="switches"),
        ],
        id=NAVIGATION,
        className="pages",
        **labelled(texts.NAVIGATION.text(language)),
    )


def _group(
    group: Group, current: Page, pages: Sequence[Page], selection: Selection, opened: Collection[str]
) -> html.Details | None:
    """Its name over its pages; nothing for a group without pages."""
    links = [html.Li(_link(page, current, selection)) for page in pages if page.group == group]
    name = texts.GROUPS[group].text(selection.language)
    return (
        html.Details(
            [html.Summary(name, className="small muted"), html.Ul(links, **labelled(name))],
            id=f"group-{group}",
            open=group == current.group or group in opened,
        )
        if links
        else None
    )


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
