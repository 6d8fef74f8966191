"""What all parts of the page share: what is looked at, and how paths, times and shares are written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from analytics.finished import last_finished
from analytics.journeys.found import Journeys, journeys
from analytics.journeys.paths import ARROW, most_frequent
from analytics.journeys.tables import STEPS
from analytics.stages.queries import splits
from analytics.view import Picked, View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.journeys import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording import terms
from dashboard.wording.numbers import show_interval, show_share, show_value
from warehouse.settings import Settings
from warehouse.words import Language

Row = dict[str, Any]
_USUAL_STEP = "channel"
_A_YEAR = timedelta(days=364)


def view_of(selection: Selection, span: Span, settings: Settings) -> View:
    """The days that were picked, else a year, as rules need many journeys; and what customers are."""
    view, known = selection.view(span).alone(), splits(settings)
    is_picked = selection.since is not None and selection.until is not None
    since = view.since if is_picked else max(span[0], last_finished(span) - _A_YEAR)
    return View(since, view.until, {name: some for name, some in view.picked.items() if name in known})


def found_in(reading: Reading, selection: Selection, span: Span) -> Journeys:
    """The journeys of the page."""
    return reading.ask(journeys, step_of(selection), view_of(selection, span, reading.settings))


def step_of(selection: Selection) -> str:
    """What paths are made of."""
    return next((step for step in STEPS if step == selection.split), _USUAL_STEP)


def path_of(selection: Selection, paths: pl.DataFrame) -> tuple[str, ...]:
    """The path that was picked, else the most frequent of two steps or more; without any none."""
    if selection.listed:
        return tuple(step.strip() for step in selection.listed.split(ARROW.strip()))[:6]
    return most_frequent(paths)


def linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of all days, as journeys go on after the days picked."""
    return replace(selection, since=span[0], until=span[1], focus=None, listed=None, split=None)


def step_name(step: str, kind: str, language: Language) -> str:
    """A step in the reader's words."""
    if not step:
        return texts.NO_STEP.text(language)
    known = kind if kind in ("stage", "channel") else ""
    return terms.value_name(known, step, language) if known else step


def path_name(path: Sequence[str], kind: str, language: Language) -> str:
    """A path in the reader's words."""
    return " → ".join(step_name(step, kind, language) for step in path)


def touchpoint_name(row: Row) -> str:
    """Department and channel."""
    return f"{row['department']} · {row['channel']}"


def show_part(share: float | None) -> str:
    """A share in percent; a dash without one."""
    return "–" if share is None else show_share(share)


def show_time(days: float | None, language: Language) -> str:
    """Days, or hours of less than two; a dash without any."""
    if days is None:
        return "–"
    if days < 2:
        return texts.HOURS.text(language, hours=f"{24 * days:.0f}")
    return texts.DAYS.text(language, days=f"{days:.1f}")


def show_with_ends(row: Row, name: str, unit: Any, language: Language) -> str:
    """A figure with its interval in brackets; a dash without one."""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return "–"
    if low is None or high is None:
        return show_value(value, 0.05, unit, language)
    return (
        f"{show_value(value, (high - low) / 2, unit, language)} ({show_interval(low, high, unit, language)})"
    )


def less_by(row: Row) -> tuple[str, str]:
    """How much lower scores are than elsewhere, in percent, and the interval of that."""
    low, high = 1 - row["times_high"], 1 - row["times_low"]
    return f"{100 * (1 - row['times']):.1f} %", f"{100 * low:.1f} – {100 * high:.1f} %"


def narrowed_to(row: Row, selection: Selection) -> Selection:
    """The contacts of a touchpoint."""
    there = replace(selection, picked=Picked(selection.picked))
    return there.pick(department=row["department"], channel=row["channel"])


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: words.text(selection.language) for name, words in texts.STEPS.items()}


def _chosen(selection: Selection, _store: Store) -> str:
    return step_of(selection)


STEP_PICKER = Picker("journeys-step", "split", texts.PICK_STEP, _options, _chosen, usual=_USUAL_STEP)
