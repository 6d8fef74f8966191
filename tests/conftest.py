"""Fixtures that every test may ask for."""

import gc
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cluster.placing import is_cluster
from tests.cluster.running import cluster
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse import upkeep

# A busy machine is slow: no test may fail for it.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


# Tests with programs and processes of their own, attacks, large real files, verbs that do a warehouse's
# history again, and truths that only large worlds show: with those that drive a browser, and single pages on
# companies of their own, more than half of the time of all that a change must pass.
_THOROUGH = (
    "analytics/complaints/test_complaints.py",
    "analytics/design_matrix",
    "analytics/handing_over/test_asked_again.py",
    "analytics/integration",
    "analytics/loyalty/test_by_score.py",
    "analytics/loyalty/test_key_drivers.py",
    "analytics/money/test_lifetime_value.py",
    "analytics/people/test_truths.py",
    "analytics/reasons/test_measures_of_reasons.py",
    "analytics/test_marts_from_nothing.py",
    "analytics/test_quack.py",
    "analytics/test_sandbox.py",
    "attacks",
    "cluster",
    "dashboard/test_probes.py",
    "dashboard/test_made_parts.py",
    "dashboard/test_run_now.py",
    "dashboard/test_workers.py",
    "docs/test_capabilities.py",
    "docs/test_servers.py",
    "docs/test_snippets.py",
    "events",
    "ingest/test_batches.py",
    "ingest/test_customer_history.py",
    "ingest/test_erase.py",
    "ingest/test_fetching.py",
    "ingest/test_killed.py",
    "ingest/test_rejects_verbs.py",
    "ingest/test_remap.py",
    "kafka",
    "publish",
    "real",
    "sample_data/test_languages.py",
    "schedule",
    "state/test_in_postgres.py",
    "test_side_by_side.py",
    "test_wheel.py",
    "warehouse/test_upgrading.py",
    "worker_pool",
)
_OF_ONE_PAGE = re.compile(r"test_(?!first)\w+_pages?\.py")
_TESTS = Path(__file__).parent
_OF_RAY = _TESTS / "worker_pool" / "test_ray.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the warehouses of tests lie."""
    parser.addoption("--cluster", action="store_true", help="in PostgreSQL and a bucket, started beside")


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers, once for all workers."""
    if config.getoption("--cluster") and not hasattr(config, "workerinput"):
        running = ExitStack()
        running.enter_context(cluster())
        config.add_cleanup(running.close)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """What needs Ray is tried where there is a cluster: its packages are not among those of `make test`."""
    return True if collection_path == _OF_RAY and not is_cluster() else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is left to `make test-thorough`; leave out what is not of where warehouses lie."""
    if config.getoption("--cluster"):
        of_folder = [item for item in items if item.get_closest_marker("folder")]
        items[:] = [item for item in items if item not in of_folder]
        config.hook.pytest_deselected(items=of_folder)
    folders = [_TESTS / name for name in _THOROUGH]
    for item in items:
        drives_browser = "browser" in getattr(item, "fixturenames", ())
        is_of_one_page = _OF_ONE_PAGE.fullmatch(item.path.name)
        if drives_browser or is_of_one_page or any(map(item.path.is_relative_to, folders)):
            item.add_marker("thorough")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: it need not be looked through for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _usual_priority() -> Iterator[None]:
    """A load lowers its process's priority; the tests after it in the same process get the usual one back."""
    before = os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0
    yield
    # Only a privileged user may raise it.
    with suppress(AttributeError, PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, before)


@pytest.fixture
def make_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Makes projects with one CSV source of calls."""

    def make() -> Project:
        project = Project(tmp_path_factory.mktemp("project"))
        project.write("touchpoints.toml", SETTINGS)
        project.write("calls.sql", CALLS_SELECT)
        return project

    return make


@pytest.fixture
def project(make_project: Callable[[], Project]) -> Project:
    """One project with one CSV source of calls."""
    return make_project()


@pytest.fixture
def inlined(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Loaded twice, a contact each: so few rows stay in the catalogue until upkeep moves them to files. The
    two files that contacts have are joined then.
    """
    monkeypatch.setattr(upkeep, "MANY_FILES", 2)
    for number in range(2):
        row = f"c{number},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
        project.write_calls(f"calls_{number}.csv", row)
        project.ingest()
    return project
