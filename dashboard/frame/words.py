"""What stands around every page: navigation, filters, messages."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.parts.page import Group
from warehouse.words import Words

PRODUCT = Words("접점", "Touchpoints")
NAVIGATION = Words("페이지 이동", "Pages")
# In the order of the navigation.
GROUPS: Mapping[Group, Words] = MappingProxyType(
    {
        "now": Words("지금", "Now"),
        "departments": Words("부서", "Departments"),
        "experience": Words("경험", "Experience"),
        "customers": Words("고객", "Customers"),
        "strategy": Words("전략", "Strategy"),
        "data": Words("자료", "Data"),
    }
)
SHOW_PAGES = Words("메뉴", "Menu")
HIDE_PAGES = Words("메뉴 접기", "Hide menu")

SEARCH = Words("검색", "Search")
SEARCH_FOR = Words("페이지, 지표, 고객 번호 검색", "Search pages, measures and customer ids")
MEASURE_ON = Words("지표 · {page}", "Measure · {page}")
NOTHING_FOUND = Words("찾은 것이 없습니다.", "Nothing found.")
NOT_SEARCHABLE = Words(
    "검색할 수 없습니다. 서버에 연결되는지 확인해 주세요.",
    "The search does not answer. Check the connection to the server.",
)

DATA_UP_TO = Words("자료: {day}까지", "Data up to {day}")
LAST_LOAD = Words("마지막으로 불러온 시각 {moment}", "last load {moment}")
LATE = Words("출처 {source} 늦음", "source {source} is late")
SEVERAL_LATE = Words("출처 {count}곳 늦음: {sources}", "{count} sources are late: {sources}")
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
NOT_OVER = Words("마지막 날은 아직 진행 중", "last day not over yet")
COMPARED_WITH = Words("비교 기간", "Compared with")
COMPARED_BEFORE = Words("직전 기간과 비교", "vs period before")
COMPARED_YEAR = Words("1년 전과 비교", "vs a year ago")
COMPARED_PICKED = Words("고른 기간과 비교", "vs days you pick")
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
