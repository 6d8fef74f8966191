"""Two figures of leaving without a complaint, each with its definition, and how they go together."""

from dash import html

from analytics.catalogue import find_measure
from analytics.recovery.reactions import Reactions
from dashboard.pages.recovery import words as texts
from dashboard.parts.definition import defined_name
from dashboard.wording.figure import Figure, value_text
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language

AFTER_FAILURE, AT_ALL = "left_without_word", "left_without_complaint"


def leaving_quietly(found: Reactions, at_all: Figure, settings: Settings, language: Language) -> html.Div:
    """at_all: the measure left_without_complaint in the view of the reactions."""
    names = html.Div(
        [defined_name(find_measure(name), language) for name in (AFTER_FAILURE, AT_ALL)], className="names"
    )
    sentences = [_after_failure(found, settings, language), _at_all(at_all, language)]
    return html.Div([names, *(html.P(sentence) for sentence in sentences if sentence)])


def _after_failure(found: Reactions, settings: Settings, language: Language) -> str:
    whole = found.left_without_word.row(0, named=True)
    if whole["n"] < settings.definitions.small_n:
        return texts.NOBODY_LEFT.text(language)
    left = dict(found.shares.select("reaction", "left_failures").iter_rows())
    half = (whole["high"] - whole["low"]) / 2
    parts = left | {"quiet": left["came_again"] + left["silent"]}
    shown = {name: show_value(count / whole["n"], half, "share", language) for name, count in parts.items()}
    interval = show_interval(whole["low"], whole["high"], "share", language)
    return texts.LEFT_AFTER_FAILURE.text(language).format(
        n=show_count(whole["n"]), interval=interval, **shown
    )


def _at_all(figure: Figure, language: Language) -> str:
    if figure.value is None:
        return ""
    measure = find_measure(AT_ALL)
    return texts.LEFT_AT_ALL.text(language).format(
        measure=measure.label.text(language),
        share=value_text(figure, measure, language),
        n=show_count(figure.n),
    )
