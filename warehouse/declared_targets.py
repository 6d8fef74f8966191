"""Targets as the settings give them: of the whole company, and of parts of it.

Which measures and dimensions there are is known where targets are read (`analytics/targets`).
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from warehouse.setting_types import Section, Text, no_truth_value

TargetValue = Annotated[float, Field(allow_inf_nan=False), BeforeValidator(no_truth_value)]


def _several(values: Any) -> Any:
    """One value may stand without brackets."""
    return values if isinstance(values, list | tuple) else [values]


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


Values = Annotated[
    tuple[Text, ...], Field(min_length=1), BeforeValidator(_several), AfterValidator(_each_once)
]


class PartTarget(Section):
    """What a measure should reach where each of these dimensions has one of its values."""

    measure: Text
    where: dict[Text, Values]
    value: TargetValue

    @field_validator("where")
    @classmethod
    def _names_a_dimension(cls, where: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if not where:
            raise ValueError("names no dimension; a target of everything stands under [targets]")
        return where


def _differ(targets: list[PartTarget]) -> list[PartTarget]:
    """No two are of the same measure in the same part."""
    places: dict[Any, int] = {}
    for place, target in enumerate(targets):
        key = target.measure, frozenset(target.where.items())
        if key in places:
            part = ", ".join(f"{name} = {' or '.join(values)}" for name, values in target.where.items())
            raise ValueError(
                f"numbers {places[key] + 1} and {place + 1} are both targets of '{target.measure}' for {part}"
            )
        places[key] = place
    return targets


WholeTargets = dict[Text, TargetValue]
PartTargets = Annotated[list[PartTarget], AfterValidator(_differ)]
