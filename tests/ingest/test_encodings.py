"""An encoding is declared; a file in another one says which byte, in which line, and what would fit."""

import pytest

from tests.export_files import csv
from tests.ingest.sources import load_one
from tests.project import HEADER, Project

CURLY = [
    ["a", "k1", "2026-01-05", "loans", "phone", "5", "resolved"],
    ["b", "k1", "2026-01-05", "Don’t – Café €", "phone", "5", "resolved"],
]
KOREAN = [["a", "k1", "2026-01-05", "대출 상담", "phone", "5", "resolved"]]
JAPANESE = [["a", "k1", "2026-01-05", "①データ", "phone", "5", "resolved"]]


def text_of(rows: list[list[str]], encoding: str) -> bytes:
    return csv(HEADER.split(","), rows).encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "codec", "rows"),
    [("windows-1252", "cp1252", CURLY), ("shift-jis", "cp932", JAPANESE), ("latin-1", "latin-1", [])],
)
def test_what_is_in_an_encoding_is_kept(
    project: Project, encoding: str, codec: str, rows: list[list[str]]
) -> None:
    rows = rows or [["a", "k1", "2026-01-05", "Café §", "phone", "5", "resolved"]]
    report = load_one(project, f'format = "csv"\nencoding = "{encoding}"', "x.csv", text_of(rows, codec))
    assert (report.status, report.accepted) == ("loaded", len(rows)), report
    assert [name for (name,) in project.query("SELECT department FROM contacts ORDER BY contact_id")] == [
        row[3] for row in rows
    ]


@pytest.mark.parametrize(
    ("declared", "content", "complaints"),
    [
        ("utf-8", text_of(CURLY, "cp1252"), ["0x92 in line 3", "windows-1252 would fit"]),
        ("latin-1", text_of(CURLY, "cp1252"), ["0x92 in line 3", "control", "windows-1252 would fit"]),
        ("utf-8", text_of(KOREAN, "utf-16"), ["UTF-16", "0xFF 0xFE", "'encoding' to utf-16,"]),
        ("utf-8", text_of(KOREAN, "utf-16-le"), ["UTF-16", "'encoding' to utf-16-le"]),
        ("cp949", text_of(KOREAN, "utf-16-be"), ["UTF-16", "'encoding' to utf-16-be"]),
        ("utf-16", text_of(KOREAN, "utf-8"), ["0x22 0x69", "no byte order mark", "utf-8 may fit"]),
        ("utf-16", text_of(KOREAN, "utf-16-le"), ["no byte order mark", "utf-16-le may fit"]),
        ("utf-16-le", text_of(KOREAN, "utf-16-be"), ["utf-16-be may fit"]),
        ("utf-16-le", text_of(KOREAN, "utf-16-le")[:-1], ["byte 0x0A in line 2", "cut off"]),
        ("utf-8", text_of(KOREAN, "utf-32"), ["UTF-32, which is not read"]),
        ("shift-jis", text_of(KOREAN, "cp949") + b"\xff", ["not in shift-jis: byte 0x"]),
    ],
)
def test_a_file_in_another_encoding_says_what_would_fit(
    used_project: Project, declared: str, content: bytes, complaints: list[str]
) -> None:
    report = load_one(used_project, f'format = "csv"\nencoding = "{declared}"', "x.csv", content)
    assert report.status == "failed"
    for complaint in complaints:
        assert complaint in (report.reason or ""), report.reason


def test_a_byte_far_into_the_file_is_told_with_its_line(project: Project) -> None:
    rows = [[f"c{number}", *CURLY[0][1:]] for number in range(60_000)]
    content = text_of(rows, "utf-16-be") + "“x".encode("utf-16-be") + b"\xd8\x00\x00\x41"
    report = load_one(project, 'format = "csv"\nencoding = "utf-16-be"', "x.csv", content)
    assert "byte 0xD8 in line 60,002" in (report.reason or ""), report
