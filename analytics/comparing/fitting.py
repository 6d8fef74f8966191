"""Which measures a funnel or a control chart fits, and in a sentence why another is not offered."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from analytics.catalogue import MEASURES, find_measure
from analytics.estimators import Kind
from analytics.measures.measure import Measure
from warehouse.errors import QueryError
from warehouse.words import Words

Why = Callable[[Measure], Words | None]

_CURVE = Words(
    "일부는 끝을 보지 못한 시간의 곡선(카플란·마이어)에서 읽은 값이라",
    "is read off a curve of times of which some are cut short (Kaplan-Meier)",
)
_RATIO = Words("두 합의 비라", "is a ratio of two sums")
_NOT_COMPARED: Mapping[Kind, Words] = MappingProxyType(
    {
        "count": Words(
            "무엇에 대한 수인지 없는 개수라 부서의 크기만 드러내므로",
            "is a count without anything that it is out of, and would only show which departments are large",
        ),
        "quantile": Words(
            "건마다의 값을 더할 수 없는 분위수라", "is a quantile, to which single records do not add up"
        ),
        "ratio": _RATIO,
        "curve": _CURVE,
    }
)
_MONTHLY = Words(
    "달마다 세는 지표라 주나 날로 나눌 수 없으므로", "is counted by the month, not by weeks or days"
)


def why_not_compared(measure: Measure) -> Words | None:
    """Why departments are not compared by the measure; None where they are: by shares and means."""
    reason = _NOT_COMPARED.get(measure.kind)
    return reason and Words(
        f"{measure.label.ko}: {reason.ko} 부서끼리 이 방법으로 견주지 않습니다.",
        f"{measure.label.en} {reason.en}, so departments are not compared by it in this way.",
    )


def why_not_charted(measure: Measure) -> Words | None:
    """Why there is no control chart of the measure; None where there is one."""
    never = {"curve": _CURVE, "ratio": _RATIO}
    reason = never.get(measure.kind) or (_MONTHLY if measure.counts.is_monthly else None)
    return reason and Words(
        f"{measure.label.ko}: {reason.ko} 관리도를 그리지 않습니다.",
        f"{measure.label.en} {reason.en}, so there is no control chart of it.",
    )


def fitting(why_not: Why) -> tuple[str, ...]:
    """The names of the measures that are offered."""
    return tuple(name for name, measure in MEASURES.items() if why_not(measure) is None)


def find_fitting(name: str, why_not: Why) -> Measure:
    """The measure of that name. Raises QueryError where it is unknown, or where the method does not fit."""
    found = find_measure(name)
    reason = why_not(found)
    if reason is not None:
        raise QueryError(
            f"'{name}' is not available here. {reason.en}", f"Available are {', '.join(fitting(why_not))}."
        )
    return found
