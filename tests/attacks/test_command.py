"""F5, F12, F13: whatever a person or the machine does, the command ends with a sentence."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import sleep

import duckdb
import pytest

from tests.attacks.typing_in import Done, Type
from tests.project import CALLS_SELECT, SETTINGS, Project
from touchpoints import _report
from warehouse.ending import exit_status, stop_if_asked
from warehouse.errors import WarehouseError
from warehouse.folder import MARKER
from warehouse.lake import open_writer
from warehouse.mishaps import mishap
from warehouse.settings import Settings

ROOT = Path(__file__).parents[2]
VERBS = [
    ["sql", "SELECT max(contact_id) FROM contacts"],
    ["measure", "failure"],
    ["atrisk"],
    ["rebuild"],
    ["tidy"],
    ["ingest"],
    ["replay"],
]
READING = {"sql", "measure", "atrisk"}
WRONG = [
    ["sql", "SELECT 1", "--as-of", "9999-12-31"],
    ["sql", "SELECT 1", "--as-of", "10000-01-01"],
    ["sql", ""],
    ["sql", "SELECT '\udcff'"],
    ["measure", ""],
    ["measure", "\udcff"],
    ["measure", "[/x]"],
    ["measure", "failure", "--department", "\udcff"],
    ["retention", "--channel", "\udcff"],
    ["retention", "--inactivity-days", "9" * 30],
    ["cohorts", "--inactivity-days", "0"],
    ["measure", "failure", "--by", "nonsense"],
    ["measure", "failure", "--by", "[/x]"],
    ["measure", "failure", "--since", "0000-01-01"],
    ["measure", "failure", "--since", "infinity"],
    ["measure", "failure", "--since", "2026-02-01", "--until", "2026-01-01"],
    ["measure", "failure", "--until", "0001-01-01"],
    ["measure", "failure", "--format", "xls"],
    ["atrisk", "--limit", "-1"],
    ["atrisk", "--limit", "x"],
    ["atrisk", "--limit", "9" * 30],
    ["staffing"],
    ["serve", "--port", "-1"],
    ["serve", "--port", "99999"],
    ["replay", "[/x]"],
    ["ingest", "nowhere/[/x]"],
    ["no-such-verb"],
    ["--no-such-option"],
]


def loaded(folder: Path) -> Project:
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    project.write("calls.sql", CALLS_SELECT)
    calls = (
        f"c{number},k{number % 40},2026-01-{number % 28 + 1:02} 10:00:00,loans,phone,{number % 90},resolved"
        for number in range(300)
    )
    project.write_calls("calls.csv", *calls)
    project.ingest()
    return project


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return loaded(tmp_path_factory.mktemp("original"))


@pytest.fixture
def copied(original: Project, tmp_path: Path) -> Project:
    shutil.copytree(original.folder, tmp_path / "copy")
    return Project(tmp_path / "copy")


def in_catalogue(query: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        with closing(sqlite3.connect(catalogue(project))) as connection, connection:
            connection.execute(query)

    return change


def in_lake(query: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        with open_writer(project.settings) as connection:
            connection.execute(query)

    return change


def catalogue(project: Project) -> Path:
    return project.folder / "warehouse" / "catalogue.sqlite"


def data_files(project: Project) -> list[Path]:
    return sorted((project.folder / "warehouse" / "data").rglob("*.parquet"))


def replace_by_folder(project: Project) -> None:
    catalogue(project).unlink()
    catalogue(project).mkdir()


def replace_by_other_database(project: Project) -> None:
    catalogue(project).unlink()
    in_catalogue("CREATE TABLE mine (a)")(project)


STATES: dict[str, Callable[[Project], object]] = {
    "other version": in_lake("UPDATE warehouse_facts SET value = '99' WHERE name = 'schema_version'"),
    "no facts": in_lake("DROP TABLE warehouse_facts"),
    "no marker": lambda project: (project.folder / "warehouse" / MARKER).unlink(),
    "text": lambda project: catalogue(project).write_text("hello"),
    "empty": lambda project: catalogue(project).write_bytes(b""),
    "cut": lambda project: catalogue(project).write_bytes(catalogue(project).read_bytes()[:9_000]),
    "missing": lambda project: catalogue(project).unlink(),
    "folder": replace_by_folder,
    "other database": replace_by_other_database,
    "no snapshot": in_catalogue("DELETE FROM ducklake_snapshot"),
    "newer format": in_catalogue("UPDATE ducklake_metadata SET value = '9.9' WHERE key = 'version'"),
}


@pytest.mark.parametrize(
    ("state", "verbs"),
    [(state, [VERBS[number % len(VERBS)]]) for number, state in enumerate(STATES)]
    + [pytest.param(state, VERBS, marks=pytest.mark.slow) for state in STATES],
)
def test_every_verb_refuses_a_warehouse_that_is_none_and_leaves_its_files(
    copied: Project, type_in: Type, state: str, verbs: list[list[str]]
) -> None:
    STATES[state](copied)
    before = data_files(copied)
    for verb in verbs:
        done = type_in(*verb, "--config", str(copied.folder / "touchpoints.toml"))
        assert (done.status, lines_of(done)) == (1, 1), (state, verb, done)
    assert data_files(copied) == before


def lines_of(done: Done) -> int:
    """Of the error."""
    assert done.stderr.decode().startswith("Error: ")
    return len(done.stderr.decode().strip().splitlines())


@pytest.mark.parametrize("content", [b"", b"hello", b"PAR1" + b"\x00" * 400 + b"PAR1"])
def test_a_damaged_data_file_is_a_sentence(copied: Project, type_in: Type, content: bytes) -> None:
    for path in (copied.folder / "warehouse" / "data" / "main" / "contacts").glob("*.parquet"):
        path.write_bytes(content)
    done = type_in("rebuild", "--config", str(copied.folder / "touchpoints.toml"))
    assert (done.status, lines_of(done)) == (1, 1)


@pytest.mark.parametrize("words", WRONG, ids=lambda words: ascii(" ".join(words))[:50])
def test_wrong_arguments_are_told(original: Project, type_in: Type, words: list[str]) -> None:
    config = ["--config", str(original.folder / "touchpoints.toml")]
    done = type_in(*words, *([] if words[0] in ("staffing", "--no-such-option") else config))
    assert done.status == (1 if words[0] in ("replay", "ingest") else 2)
    assert done.stderr


def test_reports_of_files_already_loaded_are_printed_whatever_ends_the_run(
    capfdbinary: pytest.CaptureFixture[bytes], original: Project
) -> None:
    (report,) = original.ingest()

    def reports() -> Iterator[object]:
        yield report
        raise OSError(28, "No space left on device", "x")

    for as_json in (True, False):
        assert exit_status(lambda as_json=as_json: _report(Settings(), reports(), as_json)) == 1
        done = capfdbinary.readouterr()
        assert b"calls.csv" in done.out
        assert b"The disk is full" in done.err
        if as_json:
            assert json.loads(done.out)[0]["file"] == "calls.csv"


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        MemoryError(),
        duckdb.OutOfMemoryException("x"),
        duckdb.IOException('Cannot open file "x": No such file'),
        duckdb.Error("TProtocolException: Invalid data"),
        duckdb.InvalidInputException("No magic bytes found at end of file 'x'"),
        WarehouseError("a.", "b."),
        duckdb.TransactionException("Failed to commit: database or disk is full"),
        PermissionError(13, "denied", "x"),
        duckdb.FatalException("invalidated"),
        duckdb.InterruptException("x"),
    ],
    ids=repr,
)
def test_what_the_machine_does_is_a_sentence(error: Exception) -> None:
    assert mishap(error) is not None


@pytest.mark.parametrize(
    "error", [duckdb.BinderException("x"), KeyError("x"), duckdb.ConversionException("x")]
)
def test_a_fault_of_the_program_keeps_its_traceback(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        exit_status(fail)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_in_order_even_where_the_database_hides_it(
    number: signal.Signals, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ended = []

    def work() -> None:
        try:
            os.kill(os.getpid(), number)
        except SystemExit:
            raise RuntimeError("Query interrupted") from None
        finally:
            ended.append(True)

    before = signal.getsignal(number)
    assert exit_status(work) == 128 + number
    assert ended
    assert capfdbinary.readouterr().err == b"Stopped.\n"
    assert signal.getsignal(number) is before
    stop_if_asked()


def command(project: Project, *words: str, **options: object) -> subprocess.Popen[bytes]:
    words = (
        sys.executable,
        "-m",
        "touchpoints",
        *words,
        "--config",
        str(project.folder / "touchpoints.toml"),
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    # A run of the tests that outlives its terminal ignores its end, and hands that on.
    signals = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL)}
    return subprocess.Popen(words, cwd=ROOT, **signals, **pipes)  # type: ignore[call-overload, no-any-return]


LONG = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_is_stopped_says_so_and_leaves_no_folder(
    copied: Project, number: signal.Signals
) -> None:
    process = command(copied, "sql", LONG)
    work = copied.folder / "warehouse" / "work"
    while not any(work.glob(f"{process.pid}-*")):
        assert process.poll() is None
        sleep(0.05)
    sleep(1)
    process.send_signal(number)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (128 + number, b"Stopped.\n")
    assert not [*work.glob(f"{process.pid}-*")]


@pytest.mark.slow
def test_a_reader_that_goes_away_and_a_full_device_are_no_tracebacks(original: Project) -> None:
    read, write = os.pipe()
    os.close(read)
    process = command(original, "sql", "FROM contacts", "--format", "csv", stdout=write)
    os.close(write)
    assert process.communicate()[1] == b""
    assert process.returncode == 141
    with Path("/dev/full").open("wb") as full:
        process = command(original, "sql", "SELECT 1", stdout=full)
        assert process.communicate()[1].startswith(b"Error: The disk is full.")
    assert process.returncode == 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts small disks; without the right to, the test says what is missing."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["100k", "400k", "600k", "1m"])
def test_a_full_disk_is_a_sentence_and_what_is_there_stays_whole(
    disk: Callable[[str], Path], type_in: Type, original: Project, size: str
) -> None:
    folder = disk(f"size={size}")
    for name in ("touchpoints.toml", "calls.sql", "calls.csv"):
        shutil.copy(original.folder / name, folder)
    for verb in (["ingest", "--json"], ["rebuild"], ["tidy"], ["rebuild"]):
        done = type_in(*verb, "--config", str(folder / "touchpoints.toml"))
        assert done.status in (0, 1)
        assert done.status == 0 or b"Error:" in done.stderr or b"failed" in done.stdout
    subprocess.run(["mount", "-o", "remount,size=60m", str(folder)], check=True)
    assert type_in("ingest", "--config", str(folder / "touchpoints.toml")).status == 0
    assert Project(folder).query("SELECT count(*) FROM contacts") == [(300,)]


@pytest.mark.slow
def test_a_disk_that_cannot_be_written_is_read(
    disk: Callable[[str], Path], type_in: Type, original: Project
) -> None:
    folder = disk("size=60m")
    shutil.copytree(original.folder, folder, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    for verb in VERBS:
        done = type_in(*verb, "--config", str(folder / "touchpoints.toml"))
        assert done.status == (0 if verb[0] in READING else 1), (verb, done)
    assert type_in("init", str(folder / "mine")).status == 2
