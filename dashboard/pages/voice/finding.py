"""Which word goes most clearly with low scores, and how surely."""

from math import exp, floor, log10
from typing import Any

from dash import html

from analytics.voice.low_scores import WordsOfScores
from dashboard.pages.voice import words as texts
from dashboard.parts.sentence import sentence
from dashboard.wording.numbers import show_count, show_estimate
from warehouse.words import Language


def words_finding(found: WordsOfScores, period: str, least: int, language: Language) -> html.Div:
    """The sentence on top where there are comments. least: of either score."""
    sizes: dict[str, str] = {
        "low": show_count(found.low),
        "high": show_count(found.high),
        "tested": show_count(found.words.height),
        "period": period,
    }
    if found.note is not None:
        few = texts.TOO_FEW_DETAIL.text(language, least=show_count(least), **sizes)
        return sentence(texts.TOO_FEW.text(language), few)
    if found.with_low.is_empty():
        return sentence(texts.NO_WORD.text(language), texts.NO_WORD_DETAIL.text(language, **sizes))
    word = found.with_low.row(0, named=True)
    title = texts.GOES_WITH_LOW.text(language, word=word["shown"], **shares(word, language))
    details = texts.HOW_SURE.text(
        language,
        low=show_count(word["low"]),
        low_all=sizes["low"],
        high=show_count(word["high"]),
        high_all=sizes["high"],
        ratio=show_ratio(exp(-word["value"])),
        interval=f"{show_ratio(exp(-word['high_end']))} – {show_ratio(exp(-word['low_end']))}",
        period=period,
        tested=sizes["tested"],
    )
    return sentence(f"{title}.", details)


def shares(word: dict[str, Any], language: Language) -> dict[str, str]:
    """The shares of comments with a low and a high score that say the word."""
    return {f"{side}_share": _share(word, f"{side}_share", language) for side in ("low", "high")}


def _share(word: dict[str, Any], name: str, language: Language) -> str:
    """None at all is 0 %, however exactly that is known."""
    low, high = word[f"{name}_low"], word[f"{name}_high"] if word[name] else 1.0
    return show_estimate(word[name], low, high, "share", language)


def show_ratio(ratio: float) -> str:
    """Two digits that count: 2.4 · 24 · 2,400. Ratios are not known more exactly."""
    digits = 1 - floor(log10(ratio))
    return f"{round(ratio, digits):,.{max(0, digits)}f}"
