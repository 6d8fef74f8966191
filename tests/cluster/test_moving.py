"""A warehouse moved from a folder to PostgreSQL and a bucket, and back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import psycopg
import pytest
from typer.testing import CliRunner

from state.changes import Change, add_change, changes
from state.moving import take_along
from tests.project import Project
from touchpoints import app
from warehouse.data_files import data_files
from warehouse.errors import NoWarehouseError, TouchpointsError, WarehouseError
from warehouse.lake import open_reader
from warehouse.moving import move as moving
from warehouse.moving.move import move

ROW = "{},k{},2026-01-{:02} 10:00:00,loans,phone,{},resolved"
NOW = datetime(2026, 11, 5, 12, tzinfo=UTC)
CALLBACK = Change(
    change_id=0,
    begins_on=date(2026, 1, 9),
    departments=(),
    contact_tier=None,
    kind="process",
    problem="calls wait long",
    plan="a callback within the hour",
    owner="operations",
    due=None,
    done_on=None,
    measure="wait_mean",
    wanted=-20.0,
    state="planned",
)
TABLES = ("contacts", "loads", "contact_daily", "rejected_rows")


@pytest.fixture
def filled(make_project: Callable[[], Project]) -> Project:
    """In a folder: three loads, one of which corrects another and has a reject; few rows, so kept inlined."""
    project = make_project()
    for number in range(3):
        rows = [
            ROW.format(f"c{place}", place, 1 + place % 28, number) for place in range(number, number + 40)
        ]
        project.write_calls(f"calls_{number}.csv", *rows, ROW.format("", 1, 1, 1))
        project.ingest()
    large = [ROW.format(f"d{place}", place, 1 + place % 28, 7) for place in range(500)]
    project.write_calls("calls_large.csv", *large)
    project.ingest()
    return project


def versions(project: Project) -> list[tuple[int, int]]:
    """Every version that somebody loaded into, with how many contacts it has."""
    with open_reader(project.settings) as connection:
        found = connection.sql("SELECT snapshot_id FROM ducklake_snapshots('lake') ORDER BY 1").fetchall()
    counted = []
    for (number,) in found:
        # The first two are those of tables that are being made.
        with suppress(NoWarehouseError), open_reader(project.settings, version=number) as connection:
            ((rows,),) = connection.sql("SELECT count(*) FROM contacts").fetchall()
            counted.append((number, rows))
    return counted


def test_a_warehouse_goes_to_postgres_and_a_bucket_and_back_with_all_its_versions(
    filled: Project, remote: Project, make_project: Callable[[], Project]
) -> None:
    before, history = filled.tables(TABLES), versions(filled)
    add_change(filled.settings, CALLBACK, NOW)
    moved = move(filled.settings, remote.settings, quietly, take_along)
    assert moved.rows["contacts"] == before["contacts"].height
    back = make_project()
    move(remote.settings, back.settings, quietly, take_along)
    for place in (remote, back):
        assert all(before[name].equals(place.tables(TABLES)[name]) for name in TABLES)
        # Writing what was inlined into files makes a version of its own.
        assert versions(place)[: len(history)] == history
        assert [change.plan for change in changes(place.settings)] == [CALLBACK.plan]


def test_the_old_warehouse_stays_as_it_was(filled: Project, remote: Project) -> None:
    def everything() -> dict[str, bytes]:
        folder = filled.settings.lake_folder
        files = (path for path in folder.rglob("*") if path.is_file() and "work" not in path.parts)
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in files
            # What a reader makes anew whenever it looks.
            if not path.name.endswith(("-shm", "-wal", ".lock"))
        }

    before = everything()
    move(filled.settings, remote.settings, quietly, take_along)
    assert everything() == before


def test_what_is_loaded_after_the_move_is_as_if_it_had_never_moved(filled: Project, remote: Project) -> None:
    move(filled.settings, remote.settings, quietly, take_along)
    rows = [ROW.format("c1", 1, 2, 99), ROW.format("new", 1, 3, 4)]
    for project in (filled, remote):
        project.write_calls("calls_later.csv", *rows)
        assert [report.status for report in project.ingest(project.folder / "calls_later.csv")] == ["loaded"]
    ours, theirs = filled.tables(TABLES), remote.tables(TABLES)
    assert all(ours[name].drop("file", strict=False).height for name in ("contacts", "contact_daily"))
    assert ours["contacts"].equals(theirs["contacts"])
    assert ours["contact_daily"].equals(theirs["contact_daily"])


@pytest.mark.parametrize("step", ["copy_data", "make_catalogue", "check", "_copy_beside", "show"])
def test_a_move_that_was_interrupted_shows_nothing_and_goes_on_when_run_again(
    filled: Project, remote: Project, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real = getattr(moving, step)

    def interrupted(*given: object) -> object:
        if step == "copy_data":
            real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr(moving, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            move(filled.settings, remote.settings, quietly, take_along)
    with pytest.raises(WarehouseError):
        remote.query("FROM contacts")
    moved = move(filled.settings, remote.settings, quietly, take_along)
    # The files were there already.
    assert moved.files == 0
    assert remote.tables(TABLES)["contacts"].equals(filled.tables(TABLES)["contacts"])


def test_rows_that_differ_are_found_before_anybody_sees_them(
    filled: Project, remote: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = moving.make_catalogue

    def losing_a_row(*given: object) -> object:
        made = make(*given)  # type: ignore[arg-type]
        with psycopg.connect(made.catalogue, autocommit=True) as connection:
            connection.execute(f"DELETE FROM {made.name}.ducklake_delete_file")
            connection.execute(
                f"UPDATE {made.name}.ducklake_data_file SET end_snapshot = 1 WHERE record_count = 500"
            )
        return made

    monkeypatch.setattr(moving, "make_catalogue", losing_a_row)
    with pytest.raises(TouchpointsError):
        move(filled.settings, remote.settings, quietly, take_along)
    with pytest.raises(WarehouseError, match=r"There is no warehouse|catalogue of the warehouse is missing"):
        remote.query("FROM contacts")


def test_a_move_to_where_the_warehouse_is_already_says_so(filled: Project, remote: Project) -> None:
    move(filled.settings, remote.settings, quietly, take_along)
    assert move(filled.settings, remote.settings, quietly, take_along).was_there
    with pytest.raises(WarehouseError, match=r"is in .* already"):
        move(remote.settings, remote.settings, quietly, take_along)


def test_another_warehouse_is_never_written_over(filled: Project, remote: Project) -> None:
    remote.write_calls("calls.csv", ROW.format("theirs", 1, 1, 1))
    remote.ingest()
    with pytest.raises(WarehouseError, match="another warehouse"):
        move(filled.settings, remote.settings, quietly, take_along)
    assert remote.query("SELECT contact_id FROM contacts") == [("theirs",)]


def test_two_places_may_not_share_their_data(filled: Project, remote: Project) -> None:
    text = (remote.folder / "touchpoints.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("data =")]
    shared = "\n".join(lines).replace('folder = "warehouse"', f'folder = "{filled.settings.lake_folder}"')
    remote.folder.joinpath("touchpoints.toml").write_text(shared, encoding="utf-8")
    with pytest.raises(WarehouseError, match="has its data where the old one has"):
        move(filled.settings, remote.settings, quietly, take_along)


def test_the_verb_says_what_was_moved_and_what_to_use(filled: Project, remote: Project) -> None:
    places = filled.folder / "touchpoints.toml", remote.folder / "touchpoints.toml"
    words = ["move", "--config", str(places[0]), "--to", str(places[1])]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert "equal in both places" in done.stdout
    assert str(places[1]) in done.stdout
    assert data_files(remote.settings).sizes()


def quietly(_: str) -> None:
    """Say nothing."""
