"""How large an effect has to be to matter, where nobody said."""

from collections.abc import Mapping

from analytics.measures.measure import Measure, Unit
from state.changes import Change

# Shares, times and money: a tenth of what it was. Scores and points, which have no such nothing: so much.
PART = 0.1
_SIZES: Mapping[Unit, float] = {"score": 0.1, "points": 5.0}


def relevant_size(change: Change, measure: Measure, before: float) -> float:
    """The size of an effect that matters, over 0: as the change wants it, else by rule."""
    if change.wanted is not None:
        return abs(change.wanted)
    return _SIZES.get(measure.unit, PART * abs(before))
