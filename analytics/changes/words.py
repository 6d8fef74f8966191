"""Verdicts on changes, and why none is possible, in sentences."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

KINDS: Mapping[str, Words] = MappingProxyType(
    {"product": Words("제품", "product"), "process": Words("공정", "process")}
)
STATES: Mapping[str, Words] = MappingProxyType(
    {
        "planned": Words("계획", "planned"),
        "under_way": Words("진행 중", "under way"),
        "done": Words("완료", "done"),
        "dropped": Words("중단", "dropped"),
    }
)
VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "better": Words("나아짐", "better"),
        "worse": Words("나빠짐", "worse"),
        "moved": Words("달라짐", "moved"),
        "no_effect": Words("눈여겨볼 만한 효과 없음", "no effect of a size that matters"),
        "too_early": Words("아직 알 수 없음", "too early to tell"),
        "cannot_tell": Words("알 수 없음", "cannot tell"),
        "not_yet": Words("아직 한 주가 지나지 않음", "no whole week yet"),
        "planned": Words("시작 전", "not begun"),
        "dropped": Words("하지 않음", "not done"),
    }
)
NOTES: Mapping[str, Words] = MappingProxyType(
    {
        "no_control": Words(
            "견줄 부서가 없습니다: 같은 접촉도에 그동안 바뀌지 않은 다른 부서가 있어야 합니다.",
            "There is nothing to compare with: it takes another department of the same tier that was not "
            "changed itself meanwhile.",
        ),
        "few_weeks": Words(
            "바뀌기 전의 온전한 주가 8주에 못 미칩니다.", "There are fewer than 8 whole weeks before it."
        ),
        "few_records": Words(
            "바뀌기 전이나 뒤에 이 지표의 기록이 너무 적습니다.",
            "There are too few records of this measure before or after it.",
        ),
        "at_once": Words(
            "같은 날 같은 부서에 다른 변화가 있어 둘을 나눌 수 없습니다.",
            "Another change of the same department began on the same day; the two cannot be told apart.",
        ),
        "no_variation": Words(
            "지표가 한 번도 움직이지 않아 우연을 가늠할 수 없습니다.",
            "The measure never moves, so that chance cannot be told.",
        ),
        "moved_before": Words(
            "바뀌기 전부터 이미 다른 부서와 다르게 움직이고 있었습니다.",
            "It moved otherwise than the other departments already before the change.",
        ),
        "not_fitting": Words(
            "이 지표는 날마다 더할 수 없어 효과를 가늠하지 않습니다.",
            "The measure does not add up from day to day, so no effect on it is estimated.",
        ),
        "no_data": Words("아직 자료가 없습니다.", "There are no data yet."),
    }
)
