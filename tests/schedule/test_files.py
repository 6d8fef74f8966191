"""Which files the schedule takes, and where they are afterwards."""

import os
from pathlib import Path

import pytest

from ingest.archiving import move_to_archive
from tests.project import SETTINGS, Project
from tests.schedule.world import CALL, Office, scheduled
from warehouse.errors import SettingsError

ALWAYS = "* * * * *"
ARCHIVING = 'after_loading = "archive"'


def stood_still(office: Office, name: str, *rows: str) -> Path:
    """A file that was written long before."""
    path = office.project.write_calls(name, *rows)
    office.clock.stand_at_the_writing_of(path)
    office.clock.pass_by(days=1)
    return path


def test_a_file_that_grows_is_left_and_then_loaded_once(office: Office) -> None:
    scheduled(office.project, ALWAYS)
    path = office.project.write_calls("calls_1.csv", CALL)
    office.clock.stand_at_the_writing_of(path)

    def grow() -> None:
        with path.open("a") as file:
            file.write(CALL.replace("c1", "c2") + "\n")

    office.clock.while_waiting = grow
    assert office.run_due()
    assert (office.loaded(), office.clock.waited_seconds) == ([], [10])

    office.clock.while_waiting = lambda: None
    for _ in range(2):
        office.clock.pass_by(minutes=1)
        assert office.run_due()
    assert office.loaded() == ["calls_1.csv"]
    assert office.project.query("SELECT count(*) FROM contacts") == [(2,)]


def test_a_copy_that_keeps_an_old_time_is_as_new_as_the_copy(office: Office) -> None:
    scheduled(office.project, ALWAYS, "[schedule]\nstable_seconds = 3")
    path = office.project.write_calls("calls_1.csv", CALL)
    os.utime(path, (0, 0))
    office.clock.stand_at_the_writing_of(path)
    office.run_due()
    assert (office.loaded(), office.clock.waited_seconds) == (["calls_1.csv"], [3])


def test_nothing_is_waited_for_where_all_stand_still(office: Office) -> None:
    scheduled(office.project, ALWAYS)
    stood_still(office, "calls_1.csv", CALL)
    office.run_due()
    assert (office.loaded(), office.clock.waited_seconds) == (["calls_1.csv"], [])


def test_with_a_marker_a_file_is_loaded_once_its_marker_is_there(office: Office) -> None:
    scheduled(office.project, ALWAYS, 'marker = "{file}.done"')
    stood_still(office, "calls_1.csv", CALL)
    office.run_due()
    assert office.loaded() == []
    assert office.clock.waited_seconds == []
    office.project.write("calls_1.csv.done", "")
    office.clock.pass_by(minutes=1)
    office.run_due()
    assert office.loaded() == ["calls_1.csv"]


def test_patterns_honour_markers_by_hand_too_but_a_file_that_is_named_is_loaded_at_once(
    project: Project,
) -> None:
    text = SETTINGS.replace("calls*.csv", "calls*")
    project.write("touchpoints.toml", f'{text}marker = "{{file}}.done"')
    named = project.write_calls("calls_1.csv", CALL)
    project.write_calls("calls_2.csv", CALL.replace("c1", "c2"))
    project.write("calls_2.csv.done", "")
    assert [report.file for report in project.ingest()] == ["calls_2.csv"]
    assert [(report.file, report.status) for report in project.ingest(named)] == [("calls_1.csv", "loaded")]


@pytest.mark.parametrize("marker", ["done", "{file}", "{file}/done", "{stem}.done", "{file}{file}.done"])
def test_a_marker_that_is_no_name_made_of_the_file_is_refused(project: Project, marker: str) -> None:
    project.write("touchpoints.toml", f'{SETTINGS}marker = "{marker}"')
    with pytest.raises(SettingsError, match=r"as \{file\}\.done"):
        _ = project.settings


def test_loaded_files_move_to_the_archive_and_failed_ones_stay(office: Office) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING)
    loaded = stood_still(office, "calls_1.csv", CALL)
    failed = stood_still(office, "calls_2.csv")
    failed.write_text("no,such,columns\n1,2,3\n")
    assert not office.run_due()
    assert not loaded.exists()
    assert (office.project.folder / "archive" / "calls_1.csv").exists()
    assert failed.exists()


def test_a_name_that_is_taken_in_the_archive_is_never_overwritten(office: Office) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING)
    for number in range(3):
        stood_still(office, "calls.1.csv", CALL.replace("c1", f"c{number}"))
        office.run_due()
    archive = office.project.folder / "archive"
    texts = {path.name: path.read_text() for path in archive.iterdir()}
    assert sorted(texts) == ["calls.1.csv", "calls.2.1.csv", "calls.3.1.csv"]
    assert len(set(texts.values())) == 3


def test_a_file_that_was_moved_is_known_by_its_content(office: Office) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING)
    stood_still(office, "calls_1.csv", CALL)
    office.run_due()
    again = stood_still(office, "calls_copy.csv", CALL)
    assert [report.status for report in office.project.ingest(again)] == ["known"]
    office.run_due()
    assert sorted(path.name for path in (office.project.folder / "archive").iterdir()) == [
        "calls_1.csv",
        "calls_copy.csv",
    ]


def test_a_marker_moves_with_its_file(office: Office) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING, 'marker = "{file}.done"')
    office.project.write_calls("calls_1.csv", CALL)
    office.project.write("calls_1.csv.done", "")
    office.run_due()
    names = sorted(path.name for path in (office.project.folder / "archive").iterdir())
    assert names == ["calls_1.csv", "calls_1.csv.done"]
    assert not [*office.project.folder.glob("calls_*")]


def test_what_cannot_be_moved_stops_no_other_file_and_is_told(office: Office) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING)
    office.project.write("archive", "a file where the folder should be")
    for number in range(2):
        stood_still(office, f"calls_{number}.csv", CALL.replace("c1", f"c{number}"))
    assert not office.run_due()
    first, second, error, _upkeep = office.said()
    assert [line["status"] for line in (first, second)] == ["loaded", "loaded"]
    assert "2 loaded files could not be moved to the archive" in error["reason"]


def test_a_file_goes_to_an_archive_on_another_disk_whole(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduled(office.project, ALWAYS, ARCHIVING)
    path = stood_still(office, "calls_1.csv", CALL)
    text, rename = path.read_text(), Path.replace

    def between_disks(source: Path, target: Path) -> Path:
        if source == path:
            raise OSError(18, "Invalid cross-device link")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", between_disks)
    settings = office.project.settings
    moved = move_to_archive(settings, settings.sources[0], path)
    assert (moved.read_text(), path.exists()) == (text, False)
    assert [*moved.parent.iterdir()] == [moved]


@pytest.mark.parametrize("archive", ["warehouse/old", "exports"])
def test_an_archive_in_the_warehouse_or_where_exports_come_is_refused(project: Project, archive: str) -> None:
    text = SETTINGS.replace("calls*.csv", "exports/calls/*.csv")
    project.write("touchpoints.toml", f'{text}{ARCHIVING}\narchive = "{archive}"')
    with pytest.raises(SettingsError, match=r"sources\.0\.archive"):
        _ = project.settings
