"""Of which measures the effect of a change can be told: those that add up from day to day."""

from analytics.changes.counts import ADDITIVE
from analytics.comparing.fitting import why_not_compared
from analytics.measures.measure import Measure
from warehouse.words import Words

_MONTHLY = Words(
    "달마다 세는 지표라 변화의 날로 나눌 수 없습니다.",
    "is counted by the month, which the day of a change does not part.",
)


def why_no_effect(measure: Measure) -> Words | None:
    """Why no effect on the measure is estimated; None where it is: of shares and means that have days, and of
    counts of which those of parts add up.
    """
    if measure.name in ADDITIVE:
        return None
    if measure.counts.is_monthly:
        return Words(f"{measure.label.ko}: {_MONTHLY.ko}", f"{measure.label.en} {_MONTHLY.en}")
    return why_not_compared(measure)
