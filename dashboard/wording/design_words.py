"""Chase's service-system design matrix in words: what each delivery mode asks of staff, focus, technology.

Source: Chase and Aquilano, Operations Management, after Chase (1978), Harvard Business Review 56.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from warehouse.words import Words


class Asks(NamedTuple):
    """What a delivery mode asks for."""

    staff: Words
    focus: Words
    technology: Words


STAFF = Words("직원요건", "Staff requirement")
FOCUS = Words("운영초점", "Operating focus")
TECHNOLOGY = Words("기술적 혁신", "Technology")
ASKS: Mapping[str, Asks] = MappingProxyType(
    {
        "mail": Asks(
            Words("사무 능력", "Clerical skills"),
            Words("문서 처리", "Paper handling"),
            Words("사무 자동화", "Office automation"),
        ),
        "digital": Asks(
            Words("안내 능력", "Helping skills"),
            Words("수요 관리", "Demand management"),
            Words("경로 배정", "Routing methods"),
        ),
        "phone": Asks(
            Words("언어 능력", "Verbal skills"),
            Words("통화 절차", "Scripting calls"),
            Words("컴퓨터 데이터베이스", "Computer databases"),
        ),
        "face_to_face_tight": Asks(
            Words("절차 수행 능력", "Procedural skills"),
            Words("흐름 통제", "Flow control"),
            Words("전자 보조 기기", "Electronic aids"),
        ),
        "face_to_face_loose": Asks(
            Words("전문 기능", "Trade skills"),
            Words("용량 관리", "Capacity management"),
            Words("고객의 셀프서비스", "Self-service"),
        ),
        "face_to_face_customised": Asks(
            Words("진단 능력", "Diagnostic skills"),
            Words("고객 구성", "Client mix"),
            Words("고객과 직원의 팀", "Client and worker teams"),
        ),
    }
)
