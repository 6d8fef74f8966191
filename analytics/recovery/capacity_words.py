"""What stands for the capacity of recovery, in a sentence."""

from warehouse.settings import Settings
from warehouse.words import Words

_STATED = Words(
    "역량은 설정(recovery.capacity)이 적은 근무일의 회복 건수이고, 적히지 않은 곳은 ",
    "Capacity is what the settings state (recovery.capacity), recoveries on a working day; where they do "
    "not, ",
)
_DONE = Words(
    "역량은 이제까지 해낸 것으로 봅니다: 근무일의 {share} %에서 넘지 않은 회복 건수입니다. 더 할 수 있었는데 "
    "할 일이 없었던 날은 기록이 모릅니다.",
    "capacity is what was ever done: recoveries not exceeded on {share} % of working days. What could have "
    "been "
    "done on days with less to do is not on record.",
)


def capacity_words(settings: Settings) -> Words:
    """What the settings state, or the quantile of what was done."""
    share = f"{100 * settings.recovery.capacity_share:g}"
    done = Words(_DONE.ko.format(share=share), _DONE.en.format(share=share))
    if settings.recovery.capacity:
        return Words(_STATED.ko + done.ko, _STATED.en + done.en)
    return Words(done.ko, done.en[0].upper() + done.en[1:])
