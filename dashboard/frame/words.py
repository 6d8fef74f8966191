"""What stands around every page: navigation, filters, messages."""

from warehouse.words import Words

PRODUCT = Words("접점", "Touchpoints")
NAVIGATION = Words("페이지 이동", "Pages")
FILTERS = Words("보기 조건", "Filters")
SHOW_FILTERS = Words("조건 바꾸기", "Change filters")
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
NOTHING_LOADED = Words("아직 자료가 없습니다.", "There are no data yet.")
HOW_TO_LOAD = Words(
    "'touchpoints ingest'로 파일을 불러온 뒤 이 페이지를 새로 고치세요.",
    "Load exports with 'touchpoints ingest', then reload this page.",
)
NOT_READY = Words("저장소를 읽을 수 없습니다.", "The warehouse cannot be read.")
HOW_TO_READ = Words(
    "저장소 폴더의 권한과 파일을 확인하거나 백업에서 되돌린 뒤 이 페이지를 새로 고치세요.",
    "Check the rights and the files of its folder, or restore it from a backup, then reload this page.",
)
OTHER_VERSION = Words("다른 버전의 프로그램이 만든 저장소입니다.", "Another version made this warehouse.")
HOW_TO_READ_OTHERS = Words(
    "저장소를 만든 버전을 쓰거나, 이 버전으로 새 폴더에 자료를 다시 불러오세요.",
    "Use the version that made it, or load the exports into a new folder with this one.",
)
MISSING_DATA = Words("저장소의 자료 파일이 없어졌습니다.", "Data files of the warehouse are missing.")
HOW_TO_RESTORE = Words(
    "백업에서 폴더를 되돌리거나, 내보낸 파일을 새 폴더에 다시 불러오세요.",
    "Restore its folder from a backup, or load the exports into a new folder.",
)
PRINTED = Words("{day}에 인쇄", "Printed {day}")
PROBLEM = Words(
    "이 페이지의 일부를 표시하지 못했습니다. 원인은 서버 로그에 있습니다.",
    "Part of this page could not be shown. The reason is in the server log.",
)
