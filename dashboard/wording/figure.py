"""One number of a measure with what belongs to it, and how it is worded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import isclose
from typing import Any

from analytics.measures.measure import Measure
from analytics.notes import NOT_IN_DATA, NOT_REACHED
from analytics.targets.target import target_for
from analytics.targets.verdict import verdict_of
from analytics.view import Picked
from dashboard.wording import figure_words as texts
from dashboard.wording.numbers import show_change, show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language, Words

UP, DOWN = "▲", "▼"
# Somebody chose a target, so it is shown with the digits it was given: of a score at least tenths.
_FEWEST_DECIMALS, _MOST_DECIMALS = {"score": 1}, 2


@dataclass(frozen=True)
class Figure:
    """A row of `analytics.measuring.measure` or `compare`; see there for its columns."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    note: str | None = NOT_IN_DATA
    value_before: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    is_real: bool | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Figure":
        """The figure in a row of a frame; other columns are left aside."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in row.items() if name in names})

    @property
    def half_width(self) -> float:
        """Half of the interval; 0 without one."""
        return 0.0 if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def half_width_of_change(self) -> float:
        """Half of the change's interval; 0 without one."""
        if self.change_low is None or self.change_high is None:
            return 0.0
        return (self.change_high - self.change_low) / 2


def is_better(measure: Measure, difference: float) -> bool | None:
    """Whether a measure that differs by so much is better; None where neither way is."""
    if measure.direction is None or difference == 0:
        return None
    return (difference > 0) == (measure.direction == "higher")


def value_text(figure: Figure, measure: Measure, language: Language) -> str:
    """The value; that it is not reached, or a dash, where there is none."""
    if figure.value is None:
        return texts.NOT_REACHED_SHORT.text(language) if figure.note == NOT_REACHED else "–"
    return show_value(figure.value, figure.half_width, measure.unit, language)


def value_before_text(figure: Figure, measure: Measure, language: Language) -> str:
    """The value of the period before, with the digits of this one."""
    if figure.value_before is None:
        return "–"
    return show_value(figure.value_before, figure.half_width, measure.unit, language)


def interval_text(figure: Figure, measure: Measure, language: Language) -> str:
    """The 95 % interval, or nothing."""
    if figure.low is None or figure.high is None:
        return ""
    return show_interval(figure.low, figure.high, measure.unit, language)


def change_text(figure: Figure, measure: Measure, language: Language) -> str:
    """The real change with its arrow; else that nothing clear changed; nothing where there is no change."""
    if figure.change is None or figure.value_before is None:
        return ""
    if not figure.is_real:
        return texts.NO_CLEAR_CHANGE.text(language)
    arrow = UP if figure.change > 0 else DOWN
    size = show_change(
        figure.change, figure.half_width_of_change, figure.value_before, measure.unit, language
    )
    return f"{arrow} {size} {_judgement(figure.change, measure).text(language)}"


def note_text(figure: Figure, measure: Measure, settings: Settings, language: Language) -> str:
    """Why there is no figure, in words; nothing where there is one."""
    if figure.note is None:
        return ""
    if figure.note == NOT_IN_DATA:
        return texts.NOT_IN_DATA.text(language, needs=measure.needs.text(language))
    if figure.note == NOT_REACHED:
        return texts.NOT_REACHED.text(language)
    least = show_count(settings.definitions.small_n)
    return texts.TOO_FEW.text(language, n=show_count(figure.n), least=least)


def target_of(measure: Measure, settings: Settings, picked: Mapping[str, Iterable[str]]) -> float | None:
    """What the measure should reach where these values are picked, if the settings say."""
    target = target_for(settings, measure.name, Picked(picked))
    return None if target is None else target.value


def show_target(target: float, measure: Measure, language: Language) -> str:
    """A target with the digits it was given."""
    size = 100 if measure.unit == "share" else 1
    fewest = _FEWEST_DECIMALS.get(measure.unit, 0)
    enough = (
        decimals
        for decimals in range(fewest, _MOST_DECIMALS)
        if isclose(round(target * size, decimals), target * size)
    )
    digit = 10.0 ** -next(enough, _MOST_DECIMALS)
    return show_value(target, digit / size, measure.unit, language)


def is_missed(figure: Figure, target: float, measure: Measure) -> bool:
    """Whether all of the interval is on the wrong side of the target."""
    return verdict_of(figure.low, figure.high, target, measure) == "missed"


def _judgement(change: float, measure: Measure) -> Words:
    better = is_better(measure, change)
    if better is None:
        return texts.UP if change > 0 else texts.DOWN
    return texts.BETTER if better else texts.WORSE
