"""Comments to read: what was written in full, beneath it by whom and about what."""

from typing import Any

import polars as pl
from dash import dcc, html

from dashboard.address.links import to_customer
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.pages.voice import words as texts
from dashboard.pages.voice.examples_table import shortened
from dashboard.wording import terms
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count
from warehouse.words import Language

MOST_SHOWN, MOST_IN_FILE = 50, 10_000
# A text as long as a page is read in the file.
_MOST_CHARACTERS = 2_000


def comment_list(found: pl.DataFrame, span: Span, selection: Selection) -> html.Div:
    """The first of them. Text is text: nothing in it acts."""
    language = selection.language
    if found.is_empty():
        return html.Div(html.P(texts.NOTHING_FOUND.text(language), className="muted"))
    entries = [
        html.Li([_written(row), html.P(_about(row, span, selection), className="small muted")])
        for row in found.head(MOST_SHOWN).iter_rows(named=True)
    ]
    first = texts.FIRST_SHOWN.text(
        language, most=show_count(MOST_SHOWN), most_in_file=show_count(MOST_IN_FILE)
    )
    notes = [*([first] if found.height > MOST_SHOWN else []), texts.SEARCH_MEANS.text(language)]
    how_to_read = html.P(" ".join(notes), className="small muted")
    return html.Div([html.Ol(entries, className="comments", tabIndex=0), how_to_read])


def behind_comments(found: pl.DataFrame, language: Language) -> Behind:
    """A row per comment."""
    columns = [
        Column("answered_local", texts.MOMENT.text(language)),
        Column("item", texts.ITEM.text(language)),
        Column("score", texts.SCORE.text(language), "number"),
        department_column(language),
        Column("channel", terms.CHANNEL.text(language)),
        tier_column(language),
        Column("reason", texts.REASON.text(language)),
        Column("comment", texts.COMMENTS.text(language)),
        Column("contact_id", texts.CONTACT_ID.text(language)),
        Column("customer_id", texts.CUSTOMER_ID.text(language)),
    ]
    return Behind(found.head(MOST_IN_FILE), columns)


def _written(row: dict[str, Any]) -> html.P:
    return html.P(shortened(row["comment"], _MOST_CHARACTERS), className="written")


def _about(row: dict[str, Any], span: Span, selection: Selection) -> list[Any]:
    language = selection.language
    known = [row[name] for name in ("department", "channel", "reason") if row[name] is not None]
    parts = [show_moment(row["answered_local"]), *known]
    score = html.Span(_score(row, language), className=f"score {_TONES.get(row['band'], '')}")
    return [score, f" · {' · '.join(parts)}", *_ways(row, span, selection)]


def _score(row: dict[str, Any], language: Language) -> str:
    score = f"{row['score']:g}"
    if row["item"] == "csat":
        return texts.SCORE_OF.text(language, score=score)
    return texts.OTHER_SCORE_OF.text(language, item=row["item"], score=score)


def _ways(row: dict[str, Any], span: Span, selection: Selection) -> list[Any]:
    """The contact that it is about, by its id; the way leads to the contacts of its customer, where known."""
    language = selection.language
    contact = texts.CONTACT.text(language, contact=row["contact_id"]) if row["contact_id"] else ""
    if row["customer_id"] is None:
        return [f" · {contact}"] if contact else []
    title = texts.CUSTOMER.text(language, customer=row["customer_id"])
    href = to_customer(row["customer_id"], span, selection)
    return [" · ", dcc.Link(contact or title, href=href, title=title)]


_TONES = {"low": "worse", "high": "better"}
