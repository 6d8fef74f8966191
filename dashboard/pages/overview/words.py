"""What the overview says beside what other pages say, too."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

SEE_TARGETS = Words("목표 보기", "See which")
WHOLE_COMPANY = Words("회사 전체", "Whole company")
TARGETS = Words("목표", "Targets")
COLUMNS = (
    Words("판정", "Verdict"),
    Words("지표", "Measure"),
    Words("대상", "For"),
    Words("값", "Value"),
    Words("95 % 구간", "95 % interval"),
    Words("목표", "Target"),
    Words("접점", "Contacts"),
)
VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "missed": Words("미달성", "Missed"),
        "not_clear": Words("뚜렷하지 않음", "Not clear"),
        "met": Words("달성", "Met"),
    }
)
NOT_SURE = Words("여럿을 함께 보면 우연일 수 있음", "could be chance among so many")
HOW_JUDGED = Words(
    "{period}, 고른 필터와 관계없이 회사의 모든 목표입니다. 95 % 구간이 모두 목표의 한쪽에 있을 때만 "
    "달성이나 미달성으로 봅니다. 목표 {count}개를 함께 보므로, 그만큼 여럿이면 우연일 수 있는 판정에는 "
    "그렇게 적습니다(Bonferroni).",
    "{period}, all targets of the company whatever is filtered. Met or missed only where all of the 95 % "
    "interval is on one side of the target. As {count} are looked at together, verdicts that could be chance "
    "among so many say so (Bonferroni).",
)
