"""How many comments there are, and how many of those who answer write one."""

from typing import Any

from dash import html

from analytics.measures.methods import WILSON
from dashboard.pages.voice import words as texts
from dashboard.parts.card import card
from dashboard.parts.definition import defined
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language


def comments_card(comments: int, low: int, high: int, language: Language) -> html.Article:
    """The number of comments; beneath, of those with low and with high scores."""
    definition = (
        (figures.MEANING, texts.COMMENTS_MEAN.text(language)),
        (figures.FORMULA, texts.COMMENTS_FORMULA.text(language)),
    )
    name = defined(texts.COMMENTS.text(language), definition, language)
    by_score = texts.BY_SCORE.text(language, low=show_count(low), high=show_count(high))
    return card(name, show_count(comments), [html.P(by_score, className="small muted")], [])


def share_card(share: dict[str, Any], least: int, language: Language) -> html.Article:
    """The share of questionnaires with a comment, a row of `comment_shares`."""
    definition = (
        (figures.MEANING, texts.SHARE_MEANS.text(language)),
        (figures.FORMULA, texts.SHARE_FORMULA.text(language)),
        (figures.HOW_SURE, WILSON.text(language)),
    )
    name = defined(texts.SHARE.text(language), definition, language)
    n = show_count(share["questionnaires"])
    footer = [html.Span(figures.OUT_OF.text(language, n=n))]
    if share["value"] is None:
        why = figures.TOO_FEW.text(language, n=n, least=show_count(least))
        return card(name, "–", [html.P(why, className="small muted note")], footer)
    value, low, high = share["value"], share["low"], share["high"]
    interval = show_interval(low, high, "share", language)
    title = figures.INTERVAL.text(language, interval=interval)
    body = [html.P(interval, className="small muted", title=title)]
    return card(name, show_estimate(value, low, high, "share", language), body, footer)
