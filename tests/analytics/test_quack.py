"""Clients of DuckDB elsewhere may ask a SELECT over the warehouse, and nothing else, with the token."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from analytics.quack.serving import serving, taken_token
from tests.cluster.ports import free_port
from tests.project import Project
from warehouse.attaching import open_database
from warehouse.errors import SettingsError, TouchpointsError

TOKEN = "the token of these tests"
ROOT = Path(__file__).parents[2]
ALLOWED = {
    "SELECT count(*) FROM contacts": [(3,)],
    "SELECT count(*) FROM lake.contacts": [(3,)],
    "SELECT sum(contacts) FROM contact_daily": [(3,)],
    "SELECT DISTINCT channel FROM contact_facts": [("phone",)],
    "WITH c AS (FROM contacts) SELECT max(wait_seconds) FROM c": [(7,)],
}
# What the protocol would let pass by itself, and what a query of its own process is refused too.
REFUSED = [
    "DETACH lake",
    "CALL quack_stop('{address}')",
    "FROM quack_stop('{address}')",
    "COPY contacts TO '{folder}/warehouse/data/written.parquet'",
    "COPY contacts TO '{folder}/written.csv'",
    "EXPORT DATABASE '{folder}/written'",
    "SET threads = 1",
    "SET GLOBAL quack_authorization_function = 'quack_nop_authorization'",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "ATTACH ':memory:' AS more",
    "ATTACH '{folder}/warehouse/catalogue.sqlite' AS more (TYPE sqlite)",
    "USE lake",
    "LOAD httpfs",
    "INSTALL spatial",
    "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "CREATE TABLE more AS SELECT 1",
    "CREATE TEMP TABLE more AS SELECT 1",
    "CREATE MACRO more() AS 1",
    "DROP VIEW contacts",
    "INSERT INTO lake.contacts FROM lake.contacts",
    "UPDATE lake.contacts SET wait_seconds = 0",
    "DELETE FROM lake.contacts",
    "BEGIN",
    "CHECKPOINT",
    "VACUUM",
    "PREPARE more AS SELECT 1",
    "EXPLAIN ANALYZE SELECT count(*) FROM contacts",
    "SELECT 1; DETACH lake",
    "FROM read_csv('{folder}/calls.csv')",
    "FROM read_parquet('{folder}/warehouse/data/**')",
    "FROM '{folder}/calls.csv'",
    "FROM glob('{folder}/*')",
    "FROM sqlite_scan('{folder}/warehouse/catalogue.sqlite', 'ducklake_table')",
    "FROM quack_query('{address}', 'SELECT 1', token := '{token}')",
    "FROM quack_server_list()",
    "FROM quack_active_connections()",
    "FROM duckdb_secrets()",
    "FROM duckdb_databases()",
    "FROM duckdb_settings()",
    "FROM duckdb_tables()",
    "FROM duckdb_logs()",
    "FROM sqlite_master",
    "FROM pg_catalog.pg_tables",
    "FROM __ducklake_metadata_lake.ducklake_data_file",
    "FROM ducklake_snapshots('lake')",
    "FROM ducklake_list_files('lake', 'contacts')",
    "SELECT filename FROM contacts",
    "SELECT current_setting('temp_directory')",
    "SELECT quack_check_token('a', 'b', 'c')",
    "SELECT is_allowed('a', 'DETACH lake')",
    "SELECT getvariable('dimensions')",
]


@contextmanager
def client(address: str, token: str = TOKEN) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database elsewhere that knows a token."""
    with open_database({}, ("httpfs", "quack")) as connection:
        connection.execute(f"CREATE SECRET (TYPE quack, TOKEN '{token}', SCOPE '{address}')")
        yield connection


def asked(connection: duckdb.DuckDBPyConnection, address: str, query: str) -> list[tuple[object, ...]]:
    found = connection.execute("FROM quack_query($address, $query)", {"address": address, "query": query})
    return found.fetchall()


@pytest.fixture
def loaded(project: Project) -> Project:
    """With three contacts."""
    rows = (f"c{n},k{n},2026-01-05 10:00:00,loans,phone,{n + 5},resolved" for n in range(3))
    project.write_calls("calls.csv", *rows)
    project.ingest()
    return project


@pytest.fixture
def address(loaded: Project) -> Iterator[str]:
    """Where its warehouse answers."""
    port = free_port()
    with serving(loaded.settings, "127.0.0.1", port, TOKEN):
        yield f"quack:127.0.0.1:{port}"


def test_a_client_selects_from_tables_and_views(address: str) -> None:
    with client(address) as connection:
        assert {query: asked(connection, address, query) for query in ALLOWED} == ALLOWED


def test_everything_but_one_select_over_the_warehouse_is_refused(
    address: str, loaded: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(loaded.folder.rglob("*.parquet"))
    passed = []
    with client(address) as connection:
        for statement in REFUSED:
            query = statement.format(address=address, folder=loaded.folder, token=TOKEN)
            try:
                passed.append((statement, asked(connection, address, query)))
            except duckdb.InvalidInputException as error:
                assert "Authorization failed" in str(error), statement
        assert passed == []
        assert {query: asked(connection, address, query) for query in ALLOWED} == ALLOWED
    assert sorted(loaded.folder.rglob("*.parquet")) == before
    assert not [*loaded.folder.glob("written*")]
    told = capsys.readouterr()
    assert "Refused: The table function 'quack_stop' is not allowed." in told.err
    assert TOKEN not in told.err + told.out


def test_a_client_that_attaches_the_server_as_a_database_is_refused(address: str) -> None:
    with client(address) as connection, pytest.raises(duckdb.Error, match="Authorization failed"):
        connection.execute(f"ATTACH '{address}' AS remote (TYPE quack)")
        connection.execute("FROM remote.contacts")


def test_a_wrong_token_is_refused_whatever_it_asks(address: str) -> None:
    with client(address, "another token of these tests") as connection:
        for query in (*ALLOWED, "SELECT 1"):
            with pytest.raises(duckdb.InvalidInputException, match="Authentication failed"):
                asked(connection, address, query)


def test_clients_see_what_is_loaded_meanwhile(address: str, loaded: Project) -> None:
    with client(address) as connection:
        assert asked(connection, address, "SELECT count(*) FROM contacts") == [(3,)]
        loaded.write_calls("calls_2.csv", "n,k1,2026-01-06 10:00:00,loans,phone,5,resolved")
        loaded.ingest()
        assert asked(connection, address, "SELECT count(*) FROM contacts") == [(4,)]


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_token_that_nobody_can_guess_nobody_is_served(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOUCHPOINTS_QUACK_TOKEN", token)
    with pytest.raises(SettingsError, match="has no token of 16 characters or more") as raised:
        taken_token()
    assert not token or token not in str(raised.value)


def test_a_port_that_is_taken_is_told(address: str, loaded: Project) -> None:
    port = int(address.rpartition(":")[2])
    with (
        pytest.raises(TouchpointsError, match="Nobody can be answered at") as raised,
        serving(loaded.settings, "127.0.0.1", port, TOKEN),
    ):
        pass
    assert TOKEN not in str(raised.value)


def test_the_verb_serves_until_it_is_stopped_and_prints_no_token(loaded: Project) -> None:
    port = free_port()
    settings = str(loaded.folder / "touchpoints.toml")
    command = [sys.executable, "-m", "touchpoints", "quack", "--port", str(port), "--config", settings]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TOUCHPOINTS_QUACK_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first == f"DuckDB clients are answered at quack:127.0.0.1:{port} (Ctrl+C stops it).\n"
        with client(f"quack:127.0.0.1:{port}") as connection:
            assert asked(connection, f"quack:127.0.0.1:{port}", "SELECT count(*) FROM contacts") == [(3,)]
        process.send_signal(signal.SIGTERM)
        said = process.communicate()
    assert process.returncode == 143
    assert said == ("", "Stopped.\n")


def test_tables_that_come_meanwhile_are_asked_for_as_of_the_lake(address: str, loaded: Project) -> None:
    text = (loaded.folder / "touchpoints.toml").read_text()
    loaded.write("touchpoints.toml", f'{text}\n[marts]\ndimensions = ["outcome"]\n')
    loaded.ingest()
    with client(address) as connection:
        wide = "SELECT sum(contacts) FROM lake.contact_daily_wide"
        assert asked(connection, address, wide) == [(3,)]
