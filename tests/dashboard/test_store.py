"""Readings see one snapshot, share answers, and notice what is new."""

import pytest

from analytics.measuring import measure
from dashboard.headline import read_ahead
from dashboard.store import Store
from tests.project import Project
from warehouse.errors import WarehouseError
from warehouse.lake import open_reader

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def test_equal_questions_about_one_snapshot_share_their_answer(store: Store) -> None:
    with store.reading() as one, store.reading() as other:
        assert one.measure("failure", ("department",)) is other.measure("failure", ["department"])


def test_copies_in_memory_answer_as_the_lake_does(store: Store, company: Project) -> None:
    with open_reader(company.settings) as lake, store.reading() as reading:
        for name in ("contacts", "csat", "wait_p90", "repeat_contact"):
            by = ("department", "contact_tier")
            assert reading.measure(name, by).equals(measure(lake, company.settings, name, by))


def test_a_reading_stays_with_its_snapshot_and_the_next_sees_the_new_one(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    store = Store(project.settings)
    with store.reading() as reading:
        assert reading.measure("contacts")["n"].item() == 1
        project.write_calls("calls_2.csv", CALL.format("b"))
        project.ingest()
        assert reading.rows("SELECT count(*) FROM contacts", {}).item() == 1
        assert reading.measure("contacts", ("channel",))["n"].sum() == 1
    with store.reading() as reading:
        assert reading.measure("contacts")["n"].item() == 2


def test_without_a_warehouse_a_reading_says_so_until_there_is_one(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    store = Store(project.settings)
    read_ahead(store)
    with pytest.raises(WarehouseError), store.reading():
        pass
    project.ingest()
    with store.reading() as reading:
        assert reading.span() is not None
