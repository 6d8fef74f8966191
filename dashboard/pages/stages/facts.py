"""The sentence on top and the key figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from dash import html

from analytics.stages.in_stages import CLEAR, LAST_STAGE, bottleneck
from analytics.stages.lists import ON_THE_WAY
from dashboard.address.selection import Selection, Span
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import (
    Row,
    link,
    show_days,
    show_ends,
    show_figure,
    show_part,
    stage_name,
    step_words,
)
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language


def stages_finding(stages: pl.DataFrame, days: Span, settings: Settings, selection: Selection) -> html.Div:
    """Where most time goes, how much of the whole that is, and who owns it."""
    language = selection.language
    defined = _defined(days, settings, language)
    longest = bottleneck(stages)
    if stages.is_empty():
        return notice(texts.NOBODY.text(language), texts.NEEDED.text(language))
    if longest is None:
        least = show_count(settings.definitions.small_n)
        return sentence(texts.TOO_FEW.text(language, least=least), defined)
    words = texts.LONGEST if longest["bottleneck"] == CLEAR else texts.LONGEST_UNSURE
    title = words.text(
        language,
        mean=show_figure(longest, "mean_days", language),
        interval=show_ends(longest, "mean_days", language),
        **step_words(longest, language),
    )
    share = texts.OF_THE_WAY.text(language, share=show_part(longest["share"]))
    return sentence(title, " ".join([share, _owner(longest, language)]), defined)


def stages_cards(stages: pl.DataFrame, since: date, until: date, there: Selection) -> list[html.Article]:
    """The whole way, the longest part of it, who is on it, who waits long, and who left it.

    since: the first day looked at, until: the last that is over. there: the selection of links.
    """
    language, longest = there.language, bottleneck(stages)
    if longest is None:
        return []
    on_way = stages.filter(pl.col("note").ne_missing(LAST_STAGE))
    as_of = texts.AT_END_OF.text(language, day=show_period(until, until, language))
    entered = texts.OF_CUSTOMERS.text(language, n=show_count(longest["customers"]))
    long = longest["p90_days"]
    waiting = "" if long is None else texts.BEYOND_NOTE.text(language, days=show_days(long, 1, language))
    beyond = link(longest["beyond_p90"], "beyond", longest["stage"], since, there, long or 0.0)
    now, left = (int(on_way[name].sum()) for name in ("now", "left"))
    following = stage_name(longest["next"], language)
    share = texts.SHARE_OF_WAY.text(language, share=show_part(longest["share"]))
    return [
        _whole(on_way, language),
        _card(
            texts.BOTTLENECK.text(language, next=following),
            show_figure(longest, "mean_days", language),
            [show_ends(longest, "mean_days", language), share],
            entered,
        ),
        _card(
            texts.NOW.text(language),
            link(now, "now", ON_THE_WAY, since, there),
            [texts.NOW_NOTE.text(language)],
            as_of,
        ),
        _card(texts.BEYOND.text(language, next=following), beyond, [waiting], as_of),
        _card(
            texts.LEFT.text(language),
            link(left, "left", ON_THE_WAY, since, there),
            [texts.NOW_NOTE.text(language)],
            show_period(since, until, language),
        ),
    ]


def _whole(on_way: pl.DataFrame, language: Language) -> html.Article:
    """Means of stages one after the other add up, and so do their variances."""
    known = on_way.drop_nulls("mean_days")
    mean = float(known["mean_days"].sum())
    widths = (known["mean_days_high"] - known["mean_days_low"]).to_numpy()
    half = float((widths**2).sum() ** 0.5) / 2
    row: Row = {"mean_days": mean, "mean_days_low": mean - half, "mean_days_high": mean + half}
    ends = show_ends(row, "mean_days", language)
    value = show_figure(row, "mean_days", language)
    return _card(texts.WHOLE.text(language), value, [ends], texts.WHOLE_NOTE.text(language))


def _owner(row: Row, language: Language) -> str:
    if row["owner"] is None:
        return ""
    following = stage_name(row["next"], language)
    share = show_part(row["owner_share"])
    return texts.OWNED_BY.text(language, next=following, owner=row["owner"], share=share)


def _defined(days: Span, settings: Settings, language: Language) -> str:
    reasons = settings.process.reasons
    named = texts.REASONS.text(language, reasons=", ".join(reasons))
    belongs = named if reasons else texts.EVERY_REASON.text(language)
    return texts.DEFINED.text(language, period=show_period(*days, language), reasons=belongs)


def _card(name: str, value: Any, notes: Sequence[str], footer: str) -> html.Article:
    head = html.P(name, className="card-name small")
    small = [html.P(note, className="small muted") for note in notes if note]
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer)])
