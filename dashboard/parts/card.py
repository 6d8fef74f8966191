"""The key figure card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address.browser import attributes
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.charts.series import read_sparkline
from dashboard.charts.sparkline import sparkline
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Reading
from dashboard.parts.definition import defined_name
from dashboard.wording import figure_words as texts
from dashboard.wording.compared import around_change, days_text, why_no_change
from dashboard.wording.figure import (
    Figure,
    change_text,
    interval_text,
    is_better,
    is_missed,
    note_text,
    show_target,
    target_of,
    value_text,
)
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language


@dataclass(frozen=True)
class Against:
    """What a change is measured against, in words: before and behind the change, and the days."""

    before: str
    behind: str
    days: str


def measure_card(
    reading: Reading, name: str, selection: Selection, span: Span, view: View | None = None
) -> html.Article:
    """The card of a measure over the days looked at, against those that they are compared with."""
    measure, view = find_measure(name), view or selection.view(span)
    figure = Figure.of(reading.compare(name, view).row(0, named=True))
    course = read_sparkline(reading, measure, view, span) if figure.value is not None else []
    against = _against(measure, figure, view, span, selection.language)
    target = target_of(measure, reading.settings, view.picked)
    return figure_card(measure, figure, course, target, reading.settings, selection, against=against)


def figure_card(
    measure: Measure,
    figure: Figure,
    course: Sequence[float | None],
    target: float | None,
    settings: Settings,
    selection: Selection,
    *beneath: Any,
    against: Against | None = None,
) -> html.Article:
    """Name, value, interval, change, course with target, n, and the way to the contacts behind it.

    Without a value it says which record is missing, or that there are too few. beneath: of the value.
    against: what the change is measured against; the month before without it.
    """
    language = selection.language
    body: list[Any] = [html.P(note_text(figure, measure, settings, language), className="small muted note")]
    if figure.value is not None:
        body = [
            _interval(measure, figure, language),
            _change(measure, figure, against, language),
            _course(measure, figure, course, target, selection),
        ]
    name = defined_name(measure, language, against.days if against else "")
    value = value_text(figure, measure, language)
    data = attributes({"data-measure": measure.name})
    return card(name, value, [*beneath, *body], _footer(measure, figure, selection), **data)


def card(name: Any, value: str, body: Sequence[Any], footer: Sequence[Any], **data: Any) -> html.Article:
    """A figure in large under its name, with what belongs to it."""
    parts = [name, html.P(value, className="large"), *body, html.Footer(footer, className="small muted")]
    return html.Article(parts, className="card", **data)


def card_skeletons(count: int) -> list[html.Div]:
    """Empty cards of the final size."""
    return [html.Div(className="card skeleton", **attributes({"aria-hidden": "true"})) for _ in range(count)]


def _against(measure: Measure, figure: Figure, view: View, span: Span, language: Language) -> Against:
    """Why there is no change, in its place, where there is none."""
    days = days_text(view, language)
    if figure.change is None:
        return Against(why_no_change(measure, view, span, language), "", days)
    return Against(*around_change(view.against, language), days)


def _change(measure: Measure, figure: Figure, against: Against | None, language: Language) -> html.P:
    """The change and what it is measured against; its days are read on hovering."""
    change = change_text(figure, measure, language)
    tone = f"small {_tone(figure, measure)}"
    if against is None:
        return html.P(change or texts.NOTHING_BEFORE.text(language), className=tone)
    parts: list[Any] = [
        html.Span(against.before, className="muted"),
        change,
        html.Span(against.behind, className="muted"),
    ]
    return html.P(parts, className=tone, title=against.days)


def _tone(figure: Figure, measure: Measure) -> str:
    """Colour only for a change that is real and has a direction."""
    better = is_better(measure, figure.change or 0.0) if figure.is_real else None
    return {True: "better", False: "worse", None: "muted"}[better]


def _interval(measure: Measure, figure: Figure, language: Language) -> html.P:
    interval = interval_text(figure, measure, language)
    title = texts.INTERVAL.text(language, interval=interval)
    return html.P(interval, className="small muted", title=title)


def _course(
    measure: Measure,
    figure: Figure,
    course: Sequence[float | None],
    target: float | None,
    selection: Selection,
) -> html.Div:
    language = selection.language
    marks: list[Any] = [sparkline(course, target, PALETTES[selection.theme], texts.COURSE.text(language))]
    if target is not None:
        missed = is_missed(figure, target, measure)
        words = (texts.TARGET_MISSED if missed else texts.TARGET).text(language)
        said = words.format(target=show_target(target, measure, language))
        marks.append(html.Span(said, className=f"small {'worse' if missed else 'muted'}"))
    return html.Div(marks, className="course")


def _footer(measure: Measure, figure: Figure, selection: Selection) -> list[Any]:
    language = selection.language
    name = measure.label.text(language)
    link = dcc.Link(
        texts.SEE_CONTACTS.text(language),
        href=to_contacts(measure.name, selection),
        title=texts.SEE_CONTACTS_OF.text(language, measure=name),
    )
    n = texts.OUT_OF.text(language, n=show_count(figure.n))
    return [html.Span(n), link]
