"""Customers' words: what they write, the words that go with low scores, and who writes at all."""

import polars as pl
from dash import html

from analytics.view import View
from analytics.voice.comments import BANDS, comment_words, comments
from analytics.voice.low_scores import WordsOfScores, compared_words
from analytics.voice.search import narrowed
from analytics.voice.shares import comment_shares
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.voice import comment_list, response_chart, response_table, words_chart
from dashboard.pages.voice import words as texts
from dashboard.pages.voice.cards import comments_card, share_card
from dashboard.pages.voice.examples_table import examples_table
from dashboard.pages.voice.finding import words_finding
from dashboard.pages.voice.search_box import LIST_PICKER, SEARCH_BOX, WORD_CLICK, chosen_list
from dashboard.parts.card import measure_card
from dashboard.parts.change_finding import nothing_here
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import notice
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count
from warehouse.words import Words

_PATH = "/voice"
_MEASURES = ("response_rate", "csat", "nps")


def _words_of(reading: Reading, view: View) -> pl.DataFrame:
    """The words of the view's comments, taken apart once for all parts."""
    alone = view.alone()

    def make(anew: Reading) -> pl.DataFrame:
        return anew.check(comment_words, anew.ask(comments, alone))

    return reading.made((__name__, "words", alone), make)


def _compared(reading: Reading, view: View) -> WordsOfScores:
    """Made once for all parts that tell of it; what a view is compared with does not matter to it."""
    alone, least = view.alone(), reading.settings.definitions.small_n

    def make(anew: Reading) -> WordsOfScores:
        return compared_words(anew.ask(comments, alone), _words_of(anew, alone), least)

    return reading.made((__name__, "compared", alone), make)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    view, language = selection.view(span), selection.language
    if reading.ask(comments, view).is_empty():
        has_contacts = reading.measure("contacts", (), view)["n"].item()
        return _nothing_written(selection, span) if has_contacts else nothing_here(span, selection)
    least, period = reading.settings.definitions.small_n, show_period(*view.days, language)
    return words_finding(_compared(reading, view), period, least, language)


def _nothing_written(selection: Selection, span: Span) -> html.Div:
    """There are contacts, but nobody wrote anything."""
    period = show_period(*selection.days(span), selection.language)
    needs = texts.NEEDS_COMMENTS.text(selection.language, period=period)
    return notice(texts.NO_COMMENTS.text(selection.language), needs)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    view, language = selection.view(span), selection.language
    written = reading.ask(comments, view)
    low, high = (written.filter(band=band).height for band in ("low", "high"))
    share = reading.ask(comment_shares, (), view).row(0, named=True)
    return [
        comments_card(written.height, low, high, language),
        share_card(share, reading.settings.definitions.small_n, language),
        *(measure_card(reading, name, selection, span) for name in _MEASURES),
    ]


def _chart(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _compared(reading, selection.view(span)), selection.language
    chart = words_chart.words_chart(found, selection)
    caption = texts.WORDS_CAPTION.text(language, most=words_chart.MOST_WORDS) if chart.data else ""
    behind = words_chart.behind_words(found, language)
    return Drawn(texts.WORDS_TITLE.text(language), chart, behind, caption)


def _examples(reading: Reading, selection: Selection, span: Span) -> Laid:
    table = examples_table(_compared(reading, selection.view(span)), _PATH, selection)
    return Laid(texts.EXAMPLES_TITLE.text(selection.language), table)


def _comments(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _found(reading, selection, span), selection.language
    title = texts.READ_SEARCHED if selection.search else texts.READ_TITLE
    said = title.text(language, count=show_count(found.height), search=selection.search)
    listed = comment_list.comment_list(found, span, selection)
    return Laid(said, listed, comment_list.behind_comments(found, language))


def _found(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    view, chosen = selection.view(span), chosen_list(selection)
    return narrowed(
        reading.ask(comments, view),
        lambda: _words_of(reading, view),
        selection.search or "",
        chosen if chosen in BANDS else None,
        chosen == "lowest",
    )


def _answering(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language = selection.language
    rows = response_table.response_rows(reading, selection.view(span), language)
    chart = response_chart.response_chart(rows, selection)
    behind = response_table.behind_responses(rows, language)
    marks = texts.RESPONSE_MARKS.text(language)
    return Drawn(texts.RESPONSE_TITLE.text(language), chart, behind, marks)


def _responses(reading: Reading, selection: Selection, span: Span) -> Laid:
    language = selection.language
    rows = response_table.response_rows(reading, selection.view(span), language)
    table = response_table.response_table(rows, selection)
    return Laid(texts.RESPONSE_FIGURES.text(language), table, response_table.behind_responses(rows, language))


PAGE = Page(
    key="voice",
    path=_PATH,
    name=Words("고객의 말", "Customers' words"),
    group="experience",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=2 + len(_MEASURES),
    parts=[
        Chart("voice-words", _chart, words_chart.HEIGHT, beneath=[WORD_CLICK]),
        Table("voice-comments", _comments, head=[SEARCH_BOX, LIST_PICKER]),
        Table("voice-examples", _examples),
        Chart("voice-answering", _answering, response_chart.HEIGHT),
        Table("voice-responses", _responses),
    ],
)
