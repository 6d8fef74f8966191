"""Korean words that several systems use for values of the contract."""

STAGES = {
    "reservation": "예약",
    "order": "신청",
    "processing": "처리",
    "delivery": "제공",
    "after_service": "사후",
}
RECOVERIES = {"none": "없음", "attempted": "시도", "recovered": "완료"}
TIERS = {"high": "고", "medium": "중", "low": "저"}
