"""Why a figure is not shown."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NOT_IN_DATA = "not_in_data"
TOO_FEW = "too_few"
NOT_REACHED = "not_reached"

NOTES: Mapping[str, Words] = MappingProxyType(
    {
        NOT_IN_DATA: Words("자료에 없음", "Not in the data"),
        TOO_FEW: Words("건수가 적어 표시하지 않음", "Too few to show"),
        NOT_REACHED: Words("자료의 끝까지 이르지 않음", "Not reached within the data"),
    }
)
