"""What stands on top of a page: the one sentence, or that it has nothing to show and why."""

from dash import html

from warehouse.errors import (
    MissingDataError,
    NoWarehouseError,
    OlderVersionError,
    OtherVersionError,
    TouchpointsError,
)
from warehouse.words import Language, Words

_NOTHING_LOADED = Words("아직 자료가 없습니다.", "There are no data yet.")
_HOW_TO_LOAD = Words(
    "'touchpoints ingest'로 파일을 불러온 뒤 이 페이지를 새로 고치세요.",
    "Load exports with 'touchpoints ingest', then reload this page.",
)
_NOT_READY = Words("저장소를 읽을 수 없습니다.", "The warehouse cannot be read.")
_HOW_TO_READ = Words(
    "저장소 폴더의 권한과 파일을 확인하거나 백업에서 되돌린 뒤 이 페이지를 새로 고치세요.",
    "Check the rights and the files of its folder, or restore it from a backup, then reload this page.",
)
_OTHER_VERSION = Words("다른 버전의 프로그램이 만든 저장소입니다.", "Another version made this warehouse.")
_HOW_TO_READ_OTHERS = Words(
    "저장소를 만든 버전을 쓰거나, 이 버전으로 새 폴더에 자료를 다시 불러오세요.",
    "Use the version that made it, or load the exports into a new folder with this one.",
)
_OLDER_VERSION = Words("이전 버전의 프로그램이 만든 저장소입니다.", "An earlier version made this warehouse.")
_HOW_TO_UPGRADE = Words(
    "'touchpoints rebuild'를 실행하거나 다음 파일을 불러오면 그 자리에서 새 버전으로 바뀝니다.",
    "Run 'touchpoints rebuild', or load the next file: either brings it up to date in place.",
)
_MISSING_DATA = Words("저장소의 자료 파일이 없어졌습니다.", "Data files of the warehouse are missing.")
_HOW_TO_RESTORE = Words(
    "백업에서 폴더를 되돌리거나, 내보낸 파일을 새 폴더에 다시 불러오세요.",
    "Restore its folder from a backup, or load the exports into a new folder.",
)

# The place above every page for what went wrong while it was filled.
PROBLEM = "problem"

_WORDS = {
    OlderVersionError: (_OLDER_VERSION, _HOW_TO_UPGRADE),
    OtherVersionError: (_OTHER_VERSION, _HOW_TO_READ_OTHERS),
    MissingDataError: (_MISSING_DATA, _HOW_TO_RESTORE),
}


def sentence(title: str, *details: str) -> html.Div:
    """What was found, and beneath it in small how surely and of what; details without words are left out."""
    small = [html.P(detail, className="small muted") for detail in details if detail]
    return html.Div([html.H1(title, className="large"), *small])


def notice(title: str, way_out: str) -> html.Div:
    """What is the matter, and what to do about it."""
    return html.Div([html.H1(title, className="large"), html.P(way_out)], className="notice", role="status")


def nothing_loaded(language: Language) -> html.Div:
    """There is no warehouse yet, or nothing in it."""
    return notice(_NOTHING_LOADED.text(language), _HOW_TO_LOAD.text(language))


def not_readable(error: TouchpointsError, language: Language, *, is_beside: bool = False) -> html.Div:
    """Why the warehouse cannot be read, and what the command would say of it; in a line beside a page."""
    title, way_out = _WORDS.get(type(error), (_NOT_READY, _HOW_TO_READ))
    details = [str(error)]
    if isinstance(error, NoWarehouseError):
        title, way_out, details = _NOTHING_LOADED, _HOW_TO_LOAD, []
    if is_beside:
        return html.Div(f"{title.text(language)} {way_out.text(language)}")
    said = notice(title.text(language), way_out.text(language))
    said.children += [html.P(detail, className="small muted") for detail in details]
    return said
