"""What the page of benchmarks and monitoring says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

PICK_SET = Words("문항 묶음", "Question set")
NONE_ENTERED = Words("입력한 외부 지수가 없습니다.", "No published value was entered yet.")
HOW_TO_ENTER = Words(
    "아래에 입력하거나 'touchpoints benchmarks import FILE.csv'로 불러옵니다.",
    "Enter one below, or load several with 'touchpoints benchmarks import FILE.csv'.",
)
ABOVE = Words(
    "{year}년 우리 {set} {own}점({low} – {high})은 {name} {published}점보다 높습니다.",
    "In {year} our own {set} of {own} ({low} – {high}) is above {name} at {published}.",
)
BELOW = Words(
    "{year}년 우리 {set} {own}점({low} – {high})은 {name} {published}점보다 낮습니다.",
    "In {year} our own {set} of {own} ({low} – {high}) is below {name} at {published}.",
)
ALIKE = Words(
    "{year}년 우리 {set} {own}점({low} – {high})과 외부 값의 차이는 우연일 수 있습니다.",
    "In {year} our own {set} of {own} ({low} – {high}) differs from no published value beyond its interval.",
)
NO_OWN = Words(
    "입력한 외부 값과 같은 해의 우리 지수가 없습니다.",
    "There is no index of our own in a year of the published values.",
)
BESIDE_MEANS = Words(
    "외부 값은 다른 표본과 방법으로 나온 값입니다. 우리 구간 밖에 있을 때만(값이 여럿이면 "
    "본페로니) 다르다고 합니다.",
    "Published values come from other samples and methods. A difference is told only beyond our own interval "
    "(Bonferroni over several values).",
)
BESIDE = Words("외부 지수와 우리 {set}", "Published values beside our own {set}")
BESIDE_CAPTION = Words(
    "선은 우리 지수와 95 % 구간, 그 해 자료가 있는 날만 · 점은 입력한 값, 0–100으로 바꿈",
    "The line is our own index with its 95 % interval, of the days of a year that have data · marks are "
    "entered values, from 0 to 100",
)
OUR_OWN = Words("우리 지수", "Our own index")
ABOUT: Mapping[str, Words] = MappingProxyType(
    {
        "own": Words("우리 회사(외부 조사)", "This company (published)"),
        "competitor": Words("경쟁사", "A competitor"),
        "industry": Words("업종", "The industry"),
    }
)
COLUMNS = (
    Words("해", "Year"),
    Words("지수", "Index"),
    Words("누구의 값", "About"),
    Words("이름", "Name"),
    Words("외부 값", "Published"),
    Words("우리 지수", "Our own"),
    Words("차이", "Difference"),
    Words("기관", "Organisation"),
    Words("출처", "Source"),
)
ENTER = Words("외부 값 입력", "Enter a published value")
ORGANISATION = Words("기관", "Organisation")
INDEX = Words("지수 이름", "Index")
YEAR = Words("해", "Year")
VALUE = Words("값", "Value")
LOWEST = Words("척도 최저", "Lowest of its scale")
HIGHEST = Words("척도 최고", "Highest of its scale")
OF_WHOM = Words("누구의 값", "About")
NAME = Words("이름", "Name")
SOURCE = Words("출처", "Source")
SAVE = Words("저장", "Save")
REMOVE_WHICH = Words("지울 값", "Value to remove")
REMOVE = Words("지우기", "Remove")
SAVED = Words("저장했습니다: {index} {year}.", "Saved: {index} {year}.")
REMOVED = Words("지웠습니다.", "Removed.")
NOT_SAVED = Words("저장하지 못했습니다: {problem}", "Not saved: {problem}")
READ_ONLY = Words(
    "여기서는 입력할 수 없습니다. 이 컴퓨터에서 연 서버이거나 설정의 [server] writing이 "
    "‘always’일 때 입력합니다.",
    "Nothing can be entered here: only where the server listens on this machine alone, or where the settings "
    "say writing = “always” under [server].",
)
GAPS = Words("모니터링 점수 − 고객 점수", "What monitors give less what customers give")
GAPS_CAPTION = Words(
    "{set}의 두 쪽이 함께 매긴 문항에서, 0–100점 · 선은 95 % 구간 · 속이 빈 점: 같은 접점이 "
    "적어 접촉도와 채널 안에서 견줌 · 고른 기간이 없으면 모든 날",
    "On the items of {set} that both rate, from 0 to 100 · lines are 95 % intervals · hollow: few contacts "
    "rated by both, compared within tier and channel instead · all days unless some are picked",
)
NO_GAPS = Words(
    "모니터링과 고객이 함께 매긴 문항이 없습니다.", "Monitors and customers rate no item in common."
)
STANDS_OUT = Words(
    "{part}의 차이 {gap}점({low} – {high})은 다른 곳 전체와 우연을 넘게 다릅니다.",
    "The gap of {part}, {gap} points ({low} – {high}), is beyond chance unlike that of all others.",
)
NONE_STANDS_OUT = Words(
    "차이가 우연을 넘게 다른 곳은 없습니다(비교 {looks}곳).",
    "No gap differs from the others beyond chance ({looks} compared).",
)
GAPS_TABLE = Words("모니터링과 고객의 점수", "Scores of monitors and of customers")
GAP_COLUMNS = (
    Words("부서", "Department"),
    Words("모니터링", "Monitors"),
    Words("고객", "Customers"),
    Words("차이", "Gap"),
    Words("모니터링한 접점", "Monitored contacts"),
    Words("고객도 매긴 접점", "Rated by both"),
    Words("견준 방법", "Compared"),
)
WAYS: Mapping[str, Words] = MappingProxyType(
    {
        "contact": Words("같은 접점끼리", "on the same contacts"),
        "cell": Words("접촉도·채널 안에서", "within tier and channel"),
    }
)
AGREEMENT = Words("모니터링과 고객은 얼마나 같게 보나", "How far monitors and customers agree")
AGREEMENT_COLUMNS = (
    Words("문항", "Item"),
    Words("일치도 ICC(2,1)", "Agreement ICC(2,1)"),
    Words("순서의 일치 ICC(3,1)", "Consistency ICC(3,1)"),
    Words("가중 카파", "Weighted kappa"),
    Words("둘 다 매긴 접점", "Rated by both"),
)
AGREEMENT_CAPTION = Words(
    "1이면 늘 같은 점수, 0이면 우연만큼 · 일치도는 높낮이의 차이도 세고, 순서의 일치는 빼고 봅니다 · "
    "카파는 제곱 가중치 · 괄호는 95 % 구간(접점에 대해)",
    "1: always the same score, 0: no more than chance · agreement counts a difference in level too, "
    "consistency sets it aside · kappa has quadratic weights · in brackets 95 % intervals (over contacts)",
)
WHOLE_SET = Words("전체(0–100)", "All together (0–100)")
PER = Words("나누기", "By")
DEPARTMENT, AGENT = Words("부서", "Department"), Words("담당자", "Agent")
UNKNOWN = Words("모름", "Unknown")
