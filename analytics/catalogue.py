"""All measures and dimensions by name."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from analytics.dimensions import DIMENSION_LABELS, DIMENSIONS
from analytics.measures import (
    contacts,
    costs,
    failure,
    patience,
    promises,
    purchases,
    reasons,
    recovery,
    response,
    retention,
    satisfaction,
    service_levels,
    servqual,
    waiting,
)
from analytics.measures.measure import Measure
from analytics.nearest import unknown_name

__all__ = ["DIMENSIONS", "DIMENSION_LABELS", "MEASURES", "Measure", "find_measure", "listed"]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.name: measure
        for subject in (
            contacts,
            satisfaction,
            servqual,
            response,
            waiting,
            service_levels,
            promises,
            patience,
            failure,
            reasons,
            recovery,
            retention,
            purchases,
            costs,
        )
        for measure in subject.MEASURES
    }
)


def find_measure(name: str) -> Measure:
    """The measure of that name. Raises QueryError naming the nearest right name."""
    if name not in MEASURES:
        raise unknown_name("measure", name, list(MEASURES))
    return MEASURES[name]


def listed() -> pl.DataFrame:
    """One row per measure: name, what it is called in both languages, and unit."""
    return pl.DataFrame(
        [
            {"name": name, "in English": entry.label.en, "한국어": entry.label.ko, "unit": entry.unit}
            for name, entry in MEASURES.items()
        ]
    )
