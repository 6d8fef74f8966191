"""Readings see one snapshot, share answers, and notice what is new."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.measuring import compare, measure
from analytics.reading import Counts, read_counts
from analytics.view import View
from dashboard.lake import store as store_module
from dashboard.lake.look import Look
from dashboard.lake.newest import Newest
from dashboard.lake.store import Store
from dashboard.parts.headline import read_ahead
from tests.project import Project
from warehouse.errors import WarehouseError
from warehouse.lake import Snapshot, open_reader
from warehouse.lock import writer_lock

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def test_equal_questions_about_one_snapshot_share_their_answer(store: Store) -> None:
    with store.reading() as one, store.reading() as other:
        assert one.measure("failure", ("department",)) is other.measure("failure", ["department"])


def test_copies_in_memory_answer_as_the_lake_does(store: Store, company: Project) -> None:
    with open_reader(company.settings) as lake, store.reading() as reading:
        for name in ("contacts", "csat", "wait_p90", "repeat_contact"):
            by = ("department", "contact_tier")
            assert reading.measure(name, by).equals(measure(lake, company.settings, name, by))


@pytest.mark.parametrize(
    "name", ["one_stop", "containment", "conversion", "sales_per_contact", "cost_per_resolved"]
)
@pytest.mark.parametrize("split", [(), ("channel",)], ids=str)
def test_counts_by_day_add_up_to_what_the_warehouse_says(
    store: Store, company: Project, name: str, split: tuple[str, ...]
) -> None:
    with open_reader(company.settings) as lake, store.reading() as reading:
        span = reading.span()
        assert span is not None
        last = span.finished
        view = View(last - timedelta(days=20), last)
        asked = (split, (*split, "week"), (*split, "weekday"), (*split, "day"))
        told = reading.compare(name, view, split)
        assert_frame_equal(told, compare(lake, company.settings, name, view, split), rel_tol=1e-9)
        for by in asked:
            told = reading.measure(name, by, view)
            assert_frame_equal(told, measure(lake, company.settings, name, by, view), rel_tol=1e-9)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that counts are read from, once for each time."""
    asked: list[str] = []

    def read(connection: Any, settings: Any, counts: Counts, by: Any, view: View) -> pl.DataFrame:
        asked.append(counts.mart)
        return read_counts(connection, settings, counts, by, view)

    monkeypatch.setattr(store_module, "read_counts", read)
    return asked


def test_contacts_are_read_once_for_a_card_and_its_course(company: Project, asked: list[str]) -> None:
    with Store(company.settings).reading() as reading:
        span = reading.span()
        assert span is not None
        view = View(span.finished - timedelta(days=20), span.finished)
        reading.compare("one_stop", view)
        for by in ((), ("day",), ("week",)):
            reading.measure("one_stop", by, view)
    assert asked == ["contact_facts"]


def test_contacts_are_read_once_for_all_measures_made_from_the_same(
    company: Project, asked: list[str]
) -> None:
    with Store(company.settings).reading() as reading:
        told = {name: reading.measure(name, ("channel",)) for name in ("conversion", "sales_per_contact")}
    assert asked == ["contact_facts"]
    with open_reader(company.settings) as lake:
        for name, found in told.items():
            assert_frame_equal(found, measure(lake, company.settings, name, ("channel",)), rel_tol=1e-9)


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


def test_while_a_load_runs_readers_keep_the_figures_before_and_then_get_the_newest(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    store = Store(project.settings)
    with store.reading() as reading:
        assert reading.measure("contacts")["n"].item() == 1
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    with writer_lock(project.settings, "another load"), store.reading() as reading:
        assert reading.measure("contacts")["n"].item() == 1
    with store.reading() as reading:
        assert reading.measure("contacts")["n"].item() == 2


def test_a_look_has_answers_to_what_was_asked_of_the_one_before(project: Project) -> None:
    def version_of(look: Look) -> Snapshot:
        return look.version

    def ask_anew(look: Look) -> Snapshot:
        raise LookupError(look.version)

    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    before = Newest(project.settings).look()
    assert before.answer("version", version_of) == before.version
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    look = Newest(project.settings).look()
    assert len(list(look.answer_as(before))) == 1
    assert look.answer("version", ask_anew) == look.version != before.version


def test_without_a_warehouse_a_reading_says_so_until_there_is_one(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    store = Store(project.settings)
    read_ahead(store)
    with pytest.raises(WarehouseError), store.reading():
        pass
    project.ingest()
    with store.reading() as reading:
        assert reading.span() is not None
