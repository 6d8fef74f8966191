"""Nasty files made by seed, in one run beside a good one: no file stops another, no record is lost."""

import logging
from collections.abc import Callable, Sequence

import pytest

from analytics.marts.refresh import rebuild
from ingest.report import FileReport
from ingest.run import ingest
from tests.attacks.loading import no_marts
from tests.attacks.nasty_files import Nasty, nasty_files
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.lake import transaction, writing

GOOD = "good,k1,2026-01-05 10:00:00,loans,phone,5,resolved"
FORMATS = ("csv", "jsonl", "parquet", "excel")
SEED = 20261124


def project_of(make_project: Callable[[], Project], files: Sequence[Nasty]) -> Project:
    project = make_project()
    settings = "loading = {max_reject_share = 1}\n" + SETTINGS[: SETTINGS.index("[[sources]]")]
    for file_format in FORMATS:
        settings += (
            f'[[sources]]\nname = "{file_format}"\nfiles = "exports/{file_format}_*"\n'
            f'format = "{file_format}"\ncontacts = "calls.sql"\n'
        )
    project.write("touchpoints.toml", settings)
    project.write("calls.sql", CALLS_SELECT)
    project.write("exports/csv_zzz_good.csv", f"id,customer,started,department,channel,wait,result\n{GOOD}\n")
    for file in files:
        (project.folder / "exports" / file.file).write_bytes(file.content)
    return project


def assert_nothing_is_lost(project: Project, files: Sequence[Nasty], reports: Sequence[FileReport]) -> None:
    by_name = {report.file.removeprefix("exports/"): report for report in reports}
    assert by_name["csv_zzz_good.csv"].status == "loaded", by_name["csv_zzz_good.csv"].reason
    ledger = dict(project.query("SELECT file, status FROM loads"))
    for file in files:
        report = by_name[file.file]
        assert "\n" not in (report.reason or ""), report
        assert len(report.reason or "") < 1_500, report
        assert "not made for" not in (report.reason or ""), report
        assert ledger[report.file] == report.status
        assert report.read == report.accepted + report.unchanged + report.corrected + report.rejected, report
        if file.records is not None:
            assert report.status != "failed", (file.file, report)
            assert report.read == file.records, (file.file, report)
    ((rejected, contacts, in_mart, good),) = project.query(
        "SELECT (SELECT count(*) FROM rejected_rows), (SELECT count(*) FROM contacts),"
        " (SELECT sum(contacts)::BIGINT FROM contact_daily),"
        " (SELECT sum(rows_accepted)::BIGINT FROM loads)"
    )
    assert rejected == sum(report.rejected for report in reports)
    assert contacts == in_mart == good


def load(make_project: Callable[[], Project], files: Sequence[Nasty]) -> None:
    project = project_of(make_project, files)
    assert_nothing_is_lost(project, files, project.ingest())


def test_forty_nasty_files_stop_nothing_and_lose_nothing(
    make_project: Callable[[], Project], caplog: pytest.LogCaptureFixture
) -> None:
    files = nasty_files(SEED, 40)
    project = project_of(make_project, files)
    # Making marts after every file takes most of the time; the slow tests do.
    reports = list(ingest(project.settings, [], no_marts))
    with writing(project.settings, "a test") as connection, transaction(connection):
        rebuild(connection, project.settings)
    assert_nothing_is_lost(project, files, reports)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_nasty_files_stop_nothing_and_lose_nothing(
    make_project: Callable[[], Project], seed: int
) -> None:
    load(make_project, nasty_files(seed, 200))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(180))
def test_a_nasty_file_alone_loses_nothing(make_project: Callable[[], Project], number: int) -> None:
    load(make_project, [nasty_files(SEED, 180)[number]])
