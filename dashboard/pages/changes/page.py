"""Changes: what was changed in the service, and what followed it beside departments that did not change."""

from dash import html

from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.changes import course_chart, facts, placebo_chart
from dashboard.pages.changes import words as texts
from dashboard.pages.changes.form import FORM_PANEL, SEVERAL
from dashboard.pages.changes.list_table import behind_list, list_table
from dashboard.pages.changes.shown import NEW, chosen, effects_of
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import Picker
from dashboard.wording.dates import business_day
from state.changes import Change
from warehouse.words import Words

_MOST_CHARACTERS = 40


def _is_empty(reading: Reading, selection: Selection, _span: Span) -> bool:
    return chosen(reading, selection) is None


def _finding(reading: Reading, selection: Selection, _span: Span) -> html.Div:
    return facts.changes_finding(effects_of(reading), chosen(reading, selection), selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    one = chosen(reading, selection)
    return [] if one is None else facts.changes_cards(one, span, selection)


def _course(reading: Reading, selection: Selection, span: Span) -> Drawn:
    one, language = chosen(reading, selection), selection.language
    assert one is not None
    days = (one.course["at"][0], one.course["until"][-1]) if one.course.height else span
    return Drawn(
        course_chart.course_title(one, language),
        course_chart.course_chart(one, selection),
        course_chart.behind_course(one, language).over(days),
        course_chart.course_caption(one, language),
    )


def _placebos(reading: Reading, selection: Selection, _span: Span) -> Drawn:
    one, language = chosen(reading, selection), selection.language
    assert one is not None
    return Drawn(
        texts.PLACEBOS.text(language),
        placebo_chart.placebo_chart(one, selection),
        placebo_chart.behind_placebos(one, language),
        placebo_chart.placebo_caption(one, language),
    )


def _list(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = effects_of(reading), selection.language
    today = business_day(reading.settings)
    table = list_table(found, span, today, selection)
    return Laid(texts.LIST.text(language), table, behind_list(found, language))


def _options(selection: Selection, store: Store) -> dict[str, str]:
    nothing: tuple[Change, ...] = ()
    found = store.find(lambda reading: reading.changes(), nothing)
    named = {
        str(change.change_id): texts.OPTION.text(
            selection.language, number=change.change_id, plan=change.plan[:_MOST_CHARACTERS]
        )
        for change in found
    }
    return named | {NEW: texts.NEW.text(selection.language)}


def _picked(selection: Selection, store: Store) -> str | None:
    if selection.listed == NEW:
        return NEW
    one = store.find(lambda reading: chosen(reading, selection), None)
    return NEW if one is None else str(one.change.change_id)


PICKER = Picker("changes-pick", "listed", texts.PICK, _options, _picked)

PAGE = Page(
    key="changes",
    path="/changes",
    name=Words("변화와 개선", "Changes"),
    group="strategy",
    records=("contacts", "answers"),
    above=[PICKER],
    finding=_finding,
    cards=_cards,
    card_count=5,
    parts=[
        Row(
            [
                Chart("changes-course", _course, course_chart.HEIGHT),
                Chart("changes-placebos", _placebos, placebo_chart.HEIGHT),
            ],
            "changes-effect",
            _is_empty,
        ),
        Table("changes-list", _list),
        FORM_PANEL,
    ],
    filters=(),
    several=SEVERAL,
)
