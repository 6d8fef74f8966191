"""What kinds, sides and codes of incidents are called."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

KIND_NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "failure_unrecovered": Words("회복되지 않은 실패", "Failure not recovered"),
        "failure_recovered": Words("회복된 실패", "Recovered failure"),
        "broken_promise": Words("약속보다 긴 대기", "Wait beyond the promise"),
        "unresolved": Words("해결되지 않음", "Not resolved"),
        "given_up": Words("기다리다 포기", "Given up"),
        "handed_over": Words("이관", "Handed over"),
        "asked_again": Words("같은 말을 다시 함", "Had to say it again"),
        "complaint": Words("불평", "Complaint"),
        "lowest_score": Words("가장 낮은 만족도(1점)", "Lowest satisfaction (1)"),
        "highest_score": Words("가장 높은 만족도(5점)", "Highest satisfaction (5)"),
    }
)
SIDE_NAMES: Mapping[str, Words] = MappingProxyType(
    {"damage": Words("피해", "Damage"), "delight": Words("기쁨", "Delight")}
)
