"""Ad-hoc SQL reads the tables and views of the warehouse and nothing else, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from analytics.adhoc import run_sql
from analytics.sandbox import open_sandbox, refuse_all_but_reading
from tests.project import Project
from warehouse.errors import QueryError

READING = (
    "SHOW TABLES",
    "DESCRIBE contacts",
    "SUMMARIZE contact_daily",
    "EXPLAIN SELECT count(*) FROM contacts",
    "-- how long?\nEXPLAIN ANALYZE SELECT count(*) FROM contacts;",
    "EXPLAIN (FORMAT json) FROM contacts",
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
def sandbox(service: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection that ad-hoc SQL runs on."""
    with open_sandbox(service.settings) as connection:
        yield connection


def refused(sandbox: duckdb.DuckDBPyConnection, query: str) -> None:
    """Whether a statement runs is settled before it runs."""
    with pytest.raises((QueryError, duckdb.Error)):
        refuse_all_but_reading(sandbox, query)


def data_file(project: Project) -> Path:
    return next((project.settings.lake_folder / "data").rglob("*.parquet"))


@pytest.mark.parametrize("query", READING)
def test_every_form_of_reading_runs(sandbox: duckdb.DuckDBPyConnection, query: str) -> None:
    refuse_all_but_reading(sandbox, query)
    assert sandbox.sql(query).limit(1).pl().height == 1


@pytest.mark.parametrize("query", READING_FILES)
def test_no_file_can_be_read(
    service: Project, sandbox: duckdb.DuckDBPyConnection, outside: Path, query: str
) -> None:
    for file in (data_file(service), service.settings.lake_folder / "catalogue.sqlite", outside):
        assert file.exists()
        refused(sandbox, query.format(file=file))


@pytest.mark.parametrize("query", READING_THE_CATALOGUE)
def test_the_catalogue_and_the_settings_stay_closed(sandbox: duckdb.DuckDBPyConnection, query: str) -> None:
    refused(sandbox, query)


@pytest.mark.parametrize("query", CHANGING)
def test_no_statement_that_changes_anything_is_allowed(
    sandbox: duckdb.DuckDBPyConnection, outside: Path, query: str
) -> None:
    refused(sandbox, query.format(file=outside))


@pytest.mark.parametrize("query", ["FROM '{file}'", "DELETE FROM contacts"])
def test_what_is_refused_does_not_run(service: Project, query: str) -> None:
    with pytest.raises(QueryError):
        run_sql(service.settings, query.format(file=data_file(service)))
    assert run_sql(service.settings, "FROM contacts LIMIT 1").frame.height == 1


def test_variables_of_the_program_stay_closed(sandbox: duckdb.DuckDBPyConnection) -> None:
    secret = pl.DataFrame({"a": [1]})
    refused(sandbox, "FROM secret")
    with pytest.raises(duckdb.CatalogException):
        sandbox.sql("FROM secret")
    assert secret.height == 1


def test_the_connection_itself_opens_no_other_file(sandbox: duckdb.DuckDBPyConnection, outside: Path) -> None:
    with pytest.raises(duckdb.PermissionException):
        sandbox.sql(f"FROM read_blob('{outside}')")
    with pytest.raises(duckdb.PermissionException):
        sandbox.execute(f"COPY contacts TO '{outside}'")


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM contacts", "SET enable_external_access = true", "SET threads = 1", "INSTALL httpfs"],
)
def test_the_connection_itself_changes_nothing(sandbox: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(duckdb.Error):
        sandbox.execute(query)
