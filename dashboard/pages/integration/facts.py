"""The sentence on top and the key figures."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.integration.overlap import Overlap
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA
from dashboard.address.links import DATA, to_contacts, to_page
from dashboard.address.selection import Selection
from dashboard.pages.integration import words as texts
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words

Row = Mapping[str, Any]
_SHOWN = ("known", "survey_contact", "arrived", "as_sent")
# Where the contacts are that lack the link, all sources together.
_UNLINKED = {"known": "linked.unknown", "arrived": "linked.lost", "as_sent": "linked.elsewhere"}


def whole(links: pl.DataFrame, link: str) -> Row:
    """The row of a link of all sources together."""
    return links.row(by_predicate=pl.col("source").is_null() & (pl.col("link") == link), named=True)


def integration_finding(
    links: pl.DataFrame, apart: pl.DataFrame, late: Sequence[str], selection: Selection
) -> html.Div:
    """What is furthest apart, how many contacts know their customer, and which sources are late."""
    language, known = selection.language, whole(links, "known")
    if not links["n"].sum():
        return notice(texts.NO_RECORDS.text(language), texts.WIDEN.text(language))
    worst = next(apart.iter_rows(named=True), None)
    title = texts.NOTHING_APART.text(language) if worst is None else _apart(worst, language)
    told = texts.IN_ALL.text(language, **_figure(known, language)) if known["value"] is not None else ""
    said = texts.LATE.text(language, sources=", ".join(late)) if late else ""
    found = sentence(title, told, said)
    link = dcc.Link(texts.TO_DATA.text(language), href=to_page(DATA, selection), className="small")
    return html.Div([*found.children, link])


def integration_cards(
    links: pl.DataFrame, overlap: Overlap, watched: int, late: Sequence[str], selection: Selection
) -> list[html.Article]:
    """Links of all sources together, customers of several systems, and sources on time."""
    language = selection.language
    if not links["n"].sum():
        return []
    linked = [
        _link_card(whole(links, link), selection)
        for link in ("known", "survey_contact", "arrived", "as_sent")
    ]
    return [*linked, _overlap_card(overlap, language), _time_card(watched, len(late), language)]


def _apart(row: Row, language: Language) -> str:
    what = texts.APART[row["apart"]].text(language)
    source = row["source"] or texts.UNKNOWN_SOURCE.text(language)
    return texts.MOST_APART.text(language, source=source, what=what, **_figure(row, language))


def _figure(row: Row, language: Language) -> dict[str, str]:
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    return {"value": value, "interval": interval, "n": show_count(row["n"])}


def _link_card(row: Row, selection: Selection) -> html.Article:
    language, name = selection.language, texts.LINKS[row["link"]]
    footer: list[Any] = [html.Span(figure_words.OUT_OF.text(language, n=show_count(row["n"])))]
    if row["value"] is None:
        return _card(name, "–", texts.WHY_NONE[row["note"]].text(language), footer, language)
    if behind := _UNLINKED.get(row["link"]):
        footer.append(dcc.Link(texts.NOT_LINKED.text(language), href=to_contacts(behind, selection)))
    figure = _figure(row, language)
    return _card(name, figure["value"], figure["interval"], footer, language)


def _overlap_card(overlap: Overlap, language: Language) -> html.Article:
    footer = [html.Span(texts.CUSTOMERS_OF.text(language, n=show_count(overlap.customers)))]
    if not overlap.customers:
        return _card(texts.SEVERAL, "–", texts.WHY_NONE[NOT_IN_DATA].text(language), footer, language)
    several = overlap.by_number.filter(pl.col("systems") > 1)["customers"].sum()
    share = proportion(pl.lit(several), pl.lit(overlap.customers))
    value, low, high = pl.select(**share._asdict()).row(0)
    figure = _figure({"value": value, "low": low, "high": high, "n": overlap.customers}, language)
    return _card(texts.SEVERAL, figure["value"], figure["interval"], footer, language)


def _time_card(watched: int, late: int, language: Language) -> html.Article:
    if not watched:
        return _card(texts.ON_TIME, "–", texts.NOBODY_WATCHED.text(language), [], language)
    value = texts.ON_TIME_OF.text(language, count=watched - late, all=watched)
    return _card(texts.ON_TIME, value, "", [html.Span(texts.WATCHED.text(language))], language)


def _card(name: Words, value: str, note: str, footer: Sequence[Any], language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted")] if note else []
    return card(head, value, [*small, html.Div(className="course")], footer)
