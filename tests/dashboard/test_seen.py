"""Whoever has seen a version is never shown an older one, whichever process answers."""

from datetime import timedelta

import pytest

from dashboard.app import create_app
from dashboard.lake.seen import read_version, seen_before, written_version
from dashboard.lake.store import Store
from tests.project import Project
from warehouse.lake import Snapshot
from warehouse.lock import writer_lock

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
HEADER = "Touchpoints-Version"


@pytest.fixture
def grown(project: Project) -> tuple[Store, Snapshot, Snapshot]:
    """A store with a look at a version, after which another came; and the two."""
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    store = Store(project.settings)
    with store.reading() as reading:
        before = reading.version
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    return store, before, store.newest()


def shown(store: Store) -> Snapshot:
    with store.reading() as reading:
        return reading.version


def test_while_something_is_loaded_a_reader_who_saw_the_newest_elsewhere_gets_it(
    grown: tuple[Store, Snapshot, Snapshot],
) -> None:
    store, before, newest = grown
    with writer_lock(store.settings, "a load"):
        assert shown(store) == before
        with seen_before(newest):
            assert store.version() == newest
            assert shown(store) == newest
        assert shown(store) == newest


def test_what_never_was_a_version_here_holds_nobody_up(grown: tuple[Store, Snapshot, Snapshot]) -> None:
    store, before, newest = grown
    never = (
        Snapshot(newest.number + 1, newest.committed_at),
        Snapshot(newest.number, newest.committed_at + timedelta(seconds=1)),
    )
    with writer_lock(store.settings, "a load"):
        for version in never:
            with seen_before(version):
                assert store.version() == before
                assert shown(store) == before


def test_a_version_is_read_as_it_was_written_and_all_else_is_none(
    grown: tuple[Store, Snapshot, Snapshot],
) -> None:
    _, before, newest = grown
    assert read_version(written_version(newest)) == newest
    assert written_version(before) != written_version(newest)
    for text in ("", "none", "7", "-", "7-x", f"7-{10**40}", "x-1"):
        assert read_version(text) is None


def test_a_page_says_its_version_and_is_told_no_older_one(grown: tuple[Store, Snapshot, Snapshot]) -> None:
    store, before, newest = grown
    lagging = create_app(store.settings)
    lagging.server.extensions["touchpoints"]._newest = store._newest
    client = lagging.server.test_client()
    # Of one that lags behind.
    seen = {HEADER: written_version(newest)}
    with writer_lock(store.settings, "a load"):
        assert f'data-version="{written_version(before)}"' in client.get("/").text
        assert client.get("/version").text == written_version(before)
        assert client.get("/version", headers=seen).text == written_version(newest)
        assert client.get("/version", headers={HEADER: "nonsense"}).status_code == 200


def test_a_page_without_a_warehouse_says_so(project: Project) -> None:
    client = create_app(project.settings).server.test_client()
    assert 'data-version="none"' in client.get("/").text
    assert client.get("/version").text == "none"
