"""What the department's place in the service-system design matrix asks of staff, focus and technology."""

from typing import Any

from dash import html

from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.departments import words as texts
from dashboard.pages.departments.picked_department import picked_department, view_of
from dashboard.parts.panel import Laid
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.design_words import ASKS, FOCUS, STAFF, TECHNOLOGY
from dashboard.wording.numbers import show_count, show_share
from warehouse.contract import DELIVERY_MODES


def position(reading: Reading, selection: Selection, span: Span) -> Laid:
    """A row per delivery mode that the department uses, with what the matrix asks of it."""
    language = selection.language
    view = view_of(picked_department(reading, selection), selection, span)
    found = reading.measure("contacts", ("delivery_mode",), view)
    shares = {row["delivery_mode"]: row["n"] for row in found.iter_rows(named=True) if row["n"]}
    total, title = sum(shares.values()), texts.POSITION.text(language)
    known = [mode for mode in DELIVERY_MODES if mode in shares]
    if not known:
        return Laid(title, html.Div(html.P(texts.NO_POSITION.text(language), className="muted")))
    rows: list[list[Any]] = [
        [
            terms.value_name("delivery_mode", mode, language),
            *(words.text(language) for words in ASKS[mode]),
            f"{show_share(shares[mode] / total)} ({show_count(shares[mode])})",
        ]
        for mode in known
    ]
    heads = (texts.MODE, STAFF, FOCUS, TECHNOLOGY, texts.SHARE_OF_CONTACTS)
    main = max(known, key=lambda mode: shares[mode])
    asked = {part: words.text(language).lower() for part, words in ASKS[main]._asdict().items()}
    said = texts.POSITION_SAID.text(language, mode=terms.value_name("delivery_mode", main, language), **asked)
    table = plain_table(heads, rows, language, numbers_from=4)
    return Laid(
        title,
        html.Div(
            [html.P(said), table, html.P(texts.POSITION_CAPTION.text(language), className="small muted")]
        ),
    )
