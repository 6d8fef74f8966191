"""The sentence on top and the key figures."""

from typing import Any

import polars as pl
from dash import html

from analytics.intervals import proportion
from analytics.relationship.lists import STAGE_NAMES, name_of
from analytics.relationship.queries import ACQUIRED, LEFT, NEW, STAGES, Sign
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.pages.relationship import words as texts
from dashboard.parts.card import card
from dashboard.parts.moves import counted
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_share
from warehouse.settings import Settings
from warehouse.words import Language


def finding(
    sizes: pl.DataFrame, moves: pl.DataFrame, sign: Sign, days: Span, settings: Settings, language: Language
) -> html.Div:
    """What became of those who were new before the days began."""
    if not sizes["n"].sum():
        return notice(texts.NOBODY.text(language), texts.NEEDED.text(language))
    period, defined = show_period(*days, language), _defined(sizes, sign, settings, language)
    rows = {row["to"]: row for row in moves.filter(start=ACQUIRED).to_dicts()}
    if not rows or rows[LEFT]["value"] is None:
        least = show_count(settings.definitions.small_n)
        return sentence(texts.NO_FINDING.text(language, period=period, least=least), defined)
    stayed = rows[ACQUIRED]
    developed = {"value": 1 - stayed["value"] - rows[LEFT]["value"], **_wilson(moves)}
    title = texts.FINDING.text(
        language,
        period=period,
        **_figure("developed", developed, language),
        **_figure("left", rows[LEFT], language),
    )
    return sentence(title, defined)


def cards(
    sizes: pl.DataFrame, moves: pl.DataFrame, sign: Sign, days: Span, selection: Selection
) -> list[html.Article]:
    """How many are in each stage, how many joined, and how many left."""
    language = selection.language
    found = [_size(row, sign, days, selection) for row in sizes.to_dicts() if row["n"]]
    if not found:
        return []
    new, left = moves.filter(start=NEW), moves.filter(pl.col("to") == LEFT, pl.col("start") != NEW)
    joined = int(new["n"][0]) if new.height else 0
    gone = int(new.filter(to=LEFT)["customers"].sum())
    period = texts.IN_DAYS.text(language)
    share = texts.STAYED_OF_NEW.text(language, share=show_share(gone / joined)) if joined else ""
    there, leavers = int(left["n"].sum()), int(left["customers"].sum())
    of_start = texts.OF_START.text(language, share=show_share(leavers / there)) if there else ""
    return [
        *found,
        _card(texts.JOINED.text(language), show_count(joined), share, period),
        _card(texts.LEFT.text(language), show_count(leavers), of_start, period),
    ]


def _size(row: dict[str, Any], sign: Sign, days: Span, selection: Selection) -> html.Article:
    language = selection.language
    interval = show_interval(row["low"], row["high"], "share", language)
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    of_all = texts.OF_KNOWN.text(language, n=show_count(row["n"]))
    href = to_contacts(name_of(sign, row["stage"], *days), selection)
    return _card(
        texts.SIZE.text(language, stage=STAGE_NAMES[row["stage"]].text(language)),
        counted(row["customers"], href),
        f"{value} ({interval}) · {of_all}",
        texts.AT_END_OF.text(language, day=show_period(days[1], days[1], language)),
    )


def _card(name: str, value: Any, note: str, footer: str) -> html.Article:
    head = html.P(name, className="card-name small")
    notes = [html.P(note, className="small muted")] if note else []
    return card(head, value, [*notes, html.Div(className="course")], [html.Span(footer)])


def _wilson(moves: pl.DataFrame) -> dict[str, float]:
    """The interval of the share that went on, which is one of the same customers."""
    went_on = moves.filter(pl.col("start") == ACQUIRED, pl.col("to").is_in(STAGES[1:]))
    sums = went_on.select(successes=pl.col("customers").sum(), trials=pl.col("n").first())
    low, high = sums.select(*_ends()).row(0)
    return {"low": low, "high": high}


def _ends() -> tuple[pl.Expr, pl.Expr]:
    share = proportion(pl.col("successes"), pl.col("trials"))
    return share.low.alias("low"), share.high.alias("high")


def _figure(name: str, row: dict[str, Any], language: Language) -> dict[str, str]:
    return {
        name: show_estimate(row["value"], row["low"], row["high"], "share", language),
        f"{name}_interval": show_interval(row["low"], row["high"], "share", language),
    }


def _defined(sizes: pl.DataFrame, sign: Sign, settings: Settings, language: Language) -> str:
    rule = settings.relationship
    contacts = texts.BY_CONTACTS.text(language, contacts=show_count(rule.developing_contacts))
    return texts.DEFINED.text(
        language,
        sign=texts.BY_PURCHASES.text(language) if sign == "purchases" else contacts,
        acquired=show_count(rule.acquired_days),
        retained=show_count(rule.retained_days),
        unknown=show_count(max(sizes["unknown"].to_list(), default=0)),
    )
