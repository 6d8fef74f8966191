"""The pages in their groups: a list beside the page on wide screens, a drawer on narrow ones.

Where it stands and whether it is seen is up to `assets/navigation.css` and `navigation.js`. All pages at once
would be higher than a window, so the present page's group is open, and those that the reader opened.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dash import html

from dashboard.address.browser import labelled
from dashboard.address.links import to_page
from dashboard.address.selection import Selection
from dashboard.frame import words as texts
from dashboard.parts.page import Group, Page
from dashboard.parts.still import WAY, Still

NAVIGATION = "pages"
LINKS = "pages-links"
SHOW, HIDE = "show-pages", "hide-pages"
# The browser's note that the reader folded the list away, so that it is never seen to go.
FOLDED_COOKIE = "pages"
FOLDED = "folded"
# The browser's note of the groups that the reader opened, by their keys.
OPENED_COOKIE = "groups"
_BETWEEN_GROUPS = "."
_Still: Any = Still  # Dash's components have no types


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
            html.Div(_Still(id=LINKS, parts=links(page, pages, selection, opened)), className="pages-list"),
            html.Div(foot, className="switches"),
        ],
        id=NAVIGATION,
        className="pages",
        **labelled(texts.NAVIGATION.text(language)),
    )


def links(
    page: Page, pages: Sequence[Page], selection: Selection, opened: Collection[str]
) -> list[list[Any]]:
    """The groups with links to their pages, as what stands still is drawn: hundreds of components else."""
    groups = {group: [one for one in pages if one.group == group] for group in texts.GROUPS}
    return [
        _group(group, page, members, selection, group == page.group or group in opened)
        for group, members in groups.items()
        if members
    ]


def _group(
    group: Group, current: Page, members: Sequence[Page], selection: Selection, is_open: bool
) -> list[Any]:
    """Its name over its pages."""
    name = texts.GROUPS[group].text(selection.language)
    listed = (["li", {}, _link(page, current, selection)] for page in members)
    summary = ["summary", {"className": "small muted"}, name]
    return [
        "details",
        {"id": f"group-{group}", "open": is_open},
        summary,
        ["ul", {"aria-label": name}, *listed],
    ]


def _link(page: Page, current: Page, selection: Selection) -> list[Any]:
    present = {"aria-current": "page"} if page.path == current.path else {}
    leads = {"href": to_page(page.path, selection), "id": navigation_id(page)}
    return [WAY, leads | present, page.name.text(selection.language)]
