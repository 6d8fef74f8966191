"""What all parts of the page share: what is looked at, how days and stages are written, and links."""

from dataclasses import replace
from datetime import date
from typing import Any

from dash import dcc

from analytics.finished import last_finished
from analytics.stages.lists import What, name_of
from analytics.stages.queries import splits
from analytics.view import Picked, View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.pages.stages import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_share, supported_decimals
from warehouse.settings import Settings
from warehouse.words import Language

Row = dict[str, Any]


def view_of(selection: Selection, span: Span, settings: Settings) -> View:
    """The days looked at, and what is picked of customers: where contacts are does not part journeys."""
    view, known = selection.view(span).alone(), splits(settings)
    return replace(view, picked={name: some for name, some in view.picked.items() if name in known})


def last_day(view: View, span: Span) -> date:
    """The last of the days looked at that is over."""
    return min(view.days[1], last_finished(span))


def stage_name(stage: str, language: Language) -> str:
    """A stage in the reader's words."""
    return terms.value_name("stage", stage, language)


def step_words(row: Row, language: Language) -> dict[str, str]:
    """The stage that customers are in, and the one that they wait for."""
    return {"stage": stage_name(row["stage"], language), "next": stage_name(row["next"], language)}


def show_days(days: float, half_width: float, language: Language) -> str:
    """A number of days with as many digits as its interval supports."""
    return texts.DAYS.text(language, days=f"{days:,.{min(supported_decimals(half_width), 1)}f}")


def show_figure(row: Row, name: str, language: Language) -> str:
    """A number of days of the row, by the interval beside it; a dash where there is none."""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return "–"
    return show_days(value, (high - low) / 2 if low is not None and high is not None else 0.5, language)


def show_ends(row: Row, name: str, language: Language) -> str:
    """The interval of a number of days; empty where it has no two ends."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if low is None or high is None:
        return ""
    decimals = min(supported_decimals((high - low) / 2), 1)
    return texts.DAYS.text(language, days=f"{low:,.{decimals}f} – {high:,.{decimals}f}")


def show_part(share: float | None) -> str:
    """A share in whole percent; a dash where there is none."""
    return "–" if share is None else show_share(round(share, 2)).replace(".0", "")


def linked(selection: Selection, span: Span, settings: Settings) -> Selection:
    """The selection whose links lead to contacts of all days up to the last that was looked at."""
    view = view_of(selection, span, settings)
    there = replace(selection, since=span[0], until=last_day(view, span), focus=None, listed=None, split=None)
    return replace(there, picked=Picked(view.picked))


def link(
    count: int | None, what: What, stage: str, since: date, there: Selection, longer_than_days: float = 0.0
) -> Any:
    """A number of customers that leads to their contacts; plain where there are none."""
    if not count:
        return "–" if count is None else show_count(count)
    return dcc.Link(show_count(count), href=to_contacts(name_of(what, stage, since, longer_than_days), there))
