"""The dashboard and SQL over a warehouse in PostgreSQL and a bucket."""

import duckdb
import psycopg
import pytest

from analytics.adhoc import run_sql
from analytics.view import View
from dashboard.lake.store import Store
from tests.cluster.postgres import PASSWORD, Postgres
from tests.cluster.store import Store as ObjectStore
from tests.project import Project
from warehouse.errors import QueryError, WarehouseError
from warehouse.lake import open_reader

ROW = "{},k{},2026-01-{:02} 10:00:00,loans,phone,{},resolved"


@pytest.fixture
def loaded(remote: Project) -> Project:
    """With a hundred and fifty contacts, which are in a file."""
    rows = [ROW.format(f"c{n}", n, 1 + n % 28, n) for n in range(150)]
    remote.write_calls("calls.csv", *rows)
    remote.ingest()
    return remote


def test_a_page_sees_the_newest_version_and_one_that_is_made_anew_in_its_place(
    loaded: Project, postgres: Postgres
) -> None:
    store = Store(loaded.settings)
    with store.reading() as reading:
        assert reading.measure("contacts", (), View())["value"].to_list() == [150]
    loaded.write_calls("more.csv", ROW.format("more", 1, 3, 1))
    loaded.ingest(loaded.folder / "calls.csv")
    loaded.write_calls("calls_more.csv", ROW.format("more", 1, 3, 1))
    loaded.ingest()
    with store.reading() as reading:
        assert reading.measure("contacts", (), View())["value"].to_list() == [151]
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {loaded.settings.warehouse.name} CASCADE")
    with pytest.raises(WarehouseError, match="There is no warehouse"), store.reading():
        pass


def test_pages_go_on_after_a_restart_of_the_catalogue(loaded: Project, postgres: Postgres) -> None:
    store = Store(loaded.settings)
    with store.reading() as reading:
        before = reading.measure("contacts", ("department",), View())
    postgres.stop()
    with pytest.raises(WarehouseError, match="does not answer"), store.reading():
        pass
    postgres.start()
    with store.reading() as reading:
        assert reading.measure("contacts", ("department",), View()).equals(before)


@pytest.mark.parametrize(
    "query",
    [
        "FROM duckdb_databases()",
        "FROM duckdb_secrets()",
        "FROM duckdb_settings()",
        "SELECT current_setting('s3_secret_access_key')",
        "SELECT getenv('PGPASSWORD')",
        "FROM postgres_scan('host=127.0.0.1', 'public', 'x')",
        "FROM postgres_query('__ducklake_metadata_lake', 'SELECT 1')",
        "FROM __ducklake_metadata_lake.ducklake_data_file",
        "FROM read_parquet('s3://lake/**/*.parquet')",
        "FROM 's3://lake/x.parquet'",
        "CREATE SECRET other (TYPE s3, SCOPE 's3://lake')",
        "CALL postgres_execute('__ducklake_metadata_lake', 'DROP TABLE x')",
    ],
)
def test_no_query_reaches_the_servers_beside_the_warehouse(
    loaded: Project, store: ObjectStore, query: str
) -> None:
    with pytest.raises(QueryError) as raised:
        run_sql(loaded.settings, query)
    for secret in (PASSWORD, store.variables["AWS_SECRET_ACCESS_KEY"], store.address, "postgresql://"):
        assert secret not in str(raised.value)


def test_a_query_finds_the_rows_of_files_and_of_the_past(loaded: Project) -> None:
    assert run_sql(loaded.settings, "SELECT count(*) AS n FROM contacts").frame["n"].to_list() == [150]
    summed = run_sql(loaded.settings, "SELECT sum(wait_seconds) AS n FROM contacts").frame["n"].to_list()
    assert summed == [sum(range(150))]


def test_the_database_itself_shows_no_secret(loaded: Project, store: ObjectStore) -> None:
    with open_reader(loaded.settings) as connection:
        for function in ("duckdb_databases", "duckdb_secrets", "duckdb_settings"):
            shown = str(connection.sql(f"FROM {function}()").fetchall())
            assert PASSWORD not in shown
            assert store.variables["AWS_SECRET_ACCESS_KEY"] not in shown
            assert "postgresql://" not in shown


def test_without_the_key_the_store_is_named_and_nothing_is_loaded(
    remote: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote.write_calls("calls.csv", *(ROW.format(f"c{n}", n, 1 + n % 28, n) for n in range(150)))
    with monkeypatch.context() as here:
        here.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
        with pytest.raises(WarehouseError, match="store does not answer as it should for s3://"):
            remote.ingest()
    assert [report.status for report in remote.ingest()] == ["loaded"]


def test_without_the_password_the_catalogue_is_named(
    remote: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong")
    with pytest.raises(
        WarehouseError, match=r"catalogue postgresql://.* password authentication failed"
    ) as raised:
        remote.query("FROM contacts")
    assert "wrong" not in str(raised.value)


def test_data_without_their_catalogue_are_never_taken_for_an_empty_place(
    loaded: Project, postgres: Postgres
) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {loaded.settings.warehouse.name} CASCADE")
    with pytest.raises(WarehouseError, match="catalogue of the warehouse is missing"):
        loaded.ingest()


def test_a_reader_cannot_write_there(loaded: Project) -> None:
    with open_reader(loaded.settings) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM contacts")
