"""What stands around every page: navigation, filters, messages."""

from warehouse.words import Words

PRODUCT = Words("접점", "Touchpoints")
NAVIGATION = Words("페이지 이동", "Pages")
FILTERS = Words("보기 조건", "Filters")
SHOW_FILTERS = Words("조건 바꾸기", "Change filters")
MORE = Words("다른 조건", "More filters")
MORE_USED = Words("다른 조건 ({count})", "More filters ({count})")
EVERYTHING = Words("{dimension}: 전체", "{dimension}: all")
VALUES_CUT = Words(
    "{count}개 가운데 {most}개까지 보입니다. 입력하면 나머지를 찾습니다.",
    "Showing up to {most} of {count}; type to find the others.",
)
NO_VALUE = Words("없는 값입니다.", "No such value.")
HIDE_FILTERS = Words("닫기", "Close")
SKIP = Words("본문으로", "Skip to content")

DAYS = Words("기간", "Dates")
PICK_DAYS = Words("기간 고르기", "Pick dates")
MONTH_FORMAT = Words("YYYY년 M월", "MMMM YYYY")
LAST_30_DAYS = Words("최근 30일", "Last 30 days")
LAST_90_DAYS = Words("최근 90일", "Last 90 days")
LAST_12_MONTHS = Words("최근 12개월", "Last 12 months")
ALL_DAYS = Words("전체 기간", "All dates")
OTHERS = Words("{first} 외 {count}", "{first} and {count} more")

OTHER_LANGUAGE = Words("English", "한국어")
DARK = Words("어둡게", "Dark")
LIGHT = Words("밝게", "Light")

NOT_FOUND = Words("이 주소에는 페이지가 없습니다.", "There is no page at this address.")
TO_OVERVIEW = Words("‘한눈에’로 가기", "Go to the overview")
PRINTED = Words("{day}에 인쇄", "Printed {day}")
PROBLEM = Words(
    "이 페이지의 일부를 표시하지 못했습니다. 원인은 서버 로그에 있습니다.",
    "Part of this page could not be shown. The reason is in the server log.",
)
