"""Every format and encoding that systems write gives the same contacts."""

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project

ROWS = [
    ("a", "k1", "2026-01-05 10:00:00", "대출", "phone", "5", "resolved"),
    ("b", None, "2026-01-05 10:01:00", "카드, 신규", "web", None, "failed"),
    ("c", "k2", "2026-01-05 10:02:00", '"지점"\n2층', "branch", "0", "resolved"),
]
FRAME = pl.DataFrame(ROWS, schema=HEADER.split(","), orient="row")
CSV = FRAME.write_csv()


def write(folder: Path, name: str) -> None:
    path = folder / name
    match name:
        case "calls.csv":
            path.write_text(CSV, encoding="utf-8")
        case "calls_bom.csv":
            path.write_text(CSV.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
        case "calls_cp949.csv" | "calls_euckr.csv":
            path.write_text(CSV, encoding="cp949")
        case "calls.tsv":
            FRAME.write_csv(path, separator="\t")
        case "calls.csv.gz":
            path.write_bytes(gzip.compress(CSV.encode()))
        case "calls.zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("inner.csv", CSV)
        case "calls.jsonl":
            FRAME.write_ndjson(path)
        case "calls.jsonl.gz":
            path.write_bytes(gzip.compress(FRAME.write_ndjson().encode()))
        case "calls.parquet":
            FRAME.with_columns(pl.col("wait").cast(pl.Int32)).write_parquet(path)
        case "calls.xlsx":
            FRAME.with_columns(pl.col("wait").cast(pl.Int32)).write_excel(path)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("calls.csv", 'format = "csv"'),
        ("calls_bom.csv", 'format = "csv"'),
        ("calls_cp949.csv", 'format = "csv"\nencoding = "cp949"'),
        ("calls_euckr.csv", 'format = "csv"\nencoding = "euc-kr"'),
        ("calls.tsv", 'format = "tsv"'),
        ("calls.csv.gz", 'format = "csv"'),
        ("calls.zip", 'format = "csv"'),
        ("calls.jsonl", 'format = "jsonl"'),
        ("calls.jsonl.gz", 'format = "jsonl"'),
        ("calls.parquet", 'format = "parquet"'),
        ("calls.xlsx", 'format = "excel"'),
    ],
)
def test_every_format_gives_the_same_contacts(project: Project, name: str, options: str) -> None:
    project.write(
        "touchpoints.toml", SETTINGS.replace("calls*.csv", "calls*").replace('format = "csv"', options)
    )
    (project.folder / "calls.sql").rename(project.folder / "select.sql")
    text = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", text.replace('"calls.sql"', '"select.sql"'))
    write(project.folder, name)
    (report,) = project.ingest()
    assert (report.status, report.accepted, report.rejected) == ("loaded", 3, 0), report
    found = project.query(
        "SELECT contact_id, customer_id, occurred_local::VARCHAR, replace(department, chr(13), ''), channel,"
        " wait_seconds, outcome"
        " FROM contacts ORDER BY contact_id"
    )
    assert found == [(*row[:5], None if row[5] is None else float(row[5]), row[6]) for row in ROWS]


def test_times_without_a_zone_are_taken_in_the_sources_zone_and_stored_in_utc(project: Project) -> None:
    project.write(
        "touchpoints.toml",
        SETTINGS.replace('format = "csv"', 'format = "csv"\ntime_zone = "America/New_York"'),
    )
    project.write_calls(
        "calls.csv",
        "a,,2026-03-08 01:30:00,loans,phone,5,resolved",
        "b,,2026-03-08 03:30:00,loans,phone,5,resolved",
        "c,,2026-03-08T03:30:00Z,loans,phone,5,resolved",
        "d,,1997-06-01T00:00:00+09:00,loans,phone,5,resolved",
    )
    project.ingest()
    assert project.query(
        "SELECT occurred_at::VARCHAR, occurred_local::VARCHAR FROM contacts ORDER BY contact_id"
    ) == [
        ("2026-03-08 06:30:00+00", "2026-03-08 15:30:00"),
        ("2026-03-08 07:30:00+00", "2026-03-08 16:30:00"),
        ("2026-03-08 03:30:00+00", "2026-03-08 12:30:00"),
        ("1997-05-31 15:00:00+00", "1997-06-01 00:00:00"),
    ]


def test_lines_of_json_that_are_no_objects_are_kept_with_their_place(project: Project) -> None:
    project.write(
        "touchpoints.toml", SETTINGS.replace("calls*.csv", "calls*.jsonl").replace('"csv"', '"jsonl"')
    )
    good = '{"id": "%s", "started": "2026-01-05", "department": "loans", "channel": "web", "result": "%s"}'
    lines = [good % ("a", "resolved"), '{"id": "b", "sta', "", "[1]", good % ("c", "nonsense")]
    project.write("calls.jsonl", "\n".join(lines))
    project.write(
        "calls.sql",
        CALLS_SELECT.replace("customer AS customer_id, ", "").replace("wait AS wait_seconds,", ""),
    )
    (report,) = project.ingest()
    assert (report.read, report.accepted) == (4, 1)
    assert project.query("SELECT line, rule FROM rejected_rows ORDER BY line") == [
        (2, "file.not_a_json_object"),
        (4, "file.not_a_json_object"),
        (5, "outcome.allowed"),
    ]
