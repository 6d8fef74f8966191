"""The one sentence on top of the satisfaction page: who is below the peers, and what the silent would say."""

from typing import Any

import polars as pl
from dash import html

from dashboard.address.selection import Selection, Span
from dashboard.pages.satisfaction import words as texts
from dashboard.parts.sentence import sentence
from dashboard.wording import terms
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_change, show_change_interval, show_count, show_interval, show_value
from warehouse.words import Language, Words


def satisfaction_finding(
    peers: pl.DataFrame, weighted: dict[str, Any], span: Span, selection: Selection
) -> html.Div:
    """The department most surely below the others of its tier, or that there is none.

    peers: as `analytics.satisfaction.peers.beside_peers` gives them. weighted: the one row of
    `analytics.satisfaction.weighting.weighted_satisfaction`, told beneath.
    """
    language = selection.language
    period = show_period(*selection.days(span), language)
    title, detail = _beside_peers(peers, period, language)
    return sentence(title, " ".join(filter(None, [detail, _weighted(weighted, language)])))


def _beside_peers(peers: pl.DataFrame, period: str, language: Language) -> tuple[str, str]:
    if peers.is_empty():
        return texts.NO_PEERS.text(language), texts.NO_PEERS_DETAIL.text(language, period=period)
    first = peers.row(0, named=True)
    is_below = first["is_clear"] and first["difference"] < 0
    words = texts.SUREST if is_below else texts.NONE_BELOW_DETAIL
    words = texts.ONE_COMPARISON if peers.height == 1 else words
    interval = show_change_interval(first["difference_low"], first["difference_high"], "share", language)
    count = show_count(peers.height)
    detail = words.text(language, interval=interval, period=period, count=count)
    if is_below and first["set_aside"]:
        detail = f"{detail} {texts.SET_ASIDE.text(language, count=first['set_aside'])}"
    return _below(first, language) if is_below else texts.NONE_BELOW.text(language), detail


def _below(row: dict[str, Any], language: Language) -> str:
    half = (row["high"] - row["low"]) / 2
    return texts.BELOW_PEERS.text(
        language,
        place=f"{row['department']} · {terms.tier_name(row['contact_tier'], language)}",
        own=show_value(row["value"], half, "share", language),
        peers=show_value(row["peers_value"], half, "share", language),
    )


def _weighted(row: dict[str, Any], language: Language) -> str:
    if row["value"] is None:
        return ""
    half = (row["high"] - row["low"]) / 2
    half_of_difference = (row["difference_high"] - row["difference_low"]) / 2
    plain = row["plain_value"]
    return (
        _comparison(row)
        .text(language)
        .format(
            weighted=show_value(row["value"], half, "share", language),
            interval=show_interval(row["low"], row["high"], "share", language),
            plain=show_value(plain, half, "share", language),
            difference=show_change(row["difference"], half_of_difference, plain, "share", language),
        )
    )


def _comparison(row: dict[str, Any]) -> Words:
    if row["difference_high"] < 0:
        return texts.WEIGHTED_LOWER
    return texts.WEIGHTED_HIGHER if row["difference_low"] > 0 else texts.WEIGHTED_ALIKE
