"""Archives: one file or several that are one export, and what lies beside them."""

import pytest

from tests.export_files import WRITTEN, csv
from tests.ingest.sources import load_one
from tests.packed_files import zipped, zstandard
from tests.project import HEADER, Project

COLUMNS = HEADER.split(",")
LITTER = {"__MACOSX/._a.csv": b"\0\5", "x/.DS_Store": b"\0", "Thumbs.db": b"\0"}


def call(key: str, result: str = "resolved") -> list[str]:
    return [key, "k1", "2026-01-05 10:00:00", "대출", "phone", "5", result]


@pytest.mark.parametrize(
    "name",
    ["utf-16", "titles", "json lines", "json array", "json within", "parquet", "ods", "html", "xes", "fixed"],
)
def test_files_of_an_archive_are_one_export(project: Project, name: str) -> None:
    written = WRITTEN[name]
    parts = {
        f"{key}{written.suffix}": written.content(COLUMNS, [call(key), call(f"{key}2", "DONE")])
        for key in "ba"
    }
    report = load_one(project, written.settings, "x.zip", zipped(**parts, **LITTER))
    assert (report.status, report.read, report.accepted) == ("loaded", 4, 2), report
    # In the order of their names, and each line stands for one row.
    lines = project.query("SELECT line, raw FROM rejected_rows ORDER BY line")
    assert len({line for line, _ in lines}) == 2
    assert ['"a2' in raw for _, raw in lines] == [True, False]


def test_a_note_beside_the_exports_is_left_alone(project: Project) -> None:
    archive = zipped(**{"a.csv": csv(COLUMNS, [call("a")]), "readme.txt": "about these files"})
    assert load_one(project, 'format = "csv"', "x.zip", archive).accepted == 1


def test_files_without_a_line_end_at_their_end_are_not_run_together(project: Project) -> None:
    parts = {f"{key}.csv": csv(COLUMNS, [call(key)]).rstrip("\n").encode("utf-8-sig") for key in "abc"}
    assert load_one(project, 'format = "csv"', "x.zip", zipped(**parts)).accepted == 3


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (
            "x.zip",
            zipped(**{"a.csv": csv(COLUMNS, [call("a")]), "b.csv": csv([*COLUMNS[1:], "more"], [])}),
            "The columns of b.csv are not those of a.csv: it lacks 'id' and has 'more' besides.",
        ),
        (
            "x.zip",
            zipped(**{"a.csv": csv(COLUMNS, [call("a")]), "b.csv": csv(COLUMNS[::-1], [])}),
            "it has them in another order",
        ),
        (
            "x.zip",
            zipped(**{"a.csv": csv(COLUMNS, [call("a")]), "b.csv": ""}),
            "'b.csv' in the archive is empty",
        ),
        ("x.zip", zipped(**LITTER), "The archive holds 0 files"),
        ("x.csv.zst", b"no archive", "cannot be unpacked"),
        ("x.csv.zst", zstandard(csv(COLUMNS, [call("a")]).encode())[:-9], "cannot be unpacked"),
        ("x.csv", zstandard(csv(COLUMNS, [call("a")]).encode()), "it holds a Zstandard archive"),
    ],
)
def test_what_cannot_be_unpacked_or_put_together_says_why(
    used_project: Project, name: str, content: bytes, complaint: str
) -> None:
    report = load_one(used_project, 'format = "csv"', name, content)
    assert report.status == "failed"
    assert complaint in (report.reason or ""), report.reason


def test_a_byte_of_another_encoding_is_told_with_its_line(project: Project) -> None:
    parts = {"a.csv": csv(COLUMNS, [call("a")]), "b.csv": csv(COLUMNS, [call("b")]).encode("cp949")}
    report = load_one(project, 'format = "csv"', "x.zip", zipped(**parts))
    assert "byte 0xB4 in line 2" in (report.reason or ""), report
