"""What the comparison says of the recovery paradox, in a sentence that fits its intervals."""

from collections.abc import Mapping

from analytics.recovery.paradox import Paradox
from analytics.recovery.three_groups import ThreeGroups
from warehouse.words import Words

_SATISFACTION = {
    1: Words(
        "실패가 회복된 고객은 실패를 겪지 않은 고객보다 더 만족하고",
        "Customers whose failure was recovered are more satisfied than those without a failure",
    ),
    0: Words(
        "실패가 회복된 고객의 만족은 실패를 겪지 않은 고객과 뚜렷이 다르지 않고",
        "Customers whose failure was recovered are about as satisfied as those without a failure",
    ),
    -1: Words(
        "실패가 회복된 고객은 실패를 겪지 않은 고객보다 덜 만족하고",
        "Customers whose failure was recovered are less satisfied than those without a failure",
    ),
    None: Words("만족은 견줄 건수가 모자라고", "Satisfaction cannot be compared"),
}
_LEAVING = {
    1: Words("더 많이 떠납니다", "they leave more often"),
    0: Words("떠나는 비율은 뚜렷이 다르지 않습니다", "whether they leave does not differ clearly"),
    -1: Words("덜 떠납니다", "they leave less often"),
    None: Words("이탈은 견줄 건수가 모자랍니다", "leaving cannot be compared"),
}
_NOTHING = Words(
    "회복된 실패가 적어 회복의 역설을 따질 수 없습니다.",
    "Too few recovered failures to tell whether there is a recovery paradox.",
)
_PARADOX: Mapping[tuple[bool | None, bool | None], Words] = {
    (True, True): Words(
        "회복의 역설이 만족과 이탈 모두에서 보입니다.", "The recovery paradox shows in both."
    ),
    (True, False): Words(
        "회복의 역설은 만족에서만 보입니다.", "The recovery paradox shows in satisfaction alone."
    ),
    (False, True): Words(
        "회복의 역설은 이탈에서만 보입니다.", "The recovery paradox shows in leaving alone."
    ),
    (True, None): Words("회복의 역설은 만족에서 보입니다.", "The recovery paradox shows in satisfaction."),
    (False, None): Words(
        "회복의 역설은 만족에서 보이지 않습니다.", "No recovery paradox shows in satisfaction."
    ),
    (None, True): Words("회복의 역설은 이탈에서 보입니다.", "The recovery paradox shows in leaving."),
    (None, False): Words("회복의 역설은 이탈에서 보이지 않습니다.", "No recovery paradox shows in leaving."),
    (False, False): Words("회복의 역설은 보이지 않습니다.", "No recovery paradox shows."),
}


def verdict(found: Paradox) -> Words:
    """Satisfaction and leaving of the recovered against those without a failure, and whether that is the
    paradox: more satisfied, or less likely to leave, than without any failure."""
    satisfied, leaving = _sign(found.satisfaction), _sign(found.leaving)
    if satisfied is None and leaving is None:
        return _NOTHING
    first, second = _SATISFACTION[satisfied], _LEAVING[leaving]
    paradox = _PARADOX[_is(satisfied, 1), _is(leaving, -1)]
    joint = "," if satisfied is not None and leaving is not None else ";"
    return Words(f"{first.ko}, {second.ko}. {paradox.ko}", f"{first.en}{joint} {second.en}. {paradox.en}")


def _is(sign: int | None, wanted: int) -> bool | None:
    return None if sign is None else sign == wanted


def _sign(groups: ThreeGroups) -> int | None:
    """1 or -1 where the interval of the difference excludes 0; None without a difference."""
    difference = groups.against("never_failed")
    if difference is None:
        return None
    return int(difference.adjusted.low > 0) - int(difference.adjusted.high < 0)
