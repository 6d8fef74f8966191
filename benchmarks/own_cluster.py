"""PostgreSQL, a store and Ray's nodes on this machine, as the tests have them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

_TESTS = Path(__file__).parents[1] / "tests"
# Others than those of the tests, which may run beside.
_RAY_PORT = 20501


@contextmanager
def own_cluster(nodes: int) -> Iterator[tuple[str, str, str]]:
    """Addresses of a catalogue, of a bucket and of so many nodes with one processor each."""
    # A package that is installed calls itself tests too.
    tests = ModuleType("tests")
    tests.__path__ = [str(_TESTS)]
    sys.modules["tests"] = tests
    from tests.cluster.ray_nodes import RayCluster
    from tests.cluster.running import cluster
    from tests.cluster.store import BUCKET

    with cluster() as (postgres, _):
        ray = RayCluster(nodes, _RAY_PORT)
        try:
            yield postgres.address, f"s3://{BUCKET}/", ray.address
        finally:
            ray.stop()
