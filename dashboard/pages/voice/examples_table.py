"""A comment for each word of the chart, and the way to all that say it."""

from dataclasses import replace

from dash import dcc, html

from analytics.voice.low_scores import WordsOfScores
from dashboard.address.selection import Selection, write_search
from dashboard.pages.voice import words as texts
from dashboard.pages.voice.finding import shares
from dashboard.pages.voice.words_chart import drawn_words
from dashboard.parts.table import plain_table


def examples_table(found: WordsOfScores, path: str, selection: Selection) -> html.Div:
    """A row per word that is drawn. path: of the page, on which a word is searched for."""
    language = selection.language
    rows = [
        [
            dcc.Link(
                row["shown"],
                href=path + write_search(replace(selection, search=row["shown"])),
                title=texts.SEARCH_FOR.text(language, word=row["shown"]),
            ),
            html.Span(shortened(row["example"], _MOST_CHARACTERS), className="written"),
            *shares(row, language).values(),
        ]
        for row in drawn_words(found).iter_rows(named=True)
    ]
    if not rows:
        why = texts.NO_SURE_WORD if found.note is None else texts.TOO_FEW
        return html.Div(html.P(why.text(language), className="muted"))
    return plain_table(texts.EXAMPLE_COLUMNS, rows, language, numbers_from=2)


def shortened(text: str, most: int) -> str:
    """The beginning of a text that is longer."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


_MOST_CHARACTERS = 160
