"""F5, F7, F16: nothing but the warehouse's own files is read as one, changed or removed."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analytics.adhoc import run_sql
from analytics.marts.refresh import rebuild, refresh
from ingest.rejected.which import Which
from ingest.replay import replay
from ingest.run import ingest
from tests.project import Project
from warehouse.errors import TouchpointsError, WarehouseError
from warehouse.folder import MARKER
from warehouse.lake import open_reader, writing
from warehouse.settings import Place, Settings
from warehouse.upkeep import tidy
from warehouse.work import sweep, work_folder

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
HOLD_A_WORK_FOLDER = """
import sys
from pathlib import Path
from warehouse.settings_file import read_settings
from warehouse.work import work_folder
folder = work_folder(read_settings(Path(sys.argv[1])))
(folder / "unpacked").mkdir()
(folder / "unpacked" / "export").write_text("personal data")
print(folder, flush=True)
sys.stdin.read()
"""


def rebuild_all(settings: Settings) -> None:
    with writing(settings, "a test") as connection:
        rebuild(connection, settings)


USES: dict[str, Callable[[Settings], object]] = {
    "reading": lambda settings: open_reader(settings).close(),
    "asking": lambda settings: run_sql(settings, "SELECT 1"),
    "tidying": tidy,
    "rebuilding": rebuild_all,
    "replaying": lambda settings: list(replay(settings, Which(), refresh)),
}
LOADING = {"loading": lambda settings: list(ingest(settings, [], refresh))}


def hashes(folder: Path) -> dict[str, str]:
    """Every file below the folder by what is in it."""
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def loaded(project: Project) -> Project:
    project.write_calls("calls.csv", CALL.format("a"))
    project.ingest()
    return project


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("version", ["1", "99", "", "x'; --"])
def test_a_warehouse_of_another_version_is_refused_with_a_way_out(
    make_project: Callable[[], Project], use: str, version: str
) -> None:
    project = loaded(make_project())
    with writing(project.settings, "a test") as connection:
        connection.execute(
            "UPDATE warehouse_facts SET value = $version WHERE name = 'schema_version'", {"version": version}
        )
    with pytest.raises(WarehouseError, match="this program reads version") as problem:
        USES[use](project.settings)
    assert "new folder" in problem.value.way_out


@pytest.mark.parametrize("use", USES)
def test_nothing_but_a_load_makes_a_warehouse(project: Project, use: str) -> None:
    before = hashes(project.folder)
    with pytest.raises(WarehouseError, match="touchpoints ingest"):
        USES[use](project.settings)
    assert hashes(project.folder) == before
    assert not project.settings.lake_folder.exists()


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    before = hashes(folder)
    yield
    assert {name: value for name, value in hashes(folder).items() if name in before} == before


@pytest.mark.parametrize("warehouse", [".", "", "exports", "data", "../{name}"])
@pytest.mark.parametrize("use", USES | LOADING)
def test_a_folder_with_other_files_is_never_taken_for_a_warehouse(
    project: Project, use: str, warehouse: str
) -> None:
    for name in ("data/mine.parquet", "data/main/contacts/load_1.parquet", "exports/mine.csv", "notes.txt"):
        project.write(name, "mine")
    project.write_calls("calls.csv", CALL.format("a"))
    place = warehouse.format(name=project.folder.name)
    with unchanged(project.folder), pytest.raises(TouchpointsError):
        elsewhere = Place.model_construct(folder=Path(place))
        settings = project.settings.model_copy(update={"warehouse": elsewhere})
        settings._folder = project.folder
        settings.__dict__.pop("lake_folder", None)
        (USES | LOADING)[use](settings)
    assert not (project.folder / MARKER).exists()


def test_tidying_removes_nothing_that_a_load_did_not_write(project: Project) -> None:
    loaded(project)
    folder = project.settings.lake_folder
    foreign = (
        "data/mine.parquet",
        "data/main/mine.parquet",
        "data/main/contacts/mine.parquet",
        "data/main/contacts/load_1.parquet.bak",
        "data/main/contacts/deep/load_7.parquet",
        "notes.txt",
        "work/notes.txt",
    )
    for name in foreign:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine", encoding="utf-8")
    leftovers = [folder / "data" / "main" / "contacts" / f"load_{number}.parquet" for number in (77, 78)]
    for leftover in leftovers:
        leftover.write_text("left by a load that was killed", encoding="utf-8")
    tidy(project.settings)
    assert [name for name in foreign if not (folder / name).exists()] == []
    assert [leftover for leftover in leftovers if leftover.exists()] == []
    assert project.query("SELECT contact_id FROM contacts") == [("a",)]


@pytest.mark.parametrize(
    "make", [lambda path: path.write_text("not a database"), lambda path: path.write_bytes(b""), Path.mkdir]
)
@pytest.mark.parametrize("use", USES)
def test_what_is_no_catalogue_is_refused_in_a_sentence(
    project: Project, use: str, make: Callable[[Path], object]
) -> None:
    folder = project.folder / "warehouse"
    folder.mkdir()
    (folder / MARKER).write_text("", encoding="utf-8")
    make(folder / "catalogue.sqlite")
    with pytest.raises(WarehouseError) as problem:
        USES[use](project.settings)
    assert problem.value.way_out


def test_a_catalogue_that_a_killed_first_load_left_empty_is_finished_by_the_next(project: Project) -> None:
    folder = project.folder / "warehouse"
    folder.mkdir()
    (folder / MARKER).write_text("", encoding="utf-8")
    (folder / "catalogue.sqlite").write_bytes(b"")
    assert loaded(project).query("SELECT contact_id FROM contacts") == [("a",)]


@pytest.mark.parametrize("gone", ["data", "data/main/contacts"])
def test_a_load_notices_that_data_are_gone(project: Project, gone: str) -> None:
    project.write_calls("calls.csv", *(CALL.format(number) for number in range(200)))
    project.ingest()
    place = project.settings.lake_folder / gone
    place.rename(project.folder / "elsewhere")
    with pytest.raises(WarehouseError, match="data files of the warehouse are missing"):
        project.ingest()
    place.parent.mkdir(exist_ok=True)
    (project.folder / "elsewhere").rename(place)
    assert [report.status for report in project.ingest()] == ["known"]


def other_process(project: Project) -> "tuple[subprocess.Popen[str], Path]":
    """A process that holds a work folder with an unpacked export in it."""
    command = [sys.executable, "-c", HOLD_A_WORK_FOLDER, str(project.folder / "touchpoints.toml")]
    process = subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_work_of_the_dead_is_swept_and_that_of_the_living_is_not(project: Project) -> None:
    loaded(project)
    (living, kept), (dying, left) = other_process(project), other_process(project)
    dying.kill()
    dying.wait()
    assert left.exists()
    tidy(project.settings)
    assert not left.exists()
    assert (kept / "unpacked" / "export").exists()
    living.communicate("")
    assert not kept.exists()


def test_the_next_load_sweeps_too(project: Project) -> None:
    loaded(project)
    dying, left = other_process(project)
    dying.kill()
    dying.wait()
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    assert not left.exists()


def test_work_goes_elsewhere_where_the_warehouse_cannot_be_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded(project)
    settings = Settings(warehouse=Path("other"))
    settings._folder = project.folder
    settings.lake_folder.mkdir()
    (settings.lake_folder / "work").write_text("a file where the folder would be", encoding="utf-8")
    monkeypatch.setattr("warehouse.work.gettempdir", lambda: str(tmp_path))
    assert work_folder(settings).parent.parent == tmp_path
    assert sweep(settings) == 0


def test_work_goes_on_inside_the_warehouse_once_there_is_one(project: Project) -> None:
    before = work_folder(project.settings)
    loaded(project)
    inside = project.settings.lake_folder
    assert not before.is_relative_to(inside)
    assert work_folder(project.settings).is_relative_to(inside)
