"""Ad-hoc SQL reads the tables and views of the warehouse and nothing else, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analytics.adhoc import run_sql
from analytics.sandbox.functions import FUNCTIONS, TABLE_FUNCTIONS
from analytics.sandbox.statement import checked
from analytics.sandbox.walls import kernel_version
from tests.analytics.walled import Walled
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.upkeep import tidy

READING = (
    "SHOW TABLES",
    "DESCRIBE contacts",
    "SUMMARIZE contact_daily",
    "EXPLAIN SELECT count(*) FROM contacts",
    "-- how long?\nEXPLAIN ANALYZE SELECT count(*) FROM contacts;",
    "EXPLAIN (FORMAT json) FROM contacts",
    "explain (analyze, format json) SELECT max(wait_seconds) FROM contacts",
    "/* 한글 /* */ */ EXPLAIN (ANALYZE) (SELECT '한글')",
    "EXPLAIN (SELECT 1)",
    "SHOW ALL TABLES",
    "FROM lake.contacts LIMIT 1",
    "SELECT [n * 2 FOR n IN range(3)], CASE WHEN 'a' NOT LIKE 'b' THEN 1 END, {'a': 1}.a, 'x' || 'y'",
    "SELECT department, grouping(department), sum(1) FILTER (true) FROM contact_daily GROUP BY department",
    "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY contacts) FROM contact_daily",
    "SELECT row_number() OVER (ORDER BY department) FROM contact_daily GROUP BY ROLLUP (department)",
    "SELECT unnest([1, 2]), current_date, now() > TIMESTAMPTZ '2020-01-01', extract(year FROM today())",
    "FROM lake.main.contacts LIMIT 1",
    "FROM Contacts LIMIT 1",
    "VALUES (1), (2)",
    "WITH days AS (SELECT day FROM contact_daily) SELECT max(day) FROM days",
    "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) FROM n",
    "SELECT * FROM contacts JOIN contact_facts USING (contact_id) LIMIT 1",
    "PIVOT contact_daily ON channel IN ('phone', 'web') USING sum(contacts) GROUP BY department",
    "FROM range(3)",
    "SELECT * FROM information_schema.columns LIMIT 1",
    "SELECT count(*) FROM contacts AT (VERSION => 2)",
    "SELECT " + " + ".join(["1"] * 200),
)
READING_FILES = (
    "FROM '{file}'",
    'SELECT * FROM "{file}" AS data',
    "DESCRIBE '{file}'",
    "SUMMARIZE '{file}'",
    "EXPLAIN FROM '{file}'",
    "EXPLAIN ANALYZE FROM '{file}'",
    "SELECT (SELECT count(*) FROM '{file}')",
    "SELECT * REPLACE ((SELECT count(*) FROM '{file}') AS contact_id) FROM contacts",
    "FROM contacts WHERE EXISTS (FROM '{file}')",
    "FROM contacts LIMIT (SELECT count(*) FROM '{file}')",
    "FROM contacts, LATERAL (FROM '{file}')",
    "SELECT 1 UNION ALL SELECT count(*) FROM '{file}'",
    'WITH "{file}" AS (FROM "{file}") FROM "{file}"',
    'WITH data AS (FROM "{file}"), "{file}" AS (SELECT 1) FROM data',
    "PIVOT '{file}' ON a IN (1)",
    "FROM read_parquet('{file}')",
    "FROM parquet_scan('{file}')",
    "FROM parquet_metadata('{file}')",
    "FROM parquet_schema('{file}')",
    "FROM parquet_kv_metadata('{file}')",
    "FROM read_csv('{file}')",
    "FROM sniff_csv('{file}')",
    "FROM read_json('{file}')",
    "FROM read_text('{file}')",
    "FROM read_blob('{file}')",
    "FROM glob('{file}')",
    "FROM sqlite_scan('{file}', 'ducklake_data_file')",
    "FROM query('FROM ''{file}''')",
    "FROM query_table('{file}')",
    "FROM lake.main.read_parquet('{file}')",
)
READING_THE_CATALOGUE = (
    "FROM __ducklake_metadata_lake.ducklake_data_file",
    "FROM __ducklake_metadata_lake.main.ducklake_data_file",
    "DESCRIBE __ducklake_metadata_lake.ducklake_data_file",
    "FROM sqlite_query('__ducklake_metadata_lake', 'SELECT 1')",
    "FROM ducklake_snapshots('lake')",
    "FROM ducklake_table_info('lake')",
    "FROM ducklake_list_files('lake', 'contacts')",
    "FROM lake.snapshots()",
    "FROM duckdb_databases()",
    "FROM duckdb_settings()",
    "FROM duckdb_databases",
    "FROM pragma_database_list",
    "WITH pragma_database_list AS (FROM pragma_database_list) FROM pragma_database_list",
    "FROM pg_catalog.pg_class",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
)
TELLING_STATE = (
    "SELECT current_setting('temp_directory')",
    "SELECT 'temp_directory'.current_setting()",
    "SELECT main.current_setting('allowed_directories')",
    "SELECT system.main.current_setting('allowed_directories')",
    "SELECT getvariable('a')",
    "SELECT json_serialize_plan('FROM contacts')",
    "SELECT json_serialize_sql('SELECT 1')",
    "SELECT list_transform(['temp_directory'], lambda name: current_setting(name))",
    "FROM contacts ORDER BY current_setting('threads')",
    "SELECT sum(1) FILTER (current_setting('threads') > '0')",
    "SELECT pg_get_viewdef(1)",
    "SELECT nextval('a')",
    "SELECT write_log('a')",
    "SELECT sleep_ms(1)",
    "SELECT error('a')",
    "SELECT version()",
    "SELECT txid_current()",
    "SHOW DATABASES",
    "SHOW VARIABLES",
    "SHOW TABLES FROM __ducklake_metadata_lake",
    "FROM information_schema.schemata",
    "FROM system.information_schema.tables",
    "SELECT filename FROM contacts",
    'SELECT "FileName" FROM contacts',
    "SELECT c.file_index FROM contacts AS c",
    "SELECT file_row_number FROM lake.main.contacts",
    "SELECT count(*) FROM contacts GROUP BY filename",
    "FROM contacts AS a JOIN contacts AS b USING (filename)",
    "PIVOT contacts ON channel IN ('phone') USING count(*) GROUP BY filename",
    "WITH RECURSIVE f USING KEY (filename) AS (SELECT 1 AS filename UNION FROM f) FROM f",
    "SELECT count(*) FROM contacts WHERE filename LIKE '/%'",
    "SELECT min(filename) OVER () FROM contacts",
)
CHANGING = (
    "INSERT INTO contacts (contact_id) VALUES ('x')",
    "UPDATE contacts SET outcome = 'resolved'",
    "DELETE FROM contacts",
    "TRUNCATE contacts",
    "MERGE INTO contacts USING answers ON false WHEN NOT MATCHED THEN INSERT BY NAME",
    "CREATE TABLE mine AS FROM contacts",
    "CREATE TEMP TABLE mine AS FROM contacts",
    "CREATE VIEW mine AS FROM contacts",
    "CREATE MACRO mine() AS 1",
    "DROP TABLE contacts",
    "ALTER TABLE contacts RENAME TO calls",
    "COPY contacts TO '{file}'",
    "COPY contacts FROM '{file}'",
    "EXPORT DATABASE '{file}'",
    "IMPORT DATABASE '{file}'",
    "ATTACH '{file}' AS other",
    "DETACH lake",
    "USE memory",
    "SET threads = 1",
    "SET VARIABLE a = 1",
    "RESET threads",
    "PRAGMA database_list",
    "PRAGMA threads = 1",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL ducklake_expire_snapshots('lake', older_than => now())",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "PREPARE mine AS SELECT 1",
    "EXECUTE mine",
    "EXPLAIN DELETE FROM contacts",
    "EXPLAIN ANALYZE DELETE FROM contacts",
    "EXPLAIN COPY contacts TO '{file}'",
)


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


def refused(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    """Whether a statement runs is settled before it runs."""
    with pytest.raises((QueryError, duckdb.Error)):
        checked(reader, query)


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
        refused(reader, query.format(file=file))


@pytest.mark.parametrize("query", [*READING_THE_CATALOGUE, *TELLING_STATE])
def test_the_catalogue_and_the_settings_stay_closed(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    refused(reader, query)


@pytest.mark.parametrize("query", CHANGING)
def test_no_statement_that_changes_anything_is_allowed(
    reader: duckdb.DuckDBPyConnection, outside: Path, query: str
) -> None:
    refused(reader, query.format(file=outside))


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
