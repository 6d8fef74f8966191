"""What all parts of the page share: the effects, which one is shown, and how it is written."""

from dataclasses import replace
from datetime import timedelta

from analytics.catalogue import find_measure
from analytics.changes.effect import NAMED, Effect
from analytics.changes.estimating import change_effects
from analytics.measures.measure import Measure
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.changes import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import MINUS, show_difference
from state.changes import Change
from warehouse.words import Language

# Instead of the number of a change in the address.
NEW = "new"


def effects_of(reading: Reading) -> list[Effect]:
    """The effect of every change, as long as neither the records nor the register change."""
    return reading.ask(change_effects, reading.changes())


def chosen(reading: Reading, selection: Selection) -> Effect | None:
    """The change that the address names; else the clearest, else the first; None of a new one, or of none."""
    found = effects_of(reading)
    if selection.listed == NEW or not found:
        return None
    named = {str(one.change.change_id): one for one in found}
    return named.get(selection.listed or "") or min(found, key=_order)


def _order(one: Effect) -> tuple[bool, bool, float]:
    return one.verdict not in NAMED, one.effect is None, one.p_value or 1.0


def measure_of(one: Effect) -> Measure:
    """The measure that the change is meant for."""
    return find_measure(one.change.measure)


def place_name(change: Change, language: Language) -> str:
    """The departments and the tier."""
    names = ", ".join(change.departments) or texts.EVERYWHERE.text(language)
    return f"{names} · {terms.tier_name(change.contact_tier, language)}" if change.contact_tier else names


def effect_text(one: Effect, language: Language) -> str:
    """The difference with its sign; a dash without one."""
    if one.effect is None:
        return "–"
    made = one.effect
    return show_difference(made.value, made.low, made.high, measure_of(one).unit, language)


def ends_text(low: float, high: float, measure: Measure, language: Language) -> str:
    """An interval of a difference, each end with its sign."""
    half = (high - low) / 2
    return " – ".join(
        show_difference(end, end - half, end + half, measure.unit, language) for end in (low, high)
    )


def size_text(size: float, one: Effect, language: Language) -> str:
    """A size of a difference, with the digits that the effect's interval supports, without a sign."""
    half = (one.effect.high - one.effect.low) / 4 if one.effect else abs(size) / 10
    shown = show_difference(size, size - half, size + half, measure_of(one).unit, language)
    return shown.lstrip("+").lstrip(MINUS)


def p_text(p_value: float) -> str:
    """A probability."""
    return "< 0.001" if p_value < 0.001 else f"{p_value:.3f}" if p_value < 0.1 else f"{p_value:.2f}"


def contacts_since(one: Effect, span: Span, selection: Selection) -> str:
    """The address of the contacts behind the measure since the change, where it was made."""
    change, window = one.change, one.window
    until = span[1] if window is None else max(window.until, change.begins_on)
    there = Selection(selection.language, selection.theme, change.begins_on, min(until, span[1]))
    return _to_contacts(one, there)


def contacts_before(one: Effect, selection: Selection) -> str:
    """The same of the weeks before it."""
    assert one.window is not None
    until = one.change.begins_on - timedelta(days=1)
    return _to_contacts(one, Selection(selection.language, selection.theme, one.window.since, until))


def contacts_of_control(one: Effect, selection: Selection) -> str:
    """The same of the departments that did not change, over all weeks looked at."""
    assert one.window is not None
    there = Selection(selection.language, selection.theme, one.window.since, one.window.until)
    tier = one.change.contact_tier
    return to_contacts(
        one.change.measure, there.pick(department=one.controls, contact_tier=(tier,) if tier else ())
    )


def _to_contacts(one: Effect, there: Selection) -> str:
    change, tier = one.change, one.change.contact_tier
    picked = there.pick(department=change.departments, contact_tier=(tier,) if tier else ())
    return to_contacts(change.measure, replace(picked, listed=None))
