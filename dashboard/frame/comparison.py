"""The choice of what changes are measured against: the period before, a year ago, or picked days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import dash_mantine_components as dmc
from dash import html

from analytics.against import Against, read_against
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span
from dashboard.frame import words as texts
from dashboard.wording.compared import days_text
from warehouse.words import Words

BUTTON = "compared-with"
KIND, DAYS = "compared-kind", "compared-days"

_PICKED = "picked"
_KINDS: dict[str, Words] = {
    "before": texts.COMPARED_BEFORE,
    "year": texts.COMPARED_YEAR,
    _PICKED: texts.COMPARED_PICKED,
}


def comparison_choice(selection: Selection, span: Span | None) -> html.Div:
    """The kinds to choose from, and a calendar to pick days in."""
    language, against = selection.language, selection.against
    label = texts.COMPARED_WITH.text(language)
    kinds = [dmc.Radio(label=name.text(language), value=value, size="sm") for value, name in _KINDS.items()]
    picked = () if isinstance(against, str) else against
    opened_at = picked or (selection.view(span).before().days if span else ())
    return html.Div(
        [
            dmc.RadioGroup(kinds, id=KIND, value=_kind(against), label=label, className="kinds"),
            dmc.DatePicker(
                id=DAYS,
                type="range",
                value=[day.isoformat() for day in picked],
                allowSingleDateInRange=True,
                defaultDate=opened_at[0].isoformat() if opened_at else None,
                monthLabelFormat=texts.MONTH_FORMAT.text(language),
                **labelled(texts.COMPARED_PICKED.text(language)),
            ),
        ]
    )


def comparison_text(selection: Selection) -> str:
    """What is chosen, for the button."""
    return _KINDS[_kind(selection.against)].text(selection.language)


def comparison_summary(selection: Selection, span: Span) -> str:
    """What is chosen with its days, for print and narrow screens."""
    return days_text(selection.view(span), selection.language)


def chosen_comparison(
    kind: str | None, days: Sequence[str | None] | None, is_days: bool, selection: Selection
) -> Selection:
    """The selection with what was chosen last: days if `is_days`, else a kind.

    Half a pick changes nothing, nor does the wish to pick while no days are.
    """
    picked = [date.fromisoformat(day) for day in days or () if day]
    if (is_days or kind == _PICKED) and len(picked) == 2:
        return replace(selection, against=(min(picked), max(picked)))
    if not is_days and kind in ("before", "year"):
        return replace(selection, against=read_against(kind))
    return selection


def _kind(against: Against) -> str:
    return against if isinstance(against, str) else _PICKED
