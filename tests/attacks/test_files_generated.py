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


def what_is_amiss(
    project: Project, files: Sequence[Nasty], reports: Sequence[FileReport]
) -> list[tuple[str, object]]:
    """What does not hold of a run, each with what was found: nothing where every record is accounted for."""
    by_name = {report.file.removeprefix("exports/"): report for report in reports}
    good = by_name["csv_zzz_good.csv"]
    ledger = dict(project.query("SELECT file, status FROM loads"))
    amiss: list[tuple[str, object]] = [("the good file", good)] * (good.status != "loaded")
    for file in files:
        report = by_name[file.file]
        amiss += [(what, report) for what in amiss_in(file, report)]
        amiss += [("the ledger", report)] * (ledger[report.file] != report.status)
    ((rejected, contacts, in_mart, accepted),) = project.query(
        "SELECT (SELECT count(*) FROM rejected_rows), (SELECT count(*) FROM contacts),"
        " (SELECT sum(contacts)::BIGINT FROM contact_daily),"
        " (SELECT sum(rows_accepted)::BIGINT FROM loads)"
    )
    amiss += [("rejects", rejected)] * (rejected != sum(report.rejected for report in reports))
    amiss += [("marts", (contacts, in_mart, accepted))] * (not contacts == in_mart == accepted)
    return amiss


def amiss_in(file: Nasty, report: FileReport) -> list[str]:
    """What does not hold of one file's report."""
    reason = report.reason or ""
    told = report.accepted + report.unchanged + report.corrected + report.rejected
    holds = {
        "a reason in one line": "\n" not in reason,
        "a reason that can be read": len(reason) < 1_500,
        "a reason that a person can mend": "not made for" not in reason,
        "counts": report.read == told,
        "all records read": file.records in (None, report.read),
        "loaded where it can be": file.records is None or report.status != "failed",
    }
    return [what for what, is_so in holds.items() if not is_so]


def amiss_after_loading(
    make_project: Callable[[], Project], files: Sequence[Nasty]
) -> list[tuple[str, object]]:
    project = project_of(make_project, files)
    return what_is_amiss(project, files, project.ingest())


def test_forty_nasty_files_stop_nothing_and_lose_nothing(
    make_project: Callable[[], Project], caplog: pytest.LogCaptureFixture
) -> None:
    files = nasty_files(SEED, 40)
    project = project_of(make_project, files)
    # Making marts after every file takes most of the time; the slow tests do.
    reports = list(ingest(project.settings, [], no_marts))
    with writing(project.settings, "a test") as connection, transaction(connection):
        rebuild(connection, project.settings)
    assert what_is_amiss(project, files, reports) == []
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_nasty_files_stop_nothing_and_lose_nothing(
    make_project: Callable[[], Project], seed: int
) -> None:
    assert amiss_after_loading(make_project, nasty_files(seed, 200)) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(180))
def test_a_nasty_file_alone_loses_nothing(make_project: Callable[[], Project], number: int) -> None:
    assert amiss_after_loading(make_project, [nasty_files(SEED, 180)[number]]) == []
