"""Targets held against what there is: measures with a better side, dimensions, and values that can be."""

from collections.abc import Mapping

from analytics.catalogue import MEASURES
from analytics.dimensions import DIMENSIONS, Dimension, dimensions
from analytics.measures.measure import Measure
from analytics.nearest import nearest_name
from analytics.targets.target import Target, declared_targets
from warehouse.errors import SettingsError
from warehouse.settings import Settings
from warehouse.settings_variables import variable_of

MEASURES_WITH_TARGETS: Mapping[str, Measure] = {
    name: measure for name, measure in MEASURES.items() if measure.direction is not None
}


def checked_targets(settings: Settings) -> list[Target]:
    """The declared targets.

    Raises SettingsError for one that no figure can be held against: of an unknown measure, or one of which
    neither more nor less is better; of a dimension that is unknown, of time, or nothing to the measure; of a
    value that the dimension does not have; or beyond what the measure can take.
    """
    declared = list(declared_targets(settings))
    known = dimensions(settings)
    for number, target in enumerate(declared, 1 - len(settings.targets)):
        place = f"[[targets_for]] number {number}" if target.part else _place_of_whole(target.measure)
        measure = _measure(target, place)
        for name, values in target.part.items():
            _check_dimension(name, measure, known, place)
            _check_values(known[name], values, settings, place)
        _check_value(target, measure, place)
    return declared


def _place_of_whole(measure: str) -> str:
    variable = variable_of(["targets", measure])
    return f"The variable {variable}" if variable else "[targets]"


def _measure(target: Target, place: str) -> Measure:
    if target.measure not in MEASURES:
        way_out = nearest_name(target.measure, list(MEASURES_WITH_TARGETS))
        raise SettingsError(f"{place}: there is no measure '{target.measure}'.", way_out)
    if target.measure not in MEASURES_WITH_TARGETS:
        raise SettingsError(
            f"{place}: of '{target.measure}' neither more nor less is better.",
            f"Remove it. Targets can be of {', '.join(MEASURES_WITH_TARGETS)}.",
        )
    return MEASURES[target.measure]


def _check_dimension(name: str, measure: Measure, known: Mapping[str, Dimension], place: str) -> None:
    allowed = [other for other, found in known.items() if _can_narrow(found, measure)]
    if name not in known:
        way_out = nearest_name(name, allowed)
        raise SettingsError(f"{place}: there is no dimension '{name}'.", way_out)
    if name not in allowed:
        raise SettingsError(
            f"{place}: a target of '{measure.name}' cannot be for values of '{name}'.",
            f"It can be for {', '.join(allowed)}.",
        )


def _can_narrow(dimension: Dimension, measure: Measure) -> bool:
    return dimension.of != "time" and dimension.column not in measure.counts.lacks


def _check_values(dimension: Dimension, values: tuple[str, ...], settings: Settings, place: str) -> None:
    known = _values_of(dimension, settings)
    for value in values:
        if known and value not in known:
            raise SettingsError(
                f"{place}: '{dimension.name}' is never '{value}'.", nearest_name(value, known)
            )


def _values_of(dimension: Dimension, settings: Settings) -> tuple[str, ...]:
    """Where only these can be: those of the contract, and those that a table makes; else nothing."""
    if dimension.name in DIMENSIONS:
        return dimension.order
    tables = (own.values.values() for own in settings.dimensions if own.name == dimension.name)
    return tuple(dict.fromkeys(value for table in tables for value in table))


def _check_value(target: Target, measure: Measure, place: str) -> None:
    lowest, highest = measure.limits
    if not lowest <= target.value <= highest:
        beyond = f"from {lowest:g} to {highest:g}" if highest < float("inf") else f"from {lowest:g} on"
        raise SettingsError(
            f"{place}: '{measure.name}' cannot be {target.value:g}.",
            f"Give a value {beyond}{_UNITS.get(measure.unit, '')}.",
        )


_UNITS = {"share": ": 80 % is 0.8", "seconds": ", in seconds"}
