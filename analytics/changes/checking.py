"""Changes held against the warehouse: departments, tiers and measures that it knows, and days that can be."""

from datetime import date

import duckdb

from analytics.catalogue import MEASURES, find_measure
from analytics.changes.fitting import why_no_effect
from analytics.extent import dimension_values
from analytics.nearest import nearest_name
from state.changes import Change, check
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError
from warehouse.settings import FIRST_DAY, LAST_DAY, Settings


def checked(connection: duckdb.DuckDBPyConnection, settings: Settings, change: Change) -> Change:
    """The change, if it is one that the warehouse can know of.

    Raises QueryError for an unknown department, tier or measure, a measure of which no effect can be told,
    days that cannot be, a size that the measure cannot move by, and what `state.changes.check` refuses.
    """
    check(change)
    known = dimension_values(connection, settings, "department")
    for department in change.departments:
        if department not in known:
            way_out = nearest_name(department, known) if known else "Load contacts first: there are none yet."
            raise QueryError(f"There is no department '{department}'.", way_out)
    if change.contact_tier is not None and change.contact_tier not in CONTACT_TIERS:
        raise QueryError(
            f"There is no tier '{change.contact_tier}'.", f"Known are {', '.join(CONTACT_TIERS)}."
        )
    for day in (change.begins_on, change.due, change.done_on):
        _check_day(day)
    if change.done_on is not None and change.done_on < change.begins_on:
        raise QueryError(
            f"The change was done on {change.done_on}, before it begins to act on {change.begins_on}.",
            "Say from which day it acts, which is the day it was done or one before.",
        )
    _check_measure(change)
    return change


def _check_day(day: date | None) -> None:
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise QueryError(f"{day} is not from {FIRST_DAY} to {LAST_DAY}.", "Give another day.")


def _check_measure(change: Change) -> None:
    if change.measure not in MEASURES:
        raise QueryError(
            f"There is no measure '{change.measure}'.", nearest_name(change.measure, list(MEASURES))
        )
    measure = find_measure(change.measure)
    reason = why_no_effect(measure)
    if reason is not None:
        raise QueryError(reason.en, "Name another measure, as wait_mean instead of a quantile of waits.")
    lowest, highest = measure.limits
    if change.wanted is not None and not 0 < abs(change.wanted) <= highest - lowest:
        raise QueryError(
            f"'{change.measure}' cannot move by {change.wanted:g}.",
            "Give what is to be added to it, in its unit and not nothing: -0.05 for 5 points of a share "
            "less.",
        )
