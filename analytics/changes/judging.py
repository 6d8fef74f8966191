"""What may be said of effects, each held against chance among all that are looked at together."""

from collections.abc import Sequence
from dataclasses import replace

from analytics.catalogue import find_measure
from analytics.changes.effect import Effect, Verdict
from analytics.statistics.holm import holm

ERROR = 0.05


def judged(found: Sequence[Effect]) -> list[Effect]:
    """The effects with their verdicts (Holm 1979); those without an estimate as they are."""
    estimated = [one for one in found if one.effect is not None]
    chances = holm([one.effect.p_value for one in estimated if one.effect is not None])
    p_values = {id(one): float(p) for one, p in zip(estimated, chances, strict=True)}
    return [_with_verdict(one, p_values[id(one)]) if id(one) in p_values else one for one in found]


def _with_verdict(one: Effect, p_value: float) -> Effect:
    assert one.effect is not None and one.relevant is not None
    if one.trend is not None and one.trend.p_value < ERROR:
        return replace(one, verdict="cannot_tell", note="moved_before", p_value=p_value)
    if p_value < ERROR:
        return replace(one, verdict=_side(one), p_value=p_value)
    is_told = one.effect.detectable <= one.relevant
    return replace(one, verdict="no_effect" if is_told else "too_early", p_value=p_value)


def _side(one: Effect) -> Verdict:
    assert one.effect is not None
    direction = find_measure(one.change.measure).direction
    if direction is None:
        return "moved"
    return "better" if (one.effect.value > 0) == (direction == "higher") else "worse"
