"""Ad-hoc SQL reads the tables and views of the warehouse and nothing else, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from analytics.adhoc import run_sql
from analytics.sandbox import open_sandbox
from tests.project import Project
from warehouse.errors import QueryError

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


@pytest.fixture
def sandbox(service: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection that ad-hoc SQL runs on, without the check of the statement before."""
    with open_sandbox(service.settings) as connection:
        yield connection


def refused(project: Project, query: str) -> None:
    with pytest.raises(QueryError):
        run_sql(project.settings, query)


def data_file(project: Project) -> Path:
    return next((project.settings.lake_folder / "data").rglob("*.parquet"))


@pytest.mark.parametrize("query", READING_FILES)
def test_no_file_can_be_read(service: Project, outside: Path, query: str) -> None:
    for file in (data_file(service), service.settings.lake_folder / "catalogue.sqlite", outside):
        assert file.exists()
        refused(service, query.format(file=file))


@pytest.mark.parametrize("query", READING_THE_CATALOGUE)
def test_the_catalogue_and_the_settings_stay_closed(service: Project, query: str) -> None:
    refused(service, query)


@pytest.mark.parametrize("query", CHANGING)
def test_nothing_can_be_changed(service: Project, outside: Path, query: str) -> None:
    before = outside.read_bytes()
    refused(service, query.format(file=outside))
    assert outside.read_bytes() == before


def test_variables_of_the_program_stay_closed(service: Project, sandbox: duckdb.DuckDBPyConnection) -> None:
    secret = pl.DataFrame({"a": [1]})
    refused(service, "FROM secret")
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
