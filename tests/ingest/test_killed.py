"""A load that is killed leaves nothing half-done, and loading again gives what an undisturbed run gives."""

import random
from collections.abc import Callable

import duckdb
import pytest

from tests.killing import changes_until_end, start_ingest, was_killed
from tests.project import Project, differing
from warehouse.errors import WarehouseError

TABLES = ("contacts", "rejected_rows", "contact_daily", "wait_daily", "follow_up_daily")
OUTCOMES = ("resolved", "resolved", "failed", "abandoned", "nonsense")


def write_exports(project: Project) -> None:
    draws = random.Random(7)
    for number in range(3):
        rows = (
            f"c{draws.randrange(60_000)},k{draws.randrange(900)},2026-{draws.randint(1, 6):02}-11"
            f" 10:00:00,loans,phone,{draws.randrange(400)},{draws.choice(OUTCOMES)}"
            for _ in range(2_000)
        )
        project.write_calls(f"calls_{number}.csv", *rows)


def kill_at_moments(make_project: Callable[[], Project], kills: int) -> int:
    """How many loads were killed, each of which left what is whole."""
    draws = random.Random(kills)
    undisturbed = make_project()
    write_exports(undisturbed)
    changes = changes_until_end(undisturbed)
    disturbed = make_project()
    write_exports(disturbed)
    killed = 0
    while killed < kills:
        killed += was_killed(disturbed, draws.randint(1, max(2, changes // 2)))
        assert_whole(disturbed)
        if killed % 4 == 3:
            disturbed = finished(disturbed, undisturbed, make_project)
    finished(disturbed, undisturbed, make_project)
    return killed


def assert_whole(project: Project) -> None:
    """Whatever is visible belongs to loads that ended: their counts and the marts agree with the records."""
    try:
        project.query("FROM contact_daily LIMIT 1")
    except (WarehouseError, duckdb.CatalogException):
        return
    ((contacts, in_mart, accepted),) = project.query(
        "SELECT (SELECT count(*) FROM contacts),"
        " (SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily),"
        " (SELECT coalesce(sum(rows_accepted), 0)::BIGINT FROM loads)"
    )
    assert contacts == in_mart == accepted


def finished(disturbed: Project, undisturbed: Project, make_project: Callable[[], Project]) -> Project:
    """Let the disturbed project load to its end and compare; a fresh one to disturb."""
    assert start_ingest(disturbed).wait() == 0
    assert differing(disturbed, undisturbed, TABLES) == []
    fresh = make_project()
    write_exports(fresh)
    return fresh


def test_a_load_killed_at_two_moments_leaves_nothing_half_done(make_project: Callable[[], Project]) -> None:
    assert kill_at_moments(make_project, 2) == 2


@pytest.mark.slow
def test_a_load_killed_at_twenty_moments_leaves_nothing_half_done(
    make_project: Callable[[], Project],
) -> None:
    assert kill_at_moments(make_project, 20) == 20
