"""What the company and its systems say, in Korean and English side by side.

The world is simulated in Korean; an export in English is the same world with these words exchanged.
Comments of customers stand in comments.py.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Language = Literal["ko", "en"]


class Words(NamedTuple):
    """The same text in Korean and English."""

    ko: str
    en: str

    def text(self, language: Language) -> str:
        """The text in one language."""
        return self.ko if language == "ko" else self.en


Table: TypeAlias = Mapping[str, Words]
"""Words by the name or value of the contract that they stand for."""


def texts(table: Table, language: Language) -> dict[str, str]:
    """The table's words in one language."""
    return {value: words.text(language) for value, words in table.items()}


DEPARTMENTS = (
    Words("요금", "Billing"),
    Words("기술지원", "Technical support"),
    Words("가입", "Sales"),
    Words("설치", "Installation"),
    Words("해지방어", "Cancellations"),
    Words("지점창구", "Branches"),
    Words("방문서비스", "Field service"),
)
PLACES = (*DEPARTMENTS, Words("phone", "phone"), Words("branch", "branch"))
"""Where contacts are handed to: departments, and channels, whose codes are English whatever the language."""
REASONS = (
    Words("요금 문의", "Bill enquiry"),
    Words("납부·자동이체", "Payment or direct debit"),
    Words("환불", "Refund"),
    Words("요금제 변경", "Plan change"),
    Words("인터넷 끊김", "Connection drops"),
    Words("속도 저하", "Slow connection"),
    Words("기기 고장", "Faulty device"),
    Words("비밀번호·설정", "Password or settings"),
    Words("상품 문의", "Product enquiry"),
    Words("추가 상품 신청", "Add-on order"),
    Words("이전 설치", "Moving home"),
    Words("설치 일정 변경", "Appointment change"),
    Words("설치 불량", "Faulty installation"),
    Words("약정 문의", "Contract enquiry"),
    Words("재약정", "Contract renewal"),
    Words("위약금 문의", "Early termination fee"),
    Words("해지 신청", "Cancellation request"),
    Words("명의 변경", "Change of account holder"),
    Words("기기 교환", "Device exchange"),
    Words("서류 접수", "Paperwork"),
    Words("정기 점검", "Regular inspection"),
    Words("필터 교체", "Filter replacement"),
    Words("수리", "Repair"),
    Words("가입 상담", "Sign-up advice"),
    Words("가입 신청", "Sign-up order"),
    Words("개통 처리", "Line activation"),
    Words("설치 방문", "Installation visit"),
    Words("설치 후 확인", "Check after installation"),
)
CAMPAIGNS = COURTESY, AFTER_TROUBLE = (
    Words("해피콜", "Courtesy call"),
    Words("불편 후 확인", "Check after trouble"),
)
"""Why the company calls."""
GENDERS = FEMALE, MALE = Words("여성", "Female"), Words("남성", "Male")
REGIONS = (
    Words("수도권", "Capital area"),
    Words("영남", "Southeast"),
    Words("호남", "Southwest"),
    Words("충청", "Centre"),
    Words("강원", "Northeast"),
)
SEGMENTS = (
    Words("일반", "Standard"),
    Words("우수", "Gold"),
    Words("최우수", "Platinum"),
    Words("소상공인", "Small business"),
)
TEAMS_PER_DEPARTMENT = 5
TEAMS = tuple(
    Words(f"{department.ko} {number}팀", f"{department.en} team {number}")
    for department in DEPARTMENTS
    for number in range(1, TEAMS_PER_DEPARTMENT + 1)
)
ROLES = AGENT, SENIOR, LEAD = Words("상담원", "Agent"), Words("선임", "Senior"), Words("팀장", "Lead")

CALL_CENTRE_HEADERS: Table = {
    "contact_id": Words("접수번호", "Call no"),
    "customer_id": Words("고객번호", "Customer no"),
    "occurred_at": Words("접수일시", "Received"),
    "department": Words("부서", "Department"),
    "reason": Words("문의유형", "Enquiry"),
    "stage": Words("단계", "Stage"),
    "agent_id": Words("상담사", "Agent"),
    "wait_seconds": Words("대기초", "Wait (s)"),
    "promised_wait_seconds": Words("안내대기초", "Promised wait (s)"),
    "service_seconds": Words("통화초", "Talk time (s)"),
    "outcome": Words("처리결과", "Result"),
    "is_complaint": Words("불만여부", "Complaint"),
    "recovery": Words("회복상태", "Recovery"),
    "recovery_seconds": Words("회복소요분", "Recovery (min)"),
    "cost": Words("비용", "Cost"),
    "direction": Words("방향", "Direction"),
    "handed_to": Words("이관처", "Forwarded to"),
    "asked_again": Words("재설명", "Said again"),
    "failure_origin": Words("실패원인", "Failure origin"),
    "recovery_kind": Words("회복방법", "Recovered by"),
}
BRANCH_HEADERS: Table = {
    "contact_id": Words("전표번호", "Ticket no"),
    "customer_id": Words("고객번호", "Customer no"),
    "department": Words("부서", "Department"),
    "channel": Words("접점", "Touchpoint"),
    "delivery_mode": Words("응대방식", "Type of service"),
    "contact_tier": Words("접촉도", "Contact level"),
    "is_booked": Words("예약구분", "Booking"),
    "occurred_at": Words("접수일시", "Received"),
    "reason": Words("용건", "Matter"),
    "stage": Words("단계", "Stage"),
    "agent_id": Words("담당자", "Served by"),
    "wait_seconds": Words("대기시간", "Wait (mm:ss)"),
    "promised_wait_seconds": Words("안내시간", "Promised wait (mm:ss)"),
    "service_seconds": Words("처리초", "Service (s)"),
    "outcome": Words("결과", "Result"),
    "is_complaint": Words("불만", "Complaint"),
    "recovery": Words("회복", "Recovery"),
    "recovery_seconds": Words("회복분", "Recovery (min)"),
    "cost": Words("비용", "Cost"),
    "appointment_at": Words("예약시각", "Booked for"),
    "no_show": Words("불참", "No-show"),
    "failure_origin": Words("실패원인", "Failure origin"),
    "recovery_kind": Words("회복방법", "Recovered by"),
}
BRANCH_SHEET = Words("접점내역", "Contacts")
SURVEY_HEADERS: Table = {
    "survey_id": Words("설문번호", "Survey no"),
    "contact_id": Words("접점번호", "Contact no"),
    "customer_id": Words("고객번호", "Customer no"),
    "answered_at": Words("응답일시", "Answered"),
    "department": Words("부서", "Department"),
    "contact_tier": Words("접촉도", "Contact level"),
    "csat": Words("만족도(1-5)", "Satisfaction (1-5)"),
    "nps": Words("추천의향(0-10)", "Recommendation (0-10)"),
    "ces": Words("용이성(1-7)", "Ease (1-7)"),
    "servqual.reliability": Words("신뢰성", "Reliability"),
    "servqual.assurance": Words("확신성", "Assurance"),
    "servqual.tangibles": Words("유형성", "Tangibles"),
    "servqual.responsiveness": Words("반응성", "Responsiveness"),
    "servqual.empathy": Words("공감성", "Empathy"),
    "comment": Words("의견", "Comment"),
    "word_of_mouth": Words("나쁜 구전(0-1)", "Bad word of mouth (0-1)"),
}
SURVEY_EXPECTED_SUFFIX = Words(" 기대", " expected")
"""Behind the header of an item: the score that the customer expected."""
SHOP_HEADERS: Table = {
    "purchase_id": Words("구매번호", "Order no"),
    "customer_id": Words("고객번호", "Customer no"),
    "purchased_at": Words("구매일시", "Ordered"),
    "kind": Words("구분", "Type"),
    "amount": Words("금액", "Amount"),
    "contact_id": Words("접점번호", "Contact no"),
    "department": Words("부서", "Department"),
    "channel": Words("채널", "Channel"),
}
OUTBOUND_HEADERS: Table = {
    "contact_id": Words("발신번호", "Outbound no"),
    "customer_id": Words("고객번호", "Customer no"),
    "occurred_at": Words("발신일시", "Called"),
    "department": Words("부서", "Department"),
    "reason": Words("캠페인", "Campaign"),
    "service_seconds": Words("통화초", "Talk time (s)"),
    "outcome": Words("결과", "Result"),
}
OUTBOUND_OUTCOMES: Table = {
    "abandoned": Words("부재", "No answer"),
    "resolved": Words("응답", "Answered"),
    "unresolved": Words("거절", "Declined"),
}
HR_HEADERS: Table = {
    "agent_id": Words("사번", "Staff no"),
    "team": Words("팀", "Team"),
    "department": Words("부서", "Department"),
    "joined_on": Words("입사일", "Joined"),
    "left_on": Words("퇴사일", "Left"),
    "role": Words("직급", "Role"),
    "trained_on": Words("최근교육일", "Last trained"),
}
STAFF_SURVEY_HEADERS: Table = {
    "survey_id": Words("설문번호", "Survey no"),
    "agent_id": Words("사번", "Staff no"),
    "department": Words("부서", "Department"),
    "answered_at": Words("응답일시", "Answered"),
    "staff.satisfaction": Words("직무만족(1-5)", "Job satisfaction (1-5)"),
    "staff.motivation": Words("의욕(1-5)", "Motivation (1-5)"),
    "staff.load": Words("업무부담(1-5)", "Workload (1-5)"),
}

MONITORING_HEADERS: Table = {
    "survey_id": Words("평가번호", "Rating no"),
    "contact_id": Words("접점번호", "Contact no"),
    "department": Words("부서", "Department"),
    "answered_at": Words("평가일시", "Rated"),
    "csat": Words("전반(1-5)", "Overall (1-5)"),
    "ces": Words("용이성(1-7)", "Ease (1-7)"),
    "servqual.assurance": Words("확신성(1-7)", "Assurance (1-7)"),
    "servqual.empathy": Words("공감성(1-7)", "Empathy (1-7)"),
}

STAGES: Table = {
    "reservation": Words("예약", "Booking"),
    "order": Words("신청", "Order"),
    "processing": Words("처리", "Processing"),
    "delivery": Words("제공", "Delivery"),
    "after_service": Words("사후", "Aftercare"),
}
RECOVERIES: Table = {
    "none": Words("없음", "None"),
    "attempted": Words("시도", "Tried"),
    "recovered": Words("완료", "Done"),
}
FAILURE_ORIGINS: Table = {
    "staff": Words("직원", "Staff"),
    "system": Words("시스템", "System"),
    "physical_evidence": Words("시설", "Premises"),
    "policy": Words("규정", "Policy"),
}
RECOVERY_KINDS: Table = {
    "apology": Words("사과", "Apology"),
    "explanation": Words("설명", "Explanation"),
    "compensation": Words("보상", "Compensation"),
    "repair": Words("수리", "Repair"),
    "replacement": Words("교환", "Replacement"),
}
PURCHASE_KINDS: Table = {
    "first": Words("신규", "New"),
    "repeat": Words("재구매", "Repeat"),
    "cross": Words("추가", "Add-on"),
    "up": Words("상향", "Upgrade"),
    "refund": Words("환불", "Refund"),
}
INBOUND = Words("수신", "Incoming")
TIERS: Table = {"high": Words("고", "High"), "medium": Words("중", "Medium"), "low": Words("저", "Low")}
CALL_CENTRE_OUTCOMES: Table = {
    "resolved": Words("완결", "Closed"),
    "unresolved": Words("미결", "Pending"),
    "failed": Words("실패", "Failed"),
    "abandoned": Words("포기", "Hung up"),
    "transferred": Words("이관", "Forwarded"),
}
CALL_CENTRE_UNKNOWN_OUTCOME = Words("기타99", "Other99")
BRANCH_OUTCOMES: Table = {
    "resolved": Words("해결", "Resolved"),
    "unresolved": Words("미해결", "Unresolved"),
    "failed": Words("실패", "Failed"),
    "abandoned": Words("불참·포기", "No-show or left"),
    "transferred": Words("이관", "Referred"),
}
BRANCH_UNKNOWN_OUTCOME = Words("확인요", "To check")
BRANCH_CHANNELS: Table = {
    "branch": Words("창구", "Counter"),
    "kiosk": Words("키오스크", "Kiosk"),
    "visit": Words("방문", "Home visit"),
}
BRANCH_MODES: Table = {
    "digital": Words("무인", "Self-service"),
    "face_to_face_tight": Words("정형", "Standard"),
    "face_to_face_loose": Words("상담", "Consultation"),
    "face_to_face_customised": Words("맞춤", "Tailored"),
}
BOOKED, WALK_IN = Words("예약", "Booked"), Words("현장", "Walk-in")
YES, NO = Words("예", "Yes"), Words("아니오", "No")

TWELVE_HOURS = Words("%Y. %-m. %-d. %p %-I:%M:%S", "%-d %b %Y %-I:%M:%S %p")
"""How a spreadsheet writes a time: 2026. 3. 1. 오전 9:12:33, or 1 Mar 2026 9:12:33 AM."""
HALVES_OF_DAY: Table = {"AM": Words("오전", "AM"), "PM": Words("오후", "PM")}
