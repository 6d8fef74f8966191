"""A page comes with what is kept of its first parts; what is not kept it makes for nobody."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from dashboard.address.selection import read_query
from dashboard.app import PAGES, create_app
from dashboard.frame.page_frame import framed
from dashboard.lake.store import Store
from dashboard.parts.callbacks import Filled, PageCallbacks
from dashboard.parts.page import Page
from dashboard.parts.sight import sight_of
from tests.project import Project

WITH_PARTS = [page for page in PAGES if page.finding]
NAMES = [page.key for page in WITH_PARTS]
FIRST_PARTS = 4


@pytest.fixture
def unseen(company: Project) -> Store:
    """The company's warehouse, of which nothing is kept yet."""
    return Store(company.settings)


def fillings(page: Page, store: Store) -> list[Filled]:
    callbacks = PageCallbacks(create_app(store.settings), store, page.path, page.key)
    callbacks.app.callback_map.clear()
    page.register(callbacks)
    return callbacks.filled


def placed(page: Page, store: Store, filled: list[Filled], **query: str) -> dict[str, Any]:
    """The components that have an id, as the page comes to a reader."""
    tree = framed(page, PAGES, store, query, filled)
    return {part.id: part for part in tree._traverse() if getattr(part, "id", None)}


def sent(value: Any) -> str:
    """As a browser gets it."""
    return json.dumps(value, cls=PlotlyJSONEncoder)


def made_parts(parts: Mapping[str, Any], filled: list[Filled]) -> list[str]:
    names = dict.fromkeys(one.sight for one in filled)
    return [name for name in names if getattr(parts.get(sight_of(name)), "isMade", False)]


def fill_all(filled: list[Filled], store: Store) -> dict[tuple[str, str], Any]:
    """What readers of the page as it usually is have seen."""
    seen = {}
    with store.reading() as reading:
        for one in filled:
            value = one.fill(reading, read_query({}, store.settings), reading.span())
            values = value if len(one.places) > 1 else [value]
            for place, each in zip(one.places, values, strict=True):
                seen[str(place.component_id), place.component_property] = each
    return seen


@pytest.mark.parametrize("page", WITH_PARTS, ids=NAMES)
def test_what_nobody_saw_is_not_made_for_the_page(page: Page, unseen: Store) -> None:
    filled = fillings(page, unseen)
    parts = placed(page, unseen, filled)
    assert made_parts(parts, filled) == []
    assert not getattr(parts[f"{page.key}-finding"], "children", None)


@pytest.mark.parametrize("page", WITH_PARTS, ids=NAMES)
def test_what_was_seen_is_in_the_first_parts_as_it_was_seen(page: Page, unseen: Store) -> None:
    filled = fillings(page, unseen)
    seen = fill_all(filled, unseen)
    parts = placed(page, unseen, filled)
    made = made_parts(parts, filled)
    assert len(made) == FIRST_PARTS
    places = [place for one in filled if one.sight in made for place in one.places]
    shown = [(str(place.component_id), place.component_property) for place in places]
    assert len(shown) >= 2 * FIRST_PARTS
    for name, what in shown:
        if seen[name, what] is not no_update:
            assert sent(getattr(parts[name], what)) == sent(seen[name, what]), name


@pytest.mark.parametrize("page", WITH_PARTS, ids=NAMES)
def test_another_view_is_not_filled_with_what_was_seen(page: Page, unseen: Store) -> None:
    filled = fillings(page, unseen)
    fill_all(filled, unseen)
    assert made_parts(placed(page, unseen, filled, tier="high"), filled) == []


def test_a_part_of_which_not_all_is_kept_asks_for_all(unseen: Store) -> None:
    page = WITH_PARTS[0]
    filled = fillings(page, unseen)
    fill_all([one for one in filled if one.places[0].component_id != f"{page.key}-figures"], unseen)
    parts = placed(page, unseen, filled)
    assert page.key not in made_parts(parts, filled)
    assert not getattr(parts[f"{page.key}-finding"], "children", None)
