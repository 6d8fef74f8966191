"""Lines of fixed width, counted in characters or in bytes."""

import pytest

from tests.export_files import WIDTHS, fixed
from tests.ingest.sources import load_one
from tests.project import Project

FIXED = 'format = "fixed"\n'
IN_BYTES = FIXED + 'encoding = "cp949"\npositions = "bytes"\n'
PLACES = """columns = { id = [1, 4], customer = [5, 8], started = [9, 27], department = [28, 37],
    channel = [38, 42], wait = [43, 46], result = [47, 54] }""".replace("\n   ", "")


def call(key: str, department: str = "대출", result: str = "resolved") -> list[str]:
    return [key, "k1", "2026-01-05 10:00:00", department, "phone", "5", result]


def widths(**more: int) -> str:
    inner = ", ".join(f"{name} = {width}" for name, width in (WIDTHS | more).items())
    return f"widths = {{ {inner} }}"


def test_positions_are_counted_in_characters_or_in_bytes(project: Project) -> None:
    places = [4, 4, 19, 10, 5, 4, 8]
    by_bytes = fixed([call("a"), call("b", "대출상담팀")], places, "cp949")
    report = load_one(project, f"{IN_BYTES}{PLACES}", "a.txt", by_bytes)
    assert report.accepted == 2, report
    line = "".join(text.ljust(width) for text, width in zip(call("c", "상담팀"), places, strict=True))
    report = load_one(project, f'{FIXED}encoding = "cp949"\n{PLACES}', "b.txt", line.encode("cp949"))
    assert report.accepted == 1, report
    assert project.query("SELECT contact_id, department FROM contacts ORDER BY ALL") == [
        ("a", "대출"),
        ("b", "대출상담팀"),
        ("c", "상담팀"),
    ]


def test_lines_that_do_not_fit_are_rejected_with_their_place(project: Project) -> None:
    good = fixed([call(f"c{number}") for number in range(30)], [*WIDTHS.values()], "cp949")
    widest = sum(WIDTHS.values())
    long = fixed([call("long")], [*WIDTHS.values()], "cp949").rstrip(b"\n").ljust(widest) + b"more\n"
    cut = b"cut".ljust(11) + "대출".encode("cp949") + b"\n"
    short = b"short       k1" + b"\n"
    content = b"HEADER\n" + long + b"\n" + cut + short + good + b"\x1a"
    report = load_one(project, f"{IN_BYTES}{widths()}\nheader_row = 1", "x.txt", content)
    assert (report.read, report.accepted) == (33, 30), report
    assert project.query("SELECT line, rule, raw[:4] FROM rejected_rows ORDER BY line") == [
        (2, "file.beyond_last_column", "long"),
        (4, "file.cut_character", "cut "),
        (5, "occurred_at.missing", '{"id'),
    ]


def test_a_file_of_which_too_much_does_not_fit_fails_as_a_whole(project: Project) -> None:
    report = load_one(project, f"{FIXED}widths = {{ id = 2 }}", "x.txt", b"abcdef\n" * 100)
    assert "the first is line 1. It goes on behind the last column." in (report.reason or "")


def test_a_byte_order_mark_shifts_nothing(project: Project) -> None:
    content = b"\xef\xbb\xbf" + fixed([call("a")], [*WIDTHS.values()], "utf-8")
    for number, counted in enumerate(("bytes", "characters")):
        places = widths(department=40 if counted == "bytes" else 36)
        settings = f'{FIXED}positions = "{counted}"\n{places}'
        report = load_one(project, settings, f"{number}.txt", content + b"\n" * number)
        assert (report.accepted, report.unchanged) == (1 - number, number), report


@pytest.mark.parametrize(
    ("encoding", "content"), [("cp949", b"\xff\xff\n"), ("utf-8", "대출".encode("cp949"))]
)
def test_bytes_of_another_encoding_are_told(used_project: Project, encoding: str, content: bytes) -> None:
    settings = f'{FIXED}positions = "bytes"\nencoding = "{encoding}"\n{widths()}'
    report = load_one(used_project, settings, "x.txt", content)
    assert f"The file is not in {encoding}: byte 0x" in (report.reason or "")
