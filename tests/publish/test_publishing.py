"""What is published is what the warehouse holds, of one version, whoever reads or publishes meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import IsolationLevel

from publish.publishing import publish, publish_newer
from tests.killing import start
from tests.project import Project
from tests.publish.reporting import Publisher, Reporting, calls
from warehouse.errors import NoWarehouseError, PublishError, SettingsError

WIDE = '[marts]\ndimensions = ["outcome", "segment"]\n'


def test_a_load_publishes_every_row_of_every_mart_with_its_version(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 40), *calls(40, 60, "2026-02-11", "failed"))
    assert publisher.differing() == []
    assert len(publisher.table("contact_hourly")) > 10
    assert len(publisher.table("daily_measures")) > 10
    ((version, committed_at, published_at, warehouse_id),) = publisher.table("published")
    assert version == publisher.newest()
    assert committed_at < published_at
    assert [(warehouse_id,)] == publisher.project.query(
        "SELECT value FROM warehouse_facts WHERE name = 'warehouse_id'"
    )


def test_marts_by_more_dimensions_are_published_and_follow_a_change_of_these(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project, marts=WIDE)
    publisher.load("1", *calls(0, 30))
    assert publisher.differing() == []
    assert len(publisher.table("contact_daily_wide")) > 0
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", text.replace('"outcome", "segment"', '"reason"'))
    assert publisher.verb("rebuild").exit_code == 0
    assert publisher.differing() == []
    project.write("touchpoints.toml", text.replace(WIDE, ""))
    assert publisher.verb("rebuild").exit_code == 0
    assert publisher.differing() == []
    with pytest.raises(psycopg.errors.UndefinedTable):
        publisher.table("contact_daily_wide")


def test_only_the_days_that_changed_are_replaced(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 30), *calls(30, 50, "2026-03-02"))
    before = publisher.reporting.rows(f"SELECT ctid, day FROM {publisher.schema}.contact_daily ORDER BY day")
    publisher.load("2", *calls(50, 60, "2026-03-03"))
    after = publisher.reporting.rows(f"SELECT ctid, day FROM {publisher.schema}.contact_daily ORDER BY day")
    assert before == after[: len(before)]
    assert len(after) > len(before)
    assert publisher.differing() == []
    assert set(publish(publisher.project.settings).replaced.values()) == {0}


FILES = count()
LOADS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.integers(1, 12),
        st.sampled_from(["2026-01-05", "2026-01-06", "2026-04-30"]),
        st.sampled_from(["resolved", "failed", "abandoned"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=LOADS)
def test_whatever_is_loaded_and_corrected_is_published(
    publisher: Publisher, loads: list[tuple[int, int, str, str]]
) -> None:
    for first, more, day, result in loads:
        # Ids come again: then the newest of a contact counts.
        publisher.load(str(next(FILES)), *calls(first, first + more, day, result))
        assert publisher.differing() == []


@pytest.mark.parametrize("words", [["rebuild"], ["tidy"], ["replay"], ["remap", "calls"]], ids=" ".join)
def test_every_verb_that_commits_publishes(publisher: Publisher, words: list[str]) -> None:
    publisher.load("1", *calls(0, 5), "c9,k9,2026-01-05 10:00:00,loans,phone,5,nonsense")
    before = publisher.version()
    select = (publisher.project.folder / "calls.sql").read_text()
    mended = select.replace("result AS", "replace(result, 'nonsense', 'failed') AS")
    publisher.project.write("calls.sql", mended)
    done = publisher.verb(*words)
    assert done.exit_code == 0, done.output
    assert publisher.version() == publisher.newest()
    assert publisher.version() > before or words == ["tidy"]
    assert publisher.differing() == []


def test_what_an_erased_customer_counted_for_is_gone_from_what_is_published(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 20), "x1,person-000001,2026-05-05 10:00:00,visits,web,5,failed")
    assert any("visits" in row for row in publisher.table("contact_daily"))
    done = publisher.verb("erase", "--customer", "person-000001", "--yes")
    assert done.exit_code == 0, done.output
    assert publisher.differing() == []
    assert not any("visits" in row for row in publisher.table("contact_daily"))


def test_no_column_that_is_published_tells_who_a_person_is(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 20))
    columns = publisher.reporting.rows(
        f"SELECT column_name FROM information_schema.columns WHERE table_schema = '{publisher.schema}'"
    )
    assert len(columns) > 100
    assert not {("customer_id",), ("contact_id",), ("answer_id",), ("agent_id",), ("comment",)} & {*columns}


def test_a_reader_in_a_transaction_keeps_one_version_and_keeps_nobody_waiting(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 10))
    counts = [
        f"SELECT sum(contacts) FROM {publisher.schema}.{table}"
        for table in ("contact_daily", "contact_hourly")
    ]
    with publisher.reporting.opened("bi", is_autocommit=False) as reader:
        reader.isolation_level = IsolationLevel.REPEATABLE_READ
        assert reader.execute(counts[0]).fetchone() == (10,)
        publisher.load("2", *calls(10, 25))
        assert publisher.version() == publisher.newest()
        # Of the table that it had not read before too.
        assert [reader.execute(query).fetchone() for query in counts] == [(10,), (10,)]
        reader.rollback()
        assert [reader.execute(query).fetchone() for query in counts] == [(25,), (25,)]


def test_a_publication_that_fails_in_the_middle_leaves_what_was_there_and_the_next_makes_it_good(
    publisher: Publisher,
) -> None:
    publisher.load("1", *calls(0, 10))
    before = {name: publisher.table(name) for name in ("contact_daily", "answer_daily", "published")}
    table = f"{publisher.schema}.answer_daily"
    publisher.reporting.run(f"ALTER TABLE {table} ADD CONSTRAINT old CHECK (day < '2026-02-01')")
    publisher.project.write_calls("calls_2.csv", *calls(10, 25, "2026-02-05"))
    publisher.project.write("survey_2.csv", "no,call,said,score\nb1,c11,2026-02-05 11:00:00,4\n")
    done = publisher.verb("ingest")
    assert done.exit_code == 0
    assert "Nothing was published in postgresql://touchpoints@127.0.0.1" in done.stderr
    assert {name: publisher.table(name) for name in before} == before
    publisher.reporting.run(f"ALTER TABLE {table} DROP CONSTRAINT old")
    assert publish_newer(publisher.project.settings) is not None
    assert publisher.differing() == []


def test_a_server_that_is_away_fails_no_load_and_is_caught_up_with_afterwards(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 10))
    publisher.reporting.server.stop("fast")
    try:
        publisher.project.write_calls("calls_2.csv", *calls(10, 25))
        done = publisher.verb("ingest")
        assert done.exit_code == 0
        assert "Connection refused" in done.stderr
        assert publisher.verb("publish").exit_code == 1
    finally:
        publisher.reporting.server.start()
    done = publisher.verb("publish")
    assert done.exit_code == 0
    assert f"Version {publisher.newest()} of the warehouse is published in postgresql://" in done.stderr
    assert publisher.differing() == []


def test_what_is_the_newest_already_is_not_published_again(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 10))
    before = publisher.table("published")
    assert publish_newer(publisher.project.settings) is None
    assert publisher.verb("ingest").exit_code == 0
    assert publisher.table("published") == before


def test_without_a_warehouse_nothing_is_published_yet(publisher: Publisher) -> None:
    assert publish_newer(publisher.project.settings) is None
    with pytest.raises(NoWarehouseError):
        publish(publisher.project.settings)


def test_two_who_publish_at_once_do_not_clash(publisher: Publisher) -> None:
    publisher.load("1", *calls(0, 10))
    publisher.reporting.run(f"DROP SCHEMA {publisher.schema} CASCADE")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(publish, [publisher.project.settings] * 2))
    assert sum(any(publication.replaced.values()) for publication in done) == 1
    assert publisher.differing() == []


def test_named_tables_alone_are_published_and_a_wrong_name_is_told(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project)
    publisher.load("1", *calls(0, 10))
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", f'{text}tables = ["contact_daily", "daily_measures"]\n')
    assert publish(project.settings).rows.keys() == {"contact_daily", "daily_measures"}
    there = reporting.rows(f"SELECT tablename FROM pg_tables WHERE schemaname = '{publisher.schema}'")
    assert {name for (name,) in there} == {"contact_daily", "daily_measures", "published", "published_days"}
    project.write("touchpoints.toml", f'{text}tables = ["contacts"]\n')
    with pytest.raises(SettingsError, match=r"'publish.tables' names 'contacts', which cannot be published"):
        publish(project.settings)


def test_a_schema_with_tables_of_others_is_left_alone(publisher: Publisher) -> None:
    publisher.reporting.run(f"CREATE SCHEMA {publisher.schema}")
    publisher.reporting.run(f"CREATE TABLE {publisher.schema}.contact_daily AS SELECT 1 AS ours")
    publisher.load("1", *calls(0, 10))
    with pytest.raises(PublishError, match="has tables of others"):
        publish(publisher.project.settings)
    assert publisher.table("contact_daily", "touchpoints") == [(1,)]


def test_what_another_warehouse_published_is_taken_over_only_when_told(
    publisher: Publisher, make_project: Callable[[], Project]
) -> None:
    publisher.load("1", *calls(0, 10))
    other = make_project()
    text = (publisher.project.folder / "touchpoints.toml").read_text()
    other.write("touchpoints.toml", text)
    other.write("survey.sql", (publisher.project.folder / "survey.sql").read_text())
    second = Publisher(publisher.reporting, other, publisher.schema)
    second.load("1", *calls(0, 3))
    with pytest.raises(PublishError, match="holds what another warehouse published"):
        publish(other.settings)
    assert publisher.differing() == []
    publisher.reporting.run(f"DELETE FROM {publisher.schema}.published")
    assert second.verb("publish").exit_code == 0
    assert second.differing() == []


def test_settings_that_name_no_database_are_told(project: Project) -> None:
    with pytest.raises(SettingsError, match="do not say where to publish"):
        publish(project.settings)


def test_comments_in_the_database_say_what_tables_and_columns_hold(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project, marts=WIDE)
    publisher.load("1", *calls(0, 5))
    said = dict(
        reporting.rows(
            "SELECT c.relname || coalesce('.' || a.attname, ''), d.description"
            " FROM pg_description AS d JOIN pg_class AS c ON c.oid = d.objoid"
            " LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND a.attnum > 0"
            f" WHERE c.relnamespace = '{publisher.schema}'::regnamespace"
        )
    )
    assert said["contact_daily.day"] == "Business day, in the business time zone."
    assert said["daily_measures"].startswith("One row per business day, department, contact tier")
    assert said["contact_daily_wide.contacts"] == said["contact_daily.contacts"]


def test_a_sign_that_postgresql_cannot_hold_does_not_stop_all_others(publisher: Publisher) -> None:
    publisher.load(
        "1",
        "c1,k1,2026-01-05 10:00:00,lo\0ans,phone,5,resolved",
        "c2,k2,2026-01-05 10:00:00,설치 \u0001\uffff☃ ''\\,phone,5,resolved",
    )
    assert {row[1] for row in publisher.table("contact_daily")} == {"lo�ans", "설치 \u0001\uffff☃ ''\\"}


def test_a_table_whose_columns_change_waits_for_no_reader_for_long(
    reporting: Reporting, project: Project
) -> None:
    publisher = reporting.publishing(project, marts=WIDE)
    publisher.load("1", *calls(0, 10))
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", text.replace('"outcome", "segment"', '"outcome"'))
    before = publisher.table("published")
    with reporting.opened("bi", is_autocommit=False) as reader:
        query = f"SELECT sum(contacts) FROM {publisher.schema}.contact_daily_wide"
        assert reader.execute(query).fetchone() == (10,)
        done = publisher.verb("rebuild")
        assert done.exit_code == 0
        assert "lock timeout" in done.stderr
        assert reader.execute(query).fetchone() == (10,)
    assert publisher.table("published") == before
    publish(project.settings)
    assert publisher.differing() == []


@pytest.mark.parametrize("moment", [1, 3, 9, 27])
def test_a_publication_that_is_killed_is_there_whole_or_not_at_all(publisher: Publisher, moment: int) -> None:
    publisher.load("1", *calls(0, 40))
    publisher.reporting.run(f"DROP SCHEMA {publisher.schema} CASCADE")
    at_work = "SELECT query FROM pg_stat_activity WHERE application_name = 'touchpoints publish'"
    seen: set[str] = set()
    process = start(publisher.project, "publish")
    with publisher.reporting.opened() as watcher:
        while process.poll() is None and len(seen) < moment:
            seen.update(query for (query,) in watcher.execute(at_work).fetchall())
    process.kill()
    process.wait()
    there = publisher.reporting.rows(f"SELECT 1 FROM pg_namespace WHERE nspname = '{publisher.schema}'")
    assert not there or publisher.differing() == []
    publish(publisher.project.settings)
    assert publisher.differing() == []
