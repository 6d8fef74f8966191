"""The one sentence on top of a page."""

from warehouse.words import Words

MOVED = Words(
    "{place} {measure}: {before} → {now}, {how}.",
    "{measure} in {place} went from {before} to {now}: {how}.",
)
WORSE = Words("나빠졌습니다", "worse")
BETTER = Words("나아졌습니다", "better")
EVERYTHING = Words("고른 범위 전체", "everything selected")
CERTAINTY = Words(
    "차이의 95 % 구간 {interval}. {period}, 바로 앞의 같은 길이 기간과 {count}가지를 견준 가운데 가장 "
    "뚜렷하며, 여러 번 견준 것을 감안해도 우연으로 보기 어렵습니다.",
    "95 % interval of the difference: {interval}. The clearest of {count} comparisons of {period} with the "
    "period of equal length before, and hard to put down to chance even after so many looks.",
)
NOTHING_CLEAR = Words("뚜렷한 변화가 없습니다.", "No clear change.")
NOTHING_CLEAR_DETAIL = Words(
    "{period}, 바로 앞의 같은 길이 기간과 {count}가지를 견주었습니다. 여러 번 견준 것을 감안하면 우연을 "
    "넘는 변화는 없습니다.",
    "{count} comparisons of {period} with the period of equal length before. None goes beyond chance after "
    "so many looks.",
)
NOTHING_TO_COMPARE = Words("견줄 이전 기간이 없습니다.", "There is no period before to compare with.")
NOTHING_TO_COMPARE_DETAIL = Words(
    "{period}. 자료는 {first}부터 있습니다. 더 짧은 기간을 고르면 앞 기간과 견줍니다.",
    "{period}. The data begin on {first}: pick a shorter period to compare it with the one before.",
)
TOO_FEW_TO_COMPARE = Words(
    "이전 기간과 견주기에는 건수가 적습니다.", "Too few records to compare with the period before."
)
NOTHING_HERE = Words("고른 조건에 맞는 기록이 없습니다.", "No record fits the filters.")
NOTHING_HERE_DETAIL = Words("자료는 {period}에 있습니다.", "The data cover {period}.")
