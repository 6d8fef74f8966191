"""Every format and encoding that systems write gives the same contacts."""

import pytest

from tests.attacks.loading import load
from tests.export_files import WRITTEN
from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project

ROWS = [
    ("a", "k1", "2026-01-05 10:00:00", "대출", "phone", "5", "resolved"),
    ("b", "", "2026-01-05 10:01:00", "카드, 신규", "web", "", "failed"),
    ("c", "k2", "2026-01-05 10:02:00", '"지점" <2층> & 3층', "branch", "0", "resolved"),
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same rows in every format, each with ids of its own, loaded in one run."""
    project = Project(tmp_path_factory.mktemp("formats"))
    settings = SETTINGS[: SETTINGS.index("[[sources]]")]
    for number, (name, written) in enumerate(WRITTEN.items()):
        settings += (
            f'[[sources]]\nname = "{name}"\nfiles = "{number:02}/*"\ncontacts = "calls.sql"\n'
            f"{written.settings}\n"
        )
        (project.folder / f"{number:02}").mkdir()
        rows = [[f"{name} {row[0]}"[-12:], *row[1:]] for row in ROWS]
        content = written.content(HEADER.split(","), rows)
        (project.folder / f"{number:02}" / f"calls{written.suffix}").write_bytes(content)
    project.write("touchpoints.toml", settings)
    project.write("calls.sql", CALLS_SELECT)
    load(project)
    return project


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_gives_the_same_contacts(everything: Project, name: str) -> None:
    source = f"FROM loads WHERE source = '{name}'"
    assert everything.query(f"SELECT status, rows_read, rows_accepted, reason {source}") == [
        ("loaded", 3, 3, None)
    ]
    found = everything.query(
        "SELECT customer_id, occurred_local::VARCHAR, department, channel, wait_seconds, outcome"
        f" FROM contacts WHERE load_id = (SELECT load_id {source}) ORDER BY occurred_at"
    )
    assert found == [(row[1] or None, *row[2:5], float(row[5]) if row[5] else None, row[6]) for row in ROWS]


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
