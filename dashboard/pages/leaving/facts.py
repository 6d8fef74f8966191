"""The sentence on top and the key figures."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import html

from analytics.intervals import event_count
from analytics.leaving.leavers import UNKNOWN
from dashboard.address.selection import Selection, Span
from dashboard.pages.leaving import words as texts
from dashboard.pages.leaving.causes_chart import cause_name
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language, Words

Row = dict[str, Any]


def leaving_finding(
    causes: pl.DataFrame, lived: pl.DataFrame, days: Span, settings: Settings, selection: Selection
) -> html.Div:
    """What is named most, how many name nothing, and where that is least what was lived through."""
    language, rows = selection.language, causes.rows(named=True)
    defined = texts.DEFINED.text(language, period=show_period(*days, language))
    if not rows or not rows[0]["n"]:
        return notice(texts.NOBODY_LEFT.text(language), texts.NEEDED.text(language))
    if rows[0]["note"] is not None:
        least = show_count(settings.definitions.small_n)
        return sentence(texts.TOO_FEW.text(language, least=least), defined)
    first, second = most_named(causes)[:2]
    title = texts.NAMES_MOST.text(
        language, n=show_count(first["n"]), interval=_interval(first, language), **_named(first, language)
    )
    beside = texts.BESIDE_IT.text(language, **_named(second, language))
    unknown = texts.UNKNOWN_SHARE.text(language, share=_share(_of(causes, UNKNOWN), language))
    return sentence(title, " ".join([beside, unknown, _said_less(lived, language)]), defined)


def leaving_cards(causes: pl.DataFrame, service: Row, selection: Selection) -> list[html.Article]:
    """Leavers, who of them left a cause, the cause named most, and what of it is the service's.

    service: value, low, high, n of those who name something that they met with in the service.
    """
    language, rows = selection.language, causes.drop_nulls("value")
    if rows.is_empty():
        return []
    unknown, top = _of(causes, UNKNOWN), most_named(causes)[0]
    stated = unknown | {"value": 1 - unknown["value"], "low": 1 - unknown["high"], "high": 1 - unknown["low"]}
    name = texts.TOP.text(language, named=cause_name(top["cause"], language))
    return [
        _count_card(unknown["n"], language),
        _share_card(texts.STATED.text(language), stated, "", language),
        _share_card(name, top, "", language),
        _share_card(texts.SERVICE.text(language), service, texts.SERVICE_NOTE.text(language), language),
        _share_card(texts.INVOLUNTARY.text(language), _of(causes, "involuntary"), "", language),
    ]


def most_named(causes: pl.DataFrame) -> Sequence[Row]:
    """The causes from the one named most on; without those who left none."""
    named = causes.filter(pl.col("cause") != UNKNOWN)
    return named.sort("named", descending=True, maintain_order=True).rows(named=True)


def _said_less(lived: pl.DataFrame, language: Language) -> str:
    less = lived.filter(verdict="more_lived").sort("gap").rows(named=True)
    if not less:
        return ""
    value, low, high = (less[0][f"said_if_lived{end}"] for end in ("", "_low", "_high"))
    share = show_estimate(value, low, high, "share", language)
    return texts.SAID_LESS.text(language, named=cause_name(less[0]["cause"], language), share=share)


def _of(causes: pl.DataFrame, cause: str) -> Row:
    return causes.row(by_predicate=pl.col("cause") == cause, named=True)


def _named(row: Row, language: Language) -> dict[str, str]:
    return {"named": cause_name(row["cause"], language), "share": _share(row, language)}


def _share(row: Row, language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "share", language)


def _interval(row: Row, language: Language) -> str:
    return show_interval(row["low"], row["high"], "share", language)


def _count_card(leavers: int, language: Language) -> html.Article:
    _, low, high = pl.select(**event_count(pl.lit(leavers))._asdict()).row(0)
    interval = show_interval(low, high, "count", language)
    return _card(texts.LEAVERS, show_count(leavers), [interval], texts.COUNTED.text(language), language)


def _share_card(name: str, row: Row, note: str, language: Language) -> html.Article:
    footer = texts.OF_LEAVERS.text(language, n=show_count(row["n"]))
    return _card(name, _share(row, language), [_interval(row, language), note], footer, language)


def _card(
    name: str | Words, value: str, notes: Sequence[str], footer: str, language: Language
) -> html.Article:
    title = name if isinstance(name, str) else name.text(language)
    small = [html.P(note, className="small muted") for note in notes if note]
    head = html.P(title, className="card-name small")
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer)])
