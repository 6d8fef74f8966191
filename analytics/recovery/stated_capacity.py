"""The capacity of recovery as the settings state it, for a part of the company."""

from collections.abc import Iterable, Mapping, Sequence

from analytics.view import View
from warehouse.settings import Settings

Keys = Mapping[str, str | None]


def stated_capacity(settings: Settings, view: View, places: Iterable[Keys]) -> list[float | None]:
    """Recoveries per working day of each place; None where the settings do not state it for all of it.

    A department's is what is stated for it as a whole, else for its tiers together; the whole company's is
    that of its departments together. Of what is picked by anything but department and tier none is known.
    """
    if not set(view.picked) <= {"department", "contact_tier"}:
        return [None for _ in places]
    return [_of(settings, place, view) for place in places]


def _of(settings: Settings, place: Keys, view: View) -> float | None:
    named = {entry.department for entry in settings.recovery.capacity}
    department, tier = place.get("department"), place.get("contact_tier")
    departments = [department] if "department" in place else list(view.of("department")) or sorted(named)
    tiers = [tier] if "contact_tier" in place else list(view.of("contact_tier"))
    found = [_of_department(settings, department, tiers) for department in departments]
    known = [capacity for capacity in found if capacity is not None]
    return sum(known) if found and len(known) == len(found) else None


def _of_department(settings: Settings, department: str | None, tiers: Sequence[str | None]) -> float | None:
    stated = {
        entry.contact_tier: entry.per_working_day
        for entry in settings.recovery.capacity
        if entry.department == department
    }
    if tiers:
        known = [stated[tier] for tier in tiers if tier in stated and tier is not None]
        return sum(known) if len(known) == len(tiers) else None
    return stated.get(None, sum(stated.values()) if stated else None)
