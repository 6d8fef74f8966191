"""Marts made by processes are those of one process, also where some of them are killed."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import duckdb
import pytest

from analytics.marts import refresh as marts_refresh
from analytics.marts import slices
from analytics.marts.mart import MARTS
from analytics.marts.on_workers import rebuilding
from analytics.marts.on_workers.order import rounds
from analytics.marts.slices import Records, sliced
from analytics.marts.stored_mart import StoredMart, narrow, wide
from tests.ingest.test_killed import write_exports
from tests.project import SETTINGS, Project, differing
from tests.worker_pool.company import (
    MART_NAMES,
    assert_same,
    left_behind,
    load,
    rebuild_marts,
    write_company,
)
from tests.worker_pool.killing import one_killed_once
from warehouse.adding import add_data_files
from warehouse.data_files import data_files
from warehouse.errors import WarehouseError
from warehouse.lake import needed_files, open_reader, transaction, writing
from warehouse.settings import Settings
from warehouse.upkeep import tidy
from warehouse.worker_pool.opening import WorkersOn

PROCESSES = WorkersOn("processes")
BY_NAME = {mart.name: mart for mart in MARTS}


def in_slices_of(records: int, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Have marts made from so many records at once; how often one was made is counted."""
    monkeypatch.setattr(slices, "_BYTES_OF_RECORD", settings.memory_limit // records)
    made, fill = Counter[str](), marts_refresh._fill

    def counted(connection: duckdb.DuckDBPyConnection, stored: StoredMart, first: date, last: date) -> None:
        made[stored.table] += 1
        fill(connection, stored, first, last)

    monkeypatch.setattr(marts_refresh, "_fill", counted)
    return made


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """Two of the same records; the marts of the first were made by one process."""
    alone, together = (write_company(tmp_path_factory.mktemp(name)) for name in ("alone", "together"))
    for project in (alone, together):
        load(project)
    rebuild_marts(alone)
    return alone, together


def test_marts_made_in_slices_and_groups_are_those_of_one_process(
    companies: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, together = companies
    monkeypatch.setattr(rebuilding, "LEAST_ROWS", 100)
    rebuild_marts(together, PROCESSES)
    assert_same(alone, together, MART_NAMES)
    assert left_behind(together) == set()
    with open_reader(together.settings) as connection:
        names = needed_files(connection)
    files = Counter(name.split("/")[1] for name in names if "/mart_" in name)
    assert (
        min(
            files[table] for table in ("contact_hourly", "follow_up_daily", "customer_month", "churn_monthly")
        )
        > 1
    )
    # Of groups of customers, which were added up.
    assert files["customer_daily"] == 1


def test_marts_that_one_process_makes_in_slices_are_those_made_at_once(
    companies: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, sliced_up = companies
    made = in_slices_of(200, sliced_up.settings, monkeypatch)
    rebuild_marts(sliced_up)
    assert_same(alone, sliced_up, MART_NAMES)
    assert min(made[table] for table in ("contact_hourly", "customer_month", "churn_monthly")) > 1
    assert made["customer_daily"] == 1


def test_a_long_load_makes_marts_in_slices_too(
    make_project: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    months = [f"2026-{month:02}-{day:02} 10:00:00" for month in range(1, 11) for day in range(1, 28)]
    calls = [f"c{place},k{place % 7},{day},loans,phone,5,resolved" for place, day in enumerate(months)]
    at_once, in_slices = make_project(), make_project()
    for project in (at_once, in_slices):
        project.write_calls("calls_1.csv", "first,k1,2026-01-01 09:00:00,loans,phone,5,resolved")
        project.ingest()
        project.write_calls("calls_2.csv", *calls)
    at_once.ingest()
    made = in_slices_of(40, in_slices.settings, monkeypatch)
    in_slices.ingest()
    of_contacts = [mart.name for mart in MARTS if mart.kind == "contacts"]
    assert differing(at_once, in_slices, of_contacts) == []
    assert min(made[table] for table in ("contact_hourly", "customer_month", "follow_up_daily")) > 1


def test_marts_of_few_months_are_made_in_groups_of_customers(make_project: Callable[[], Project]) -> None:
    alone, together = make_project(), make_project()
    for project in (alone, together):
        project.write("touchpoints.toml", f"{SETTINGS}\n[loading]\nthreads = 2\n")
        write_exports(project)
        project.ingest()
    rebuild_marts(together, PROCESSES)
    of_contacts = [mart.name for mart in MARTS if mart.kind == "contacts"]
    assert differing(alone, together, of_contacts) == []
    with open_reader(together.settings) as connection:
        names = needed_files(connection)
    assert len([name for name in names if "main/customer_month/mart_" in name]) == 2


def test_a_worker_that_is_killed_while_marts_are_made_costs_nothing_but_time(
    companies: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, together = companies
    monkeypatch.setattr(rebuilding, "LEAST_ROWS", 100)
    files = data_files(together.settings)
    before = files.sizes().keys()
    with one_killed_once(lambda: any("mart_" in name for name in files.sizes().keys() - before)):
        rebuild_marts(together, PROCESSES)
    assert_same(alone, together, MART_NAMES)
    assert left_behind(together) == set()


def test_marts_take_up_other_settings_also_another_time_zone(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    project.write("touchpoints.toml", SETTINGS.replace('phone = "medium"', 'phone = "low"'))
    rebuild_marts(project, PROCESSES)
    told = "SELECT day::VARCHAR, contact_tier, contacts FROM contact_daily"
    assert project.query(told) == [("2026-01-05", "low", 1)]
    assert project.query("SELECT contact_tier FROM contact_facts") == [("low",)]
    project.write("touchpoints.toml", SETTINGS.replace("Asia/Seoul", "Pacific/Kiritimati"))
    rebuild_marts(project, PROCESSES)
    assert project.query(told) == [("2026-01-06", "medium", 1)]


def test_a_rebuild_that_fails_leaves_the_old_marts_and_no_file(project: Project) -> None:
    write_exports(project)
    project.ingest()
    told = "SELECT sum(contacts), count(*) FROM contact_daily"
    before = project.query(told)
    with (
        writing(project.settings, "a test") as connection,
        transaction(connection),
    ):
        # What marts are made from is gone: the first of them that asks for it fails.
        connection.execute("ALTER TABLE contacts RENAME COLUMN cost TO price")
    with pytest.raises(Exception, match="cost"):
        rebuild_marts(project, PROCESSES)
    assert project.query(told) == before
    assert left_behind(project) == set()


def test_what_workers_of_a_killed_command_wrote_is_removed_by_upkeep(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    files = data_files(project.settings)
    names = ("contacts/load_7-0f3a", "wait_daily/mart_0f3a", "wait_daily/tmp_mart_0f3b")
    with writing(project.settings, "a test") as connection:
        for name in names:
            files.make_room(f"main/{name}.parquet")
            connection.execute(f"COPY (FROM contacts) TO '{files.path(f'main/{name}.parquet')}'")
    assert len(left_behind(project)) == len(names)
    tidy(project.settings)
    assert left_behind(project) == set()


def test_a_file_is_added_to_the_lake_once(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    path = data_files(project.settings).path("main/contacts/another.parquet")
    with writing(project.settings, "a test") as connection:
        connection.execute(f"COPY (FROM contacts) TO '{path}'")
        with pytest.raises(WarehouseError, match="already"), transaction(connection):
            add_data_files(connection, "contacts", [path])
            add_data_files(connection, "contacts", [path])
        with pytest.raises(WarehouseError, match="already"), transaction(connection):
            add_data_files(connection, "contacts", [path, path])
        with transaction(connection):
            add_data_files(connection, "contacts", [path])
    with (
        writing(project.settings, "a test") as connection,
        pytest.raises(WarehouseError, match="already"),
        transaction(connection),
    ):
        add_data_files(connection, "contacts", [path])
    assert project.query("SELECT count(*) FROM contacts") == [(2,)]


def test_slices_are_cut_where_data_files_begin_and_months_only_between_months() -> None:
    days = [date(2026, month, day) for month in (1, 2, 3) for day in range(1, 29)]
    span = [(days[0], days[-1])]
    records = Records(dict.fromkeys(days, 10), frozenset([date(2026, 1, 12)]))

    def cut(name: str, wanted: int) -> list[tuple[date, date]]:
        return sliced(BY_NAME[name], Settings(), span, records, wanted)

    of_days = cut("contact_hourly", 140)
    assert of_days[0] == (days[0], date(2026, 1, 11))
    for (_, last), (first, _) in pairwise(of_days):
        assert (first - last).days == 1
    assert of_days[-1][1] == days[-1]
    assert [first.day for first, _ in cut("customer_month", 140)] == [1, 1, 1]
    # It reads eight days on either side.
    assert all((last - first).days >= 16 for first, last in cut("follow_up_daily", 10)[:-1])
    assert cut("customer_daily", 10) == span


def test_every_mart_is_made_after_those_that_it_reads() -> None:
    settings = Settings(marts={"dimensions": ("reason",)})
    place = {
        stored.table: number
        for number, together in enumerate(
            rounds([*(narrow(mart, settings) for mart in MARTS), *wide(settings)], settings)
        )
        for stored in together
    }
    for earlier, later in (
        ("contact_hourly", "contact_daily"),
        ("answered_contacts", "answer_daily"),
        ("contact_daily", "follow_up_daily"),
        ("customer_month", "customer_daily"),
        ("customer_month", "churn_monthly"),
        ("contact_daily_wide", "follow_up_daily_wide"),
    ):
        assert place[earlier] < place[later], later
