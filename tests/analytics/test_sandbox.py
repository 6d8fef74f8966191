"""Ad-hoc SQL reads the tables and views of the warehouse and nothing else, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analytics.adhoc import run_sql
from analytics.sandbox.functions import FUNCTIONS, TABLE_FUNCTIONS
from analytics.sandbox.statement import checked
from analytics.sandbox.walls import kernel_version
from tests.analytics.statements import CHANGING, READING, READING_FILES, READING_THE_CATALOGUE, TELLING_STATE
from tests.analytics.walled import Walled
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.upkeep import tidy


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is not the warehouse's."""
    path = tmp_path_factory.mktemp("outside") / "secret.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reader(service: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that statements are checked on."""
    with open_reader(service.settings) as connection:
        yield connection


@pytest.fixture(scope="module")
def walled(service: Project) -> Iterator[Walled]:
    """A query's process in which statements run that were not checked."""
    with Walled(service.settings) as process:
        yield process


def is_refused(reader: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether a statement runs is settled before it runs."""
    try:
        checked(reader, query)
    except (QueryError, duckdb.Error):
        return True
    return False


def data_file(project: Project) -> Path:
    return next((project.settings.lake_folder / "data").rglob("*.parquet"))


@pytest.mark.parametrize("query", READING)
def test_every_form_of_reading_runs(walled: Walled, query: str) -> None:
    said = walled.ask(query)
    assert said.get("rows", 0) >= 1, said


@pytest.mark.parametrize("query", READING_FILES)
def test_no_file_can_be_read(
    service: Project, reader: duckdb.DuckDBPyConnection, outside: Path, query: str
) -> None:
    for file in (data_file(service), service.settings.lake_folder / "catalogue.sqlite", outside):
        assert file.exists()
        assert is_refused(reader, query.format(file=file))


@pytest.mark.parametrize("query", [*READING_THE_CATALOGUE, *TELLING_STATE])
def test_the_catalogue_and_the_settings_stay_closed(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    assert is_refused(reader, query)


@pytest.mark.parametrize("query", CHANGING)
def test_no_statement_that_changes_anything_is_allowed(
    reader: duckdb.DuckDBPyConnection, outside: Path, query: str
) -> None:
    assert is_refused(reader, query.format(file=outside))


@pytest.mark.parametrize("query", ["FROM '{file}'", "DELETE FROM contacts"])
def test_what_is_refused_does_not_run(service: Project, query: str) -> None:
    with pytest.raises(QueryError):
        run_sql(service.settings, query.format(file=data_file(service)))
    assert run_sql(service.settings, "FROM contacts LIMIT 1").frame.height == 1


@pytest.mark.parametrize("query", ["SELECT '\ud800'", "SELECT 1\0", "\ufeffSELECT 1"])
def test_what_is_no_text_is_refused(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(QueryError, match=r"U\+[0-9A-F]{4} at position"):
        checked(reader, query)


def test_every_listed_function_exists(reader: duckdb.DuckDBPyConnection) -> None:
    """A slip of the pen in the list would refuse what it means to allow."""
    known = {
        name.casefold()
        for (name,) in reader.sql("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    }
    by_grammar = {"grouping", "grouping_id", "unlist", "->"}
    assert (FUNCTIONS | TABLE_FUNCTIONS) - by_grammar <= known


def test_plans_name_no_files(walled: Walled) -> None:
    scan = "SELECT max(wait_seconds) FROM contacts JOIN answers USING (contact_id)"
    for form in ("EXPLAIN", "EXPLAIN ANALYZE", "EXPLAIN (ANALYZE, FORMAT json)"):
        plan = walled.ask(f"{form} {scan}")["text"]
        assert "contacts" in plan
        assert ".parquet" not in plan
        assert str(walled.folder) not in plan


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (SELECT 'x') TO '{folder}/catalogue.sqlite' (FORMAT csv, USE_TMP_FILE false)",
        "COPY (SELECT 'x') TO '{folder}/data/x.csv'",
        "COPY (SELECT 'x') TO 'data/x.csv'",
        "COPY (SELECT 'x') TO '{data_file}' (FORMAT csv, USE_TMP_FILE false)",
        "COPY (SELECT 'x') TO '{outside}'",
        "EXPORT DATABASE '{folder}/data/export'",
        "ATTACH '{folder}/data/new.duckdb'",
        "DELETE FROM contacts",
        "SET enable_external_access = true",
        "SET threads = 1",
        "INSTALL httpfs",
        "FROM read_blob('{outside}')",
        "FROM read_text('/etc/hostname')",
        "CALL ducklake_set_option('lake', 'parquet_compression', 'zstd')",
    ],
)
def test_the_process_itself_changes_nothing_and_opens_no_other_file(
    service: Project, walled: Walled, outside: Path, statement: str
) -> None:
    """The statement is not checked here: the connection and the kernel refuse it."""
    places = {"folder": walled.folder, "data_file": data_file(service), "outside": outside}
    assert "error" in walled.run(statement.format(**places))


def test_where_the_kernel_has_a_wall_it_stands(walled: Walled, outside: Path) -> None:
    """By Python itself, which knows nothing of the database's own rules."""
    data = walled.folder / "data"
    assert kernel_version() > 0, "this test means to run where there is Landlock"
    assert walled.try_python(f"open({str(data / 'x')!r}, 'w')") == "PermissionError"
    assert walled.try_python(f"open({str(walled.folder / 'catalogue.sqlite')!r}, 'r+')") == "PermissionError"
    assert walled.try_python(f"open({str(outside)!r})") == "PermissionError"
    assert walled.try_python("open('/etc/passwd')") == "PermissionError"
    assert walled.try_python("os.rename('data', 'gone')") in ("PermissionError", "OSError")
    assert walled.try_python("os.truncate('catalogue.sqlite', 0)") == "PermissionError"
    assert walled.try_python("os.execv('/bin/sh', ['sh'])") == "PermissionError"
    if kernel_version() >= 4:
        assert (
            walled.try_python("__import__('socket').create_connection(('127.0.0.1', 9))") == "PermissionError"
        )
    assert walled.try_python(f"open({str(data_file_of(walled))!r}, 'rb').read(4)") == "allowed"


def data_file_of(walled: Walled) -> Path:
    return next((walled.folder / "data").rglob("*.parquet"))


def test_rows_that_upkeep_moves_while_a_query_is_at_work_are_found(inlined: Project) -> None:
    with Walled(inlined.settings) as walled:
        assert walled.try_python("'open'") == "allowed"
        tidy(inlined.settings)
        assert walled.ask("SELECT count(*) FROM contacts")["text"] == "2"
        assert walled.ask("SELECT sum(contacts) FROM contact_daily")["text"] == "2"
