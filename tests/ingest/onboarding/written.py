"""One export as a Korean and as an English company write it, in any format."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sample_data.words import Language
from tests.export_files import csv, html_table, objects, text, xls, xlsx


@dataclass(frozen=True)
class Written:
    """What is called how. opened, wait: as the n-th row has them; memo, customer: what theirs begin with."""

    header: list[str]
    customer: str
    opened: Callable[[int], str]
    teams: tuple[str, str]
    channels: tuple[str, str]
    wait: Callable[[int], str]
    outcomes: tuple[str, str, str]
    memo: str

    def rows(self) -> list[list[str]]:
        """Forty calls."""
        return [
            [
                f"T{number:03}",
                f"{self.customer}{number % 7}",
                self.opened(number),
                self.teams[number % 2],
                self.channels[number % 2],
                self.wait(number),
                self.outcomes[number % 3],
                f"{self.memo} {number}",
            ]
            for number in range(40)
        ]


WRITTEN: dict[Language, Written] = {
    "ko": Written(
        ["상담번호", "고객번호", "상담일시", "부서", "채널", "대기시간", "처리결과", "비고"],
        "고객",
        lambda number: f"2026년 1월 {number % 28 + 1}일 오후 {number % 11 + 1}시 5분",
        ("요금", "설치"),
        ("전화", "web"),
        lambda number: f"{number % 9}:{number % 60:02}",
        ("완결", "미결", "포기"),
        "메모",
    ),
    "en": Written(
        ["Ticket no", "Customer", "Opened", "Team", "Channel", "Wait (min)", "Status", "Memo"],
        "C",
        lambda number: f"{number % 27 + 1}/1/2026 14:{number % 60:02}",
        ("Billing", "Repairs"),
        ("phone", "web"),
        lambda number: f"{number % 9}",
        ("Solved", "Open", "Failed"),
        "memo",
    ),
}
KOREAN = WRITTEN["ko"]


def write_format(name: str, header: list[str], rows: list[list[str]]) -> tuple[str, bytes]:
    """A file of that format: its name and its content."""
    match name:
        case "cp949":
            return "calls_2026-01.csv", csv(header, rows).encode("cp949")
        case "semicolons, titles":
            return "calls_2026-01.csv", ("Report of calls\n\n" + csv(header, rows, ";")).encode()
        case "tabs in utf-16":
            return "calls_2026-01.txt", csv(header, rows, "\t").encode("utf-16")
        case "xlsx":
            return "calls_2026-01.xlsx", xlsx(header, rows)
        case "titles in xls":
            return "calls_2026-01.xls", xls(Sheet=[["Report"], [], header, *rows])
        case "html as xls":
            return "calls_2026-01.xls", html_table(header, rows).encode()
        case "json":
            items = objects(header, rows)
            return (
                "calls_2026-01.json",
                f'{{"data": {{"items": {pl.DataFrame(items).write_json()}}}}}'.encode(),
            )
        case "gz":
            return "calls_2026-01.csv.gz", gzip.compress(text(csv)(header, rows))
        case _:
            return "calls_2026-01.csv", text(csv)(header, rows)
