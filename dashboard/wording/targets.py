"""What measures should reach."""

from analytics.measures.measure import Measure
from dashboard.wording import figure_words as texts
from dashboard.wording.numbers import show_value
from warehouse.settings import Settings
from warehouse.words import Language

# Somebody chose a target, so it is shown with the digits it was given: whole per cents, tenths of a score.
_DIGITS = {"share": 0.01, "score": 0.1}


def target_of(measure: Measure, settings: Settings) -> float | None:
    """What the measure should reach, if the settings say."""
    return getattr(settings.targets, measure.name, None)


def target_text(target: float, measure: Measure, language: Language) -> str:
    """The target in words."""
    shown = show_value(target, _DIGITS.get(measure.unit, 0.0), measure.unit, language)
    return texts.TARGET.text(language).format(target=shown)
