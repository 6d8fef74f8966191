"""What readers search: all pages and measures, and where each leads; an id leads to its record.

`assets/search.js` asks for it when the search is opened for the first time.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import flask
from dash import html

from analytics.catalogue import MEASURES
from analytics.measures.measure import Measure
from dashboard.address.browser import attributes
from dashboard.frame import words as texts
from dashboard.parts.page import Page
from warehouse.words import Language, Words

SEARCH = "open-search"
_PATH = "/search-index"


def search_button(language: Language) -> html.Button:
    """Opens the search, as Ctrl-K does; holds what the search says."""
    said = {
        "aria-label": texts.SEARCH_FOR,
        "data-nothing": texts.NOTHING_FOUND,
        "data-failed": texts.NOT_SEARCHABLE,
    }
    return html.Button(
        [texts.SEARCH.text(language), html.Kbd()],
        id=SEARCH,
        className="switch",
        **attributes({"aria-haspopup": "dialog", "data-index": _PATH}),
        **attributes({name: words.text(language) for name, words in said.items()}),
    )


def answer_search(server: flask.Flask, pages: Sequence[Page]) -> None:
    """Have the server say what there is to be found."""
    index = [*_pages(pages), *_measures(pages), *_records(pages)]

    @server.route(_PATH)
    def search_index() -> flask.Response:
        return flask.jsonify(index)


def _pages(pages: Sequence[Page]) -> Iterator[dict[str, Any]]:
    return (
        _entry(page.name, name, " ".join((page.key, *name)), page)
        for group, name in texts.GROUPS.items()
        for page in pages
        if page.group == group
    )


def _measures(pages: Sequence[Page]) -> Iterator[dict[str, Any]]:
    """Each leads to its card, else to where any measure is shown. place: where on the page that is."""
    anywhere = [(page, f"#{page.any_measure_in}") for page in pages if page.any_measure_in]
    for measure in MEASURES.values():
        cards = [(page, f"[data-measure={measure.name}]") for page in pages if measure.name in page.measures]
        for page, place in (*cards, *anywhere)[:1]:
            yield _measure(measure, page, place)


def _records(pages: Sequence[Page]) -> Iterator[dict[str, Any]]:
    """Whose name holds what was typed, if that may be an id."""
    return (
        _entry(page.record_of, page.name, "", page) | {"takes": "customer"}
        for page in pages
        if page.record_of is not None
    )


def _measure(measure: Measure, page: Page, place: str) -> dict[str, Any]:
    hint = Words(*(words.format(page=name) for words, name in zip(texts.MEASURE_ON, page.name, strict=True)))
    said = " ".join((measure.name, *measure.meaning))
    return _entry(measure.label, hint, said, page) | {"measure": measure.name, "place": place}


def _entry(name: Words, hint: Words, said: str, page: Page) -> dict[str, Any]:
    """said: by what words it is found beside its names."""
    return {"name": name._asdict(), "hint": hint._asdict(), "said": said, "page": page.key}
