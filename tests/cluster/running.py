"""Both servers as long as the tests run, in a folder of their own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.cluster.placing import CATALOGUE, DATA
from tests.cluster.postgres import PASSWORD, Postgres
from tests.cluster.store import BUCKET, Store


@contextmanager
def cluster(host: str = "127.0.0.1") -> Iterator[tuple[Postgres, Store]]:
    """Started, with the variables set that lead there."""
    with tempfile.TemporaryDirectory(prefix="cluster-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The server of PostgreSQL runs as another user.
        folder.chmod(0o755)
        postgres = Postgres(folder / "postgres", host)
        try:
            store = Store(folder / "store", host)
            there = {"PGPASSWORD": PASSWORD, CATALOGUE: postgres.address, DATA: f"s3://{BUCKET}/"}
            try:
                # Those of servers around these lead there again afterwards.
                with patch.dict(os.environ, {**store.variables, **there}):
                    yield postgres, store
            finally:
                store.kill()
        finally:
            postgres.stop()
