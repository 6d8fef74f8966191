"""Who may read what is published can do nothing else, and nobody learns how the publisher is let in."""

import psycopg
import pytest

from publish.publishing import publish
from publish.target import connected
from tests.cluster.postgres import PASSWORD
from tests.project import Project
from tests.publish.reporting import READER, Publisher, Reporting, calls
from warehouse.errors import PublishError

WRITES = (
    "INSERT INTO {schema}.contact_daily SELECT * FROM {schema}.contact_daily",
    "UPDATE {schema}.contact_daily SET contacts = 0",
    "DELETE FROM {schema}.contact_daily",
    "TRUNCATE {schema}.contact_daily",
    "DROP TABLE {schema}.contact_daily",
    "BEGIN; LOCK TABLE {schema}.contact_daily IN SHARE MODE",
    "ALTER TABLE {schema}.published ADD COLUMN more INT",
    "CREATE TABLE {schema}.more (a INT)",
    "CREATE VIEW {schema}.more AS SELECT 1",
    "CREATE SCHEMA more",
)


@pytest.fixture
def published(publisher: Publisher) -> Publisher:
    """With some rows."""
    publisher.load("1", *calls(0, 5))
    return publisher


def test_the_reader_reads_every_table_those_too_that_come_later(published: Publisher) -> None:
    tables = f"SELECT tablename FROM pg_tables WHERE schemaname = '{published.schema}'"
    text = (published.project.folder / "touchpoints.toml").read_text()
    published.project.write("touchpoints.toml", f'{text}\n[marts]\ndimensions = ["outcome"]\n')
    assert published.verb("rebuild").exit_code == 0
    names = [name for (name,) in published.reporting.rows(tables)]
    assert {"published", "contact_daily", "contact_daily_wide"} < {*names}
    for name in names:
        published.table(name, READER)


def test_the_reader_cannot_change_anything(published: Publisher) -> None:
    before = published.table("contact_daily")
    for statement in WRITES:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            published.reporting.run(statement.format(schema=published.schema), READER)
    published.reporting.run(f"GRANT SELECT ON {published.schema}.contact_daily TO lake", READER)
    lake = published.reporting.server.url("reporting")
    assert published.table("contact_daily") == before
    with psycopg.connect(lake) as connection:
        query = (
            "SELECT grantee, privilege_type FROM information_schema.role_table_grants WHERE table_schema = %s"
        )
        rights = set(connection.execute(query, [published.schema]).fetchall())
    assert {right for role, right in rights if role == READER} == {"SELECT"}
    assert {role for role, _ in rights} == {READER, "touchpoints"}


def test_a_reader_is_let_in_again_after_somebody_shut_them_out(published: Publisher) -> None:
    published.reporting.run(f"REVOKE SELECT ON {published.schema}.contact_daily FROM {READER}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        published.table("contact_daily")
    publish(published.project.settings)
    assert published.table("contact_daily")


def test_a_reader_that_does_not_exist_is_told_and_nothing_is_published(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project)
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", text.replace(f'reader = "{READER}"', 'reader = "nobody"'))
    publisher.load("1", *calls(0, 5))
    with pytest.raises(PublishError, match=r"There is no role 'nobody' in .* CREATE ROLE nobody LOGIN"):
        publish(project.settings)
    assert reporting.rows(f"SELECT 1 FROM pg_namespace WHERE nspname = '{publisher.schema}'") == []


def test_without_a_reader_only_the_publisher_reads(reporting: Reporting, project: Project) -> None:
    publisher = reporting.publishing(project)
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", text.replace(f'reader = "{READER}"', ""))
    publisher.load("1", *calls(0, 5))
    assert publisher.table("contact_daily", "touchpoints")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        publisher.table("contact_daily", READER)


def test_a_role_that_may_make_no_schema_publishes_into_one_made_for_it(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project)
    with psycopg.connect(reporting.server.url("reporting"), autocommit=True) as owner:
        owner.execute(f"CREATE SCHEMA {publisher.schema} AUTHORIZATION touchpoints")
        owner.execute("REVOKE CREATE ON DATABASE reporting FROM touchpoints")
        try:
            publisher.load("1", *calls(0, 5))
            assert publisher.differing() == []
        finally:
            owner.execute("GRANT CREATE ON DATABASE reporting TO touchpoints")


def test_no_sql_of_the_connection_tells_the_password(published: Publisher) -> None:
    with connected(published.project.settings) as connection:
        asked = ("duckdb_databases()", "duckdb_secrets()", "duckdb_settings()", "duckdb_logs()")
        said = [str(connection.execute(f"FROM {function}").fetchall()) for function in asked]
    assert "published" in said[0]
    assert not any(PASSWORD in text for text in said)


def test_a_wrong_password_is_told_without_it(published: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "not-the-right-one")
    with pytest.raises(PublishError, match='password authentication failed for user "touchpoints"') as raised:
        publish(published.project.settings)
    assert "not-the-right-one" not in str(raised.value)
    published.project.write_calls("calls_2.csv", *calls(5, 9))
    done = published.verb("ingest")
    assert done.exit_code == 0
    assert "password authentication failed" in done.stderr
    assert "not-the-right-one" not in done.output
