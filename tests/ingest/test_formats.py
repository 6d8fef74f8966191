"""Every format and encoding that systems write gives the same contacts."""

import json
import random
import subprocess
import sys
from typing import Any

import pytest

from tests.every_format import loaded_of, write_each
from tests.export_files import WRITTEN
from tests.generated_rows import contacts_of, rows_of, rules_of
from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project

ROWS = [
    (("a", "k1", "2026-01-05 10:00:00", "대출", "phone", "5", "resolved"), None),
    (("b", "", "2026-01-05 10:01:00", "카드, 신규", "web", "", "failed"), None),
    (("c", "k2", "2026-01-05 10:02:00", '"지점" <2층> & 3층', "branch", "0", "resolved"), None),
    *rows_of(random.Random(20261128), 40),
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, Any]]:
    """The same rows in every format, loaded in one run by the command, and its reports by source.

    In a process of its own: what other tests import here is not there when a user loads.
    """
    project = Project(tmp_path_factory.mktemp("formats"))
    texts = [row for row, _ in ROWS]
    write_each(
        project, {name: written.content(HEADER.split(","), texts) for name, written in WRITTEN.items()}
    )
    words = ["ingest", "--json", "--config", str(project.folder / "touchpoints.toml")]
    done = subprocess.run([sys.executable, "-m", "touchpoints", *words], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return project, {report["source"]: report for report in json.loads(done.stdout)}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_gives_the_same_contacts(everything: tuple[Project, dict[str, Any]], name: str) -> None:
    project, reports = everything
    report = reports[name]
    assert (report["status"], report["reason"]) == ("loaded", None)
    assert (report["read"], report["rejected_by_rule"]) == (len(ROWS), rules_of(ROWS))
    assert report["accepted"] + report["rejected"] == len(ROWS)
    assert loaded_of(project, name) == contacts_of(ROWS)


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
