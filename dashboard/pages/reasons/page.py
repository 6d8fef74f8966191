"""Reasons: what contacts are about, which come again, which need no person, and which need not have been."""

from dash import html

from analytics.reasons.avoidable import Avoidable, avoidable
from analytics.reasons.best_channel import best_channel
from analytics.reasons.over_represented import over_represented
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.reasons import avoidable_chart, containment_chart
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.channels_table import behind_channels, channels_table
from dashboard.pages.reasons.finding import reasons_finding
from dashboard.pages.reasons.groups_table import behind_groups, groups_table
from dashboard.pages.reasons.kinds_table import behind_kinds, has_kinds, kinds_table, read_kinds
from dashboard.pages.reasons.reasons_table import behind_reasons, read_reasons, reasons_table
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import sentence
from dashboard.wording.figure import Figure
from warehouse.words import Words

CARDS = (
    "contacts",
    "resolution",
    "repeat_same_reason",
    "without_person",
    "containment",
    "avoidable",
)


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not reading.measure("contacts", (), selection.view(span))["n"].item()


def _by_reason(reading: Reading, view: View) -> Avoidable:
    return reading.ask(avoidable, ("reason",), view)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    if _is_empty(reading, selection, span):
        return sentence(texts.NO_CONTACTS.text(selection.language))
    found = _by_reason(reading, selection.view(span))
    return reasons_finding(found, reading.settings, span, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _avoidable(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _by_reason(reading, selection.view(span)), selection.language
    return Drawn(
        avoidable_chart.avoidable_title(found, language),
        avoidable_chart.avoidable_chart(found, selection),
        avoidable_chart.behind_avoidable(found, language),
        avoidable_chart.avoidable_caption(found, language),
    )


def _contained(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view = selection.view(span)
    whole = Figure.of(reading.measure("containment", (), view).row(0, named=True))
    by_channel = reading.measure("containment", ("channel",), view)
    return Drawn(
        containment_chart.containment_title(whole, selection.language),
        containment_chart.containment_chart(by_channel, whole, selection),
        containment_chart.behind_containment(by_channel, selection.language),
    )


def _reasons(reading: Reading, selection: Selection, span: Span) -> Laid:
    found = read_reasons(reading, selection.view(span))
    title = texts.TABLE.text(selection.language)
    return Laid(title, reasons_table(found, selection), behind_reasons(found, selection))


def _kinds(reading: Reading, selection: Selection, span: Span) -> Laid:
    title = texts.KINDS_TITLE.text(selection.language)
    if not has_kinds(reading.settings):
        return Laid(title, html.Div(html.P(texts.NO_KINDS.text(selection.language), className="muted")))
    found = read_kinds(reading, selection.view(span))
    return Laid(title, kinds_table(found, selection), behind_kinds(found, selection))


def _channels(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(best_channel, selection.view(span)), selection.language
    table = channels_table(found, reading.settings, selection)
    return Laid(texts.CHANNELS_TITLE.text(language), table, behind_channels(found, language))


def _groups(reading: Reading, selection: Selection, span: Span) -> Laid:
    found = reading.ask(over_represented, "segment", "reason", selection.view(span))
    title = texts.GROUPS_TITLE.text(selection.language)
    return Laid(title, groups_table(found, selection), behind_groups(found, selection.language))


PAGE = Page(
    key="reasons",
    path="/reasons",
    name=Words("문의 이유", "Reasons"),
    group="experience",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS),
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("reasons-avoidable", _avoidable, avoidable_chart.HEIGHT),
                Chart("reasons-contained", _contained, containment_chart.HEIGHT, texts.CONTAINED_CAPTION),
            ]
        ),
        Table("reasons-table", _reasons),
        Table("reasons-kinds", _kinds),
        Table("reasons-channels", _channels),
        Table("reasons-groups", _groups),
    ],
)
