"""The one sentence on top of a page."""

from warehouse.words import Words

MOVED = Words(
    "{place} {measure}: {how}({before} → {now}).", "{measure} in {place} got {how}: {before} → {now}."
)
WORSE = Words("나빠졌습니다", "worse")
BETTER = Words("나아졌습니다", "better")
EVERYTHING = Words("선택한 범위 전체", "the whole selection")
CERTAINTY = Words(
    "차이의 95 % 구간 {interval}. {period}, {against}과 비교한 {count}가지 가운데 가장 "
    "뚜렷하며, 비교 횟수를 감안해도 우연으로 보기 어렵습니다.",
    "95 % interval of the difference: {interval}. The clearest of {count} comparisons of {period} "
    "with {against}, and hard to put down to chance even after that many.",
)
NOTHING_CLEAR = Words("뚜렷한 변화가 없습니다.", "No clear change.")
NOTHING_CLEAR_DETAIL = Words(
    "{period}, {against}과 {count}가지를 비교했습니다. 비교 횟수를 감안하면 우연을 넘는 변화는 없습니다.",
    "{count} comparisons of {period} with {against}. After that many, none goes beyond chance.",
)
NOTHING_TO_COMPARE = Words("비교할 이전 기간이 없습니다.", "There is no earlier period to compare with.")
NOTHING_TO_COMPARE_DETAIL = Words(
    "{period}. 자료는 {first}부터 있습니다. 더 짧은 기간을 고르면 그 앞 기간과 비교합니다.",
    "{period}. The data begin on {first}. Pick a shorter period to compare it with the one before.",
)
NO_DATA_TO_COMPARE = Words(
    "비교할 기간의 자료가 없습니다.", "There are no data for the period to compare with."
)
NO_DATA_TO_COMPARE_DETAIL = Words(
    "{period}. {against}. 자료의 기간은 {days}입니다.", "{period}. {against}. The data cover {days}."
)
TOO_FEW_TO_COMPARE = Words("비교하기에는 건수가 적습니다.", "Too few records to compare.")
NOTHING_HERE = Words("선택한 조건에 맞는 기록이 없습니다.", "No records match the filters.")
NOTHING_HERE_DETAIL = Words("자료의 기간은 {period}입니다.", "The data cover {period}.")
