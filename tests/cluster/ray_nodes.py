"""A Ray cluster of several nodes on this machine, each with one processor, on the loopback only."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

# To be set before Ray is imported: else it takes the machine's address in place of the loopback.
os.environ.update({"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"})

from ray.cluster_utils import Cluster

_CLIENT_PORT = 20401
# What passes between nodes are names and numbers.
_OBJECT_STORE_BYTES = 100_000_000


class RayCluster:
    """Its head is a node too; the others may be killed. `folder`: what it writes, logs among it."""

    def __init__(self, nodes: int = 2, client_port: int = _CLIENT_PORT) -> None:
        # Sockets have short names.
        self.folder = Path(tempfile.mkdtemp(prefix="ray"))
        self.address = f"ray://127.0.0.1:{client_port}"
        head = {
            "ray_client_server_port": client_port,
            "include_dashboard": False,
            "temp_dir": str(self.folder),
            "object_store_memory": _OBJECT_STORE_BYTES,
        }
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        for _ in range(nodes - 1):
            self.add_node()

    def add_node(self) -> None:
        """Another node."""
        self._cluster.add_node(object_store_memory=_OBJECT_STORE_BYTES)

    def kill_node(self) -> None:
        """One that is not the head, with all that runs there."""
        self._cluster.remove_node(next(iter(self._cluster.worker_nodes)), allow_graceful=False)

    def stop(self) -> None:
        """Leave nothing of it."""
        self._cluster.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)

    def actors(self) -> Sequence[int]:
        """The processes that do tasks now."""
        return [pid for pid in _descendants(os.getpid()) if "ray::_Actor" in _command(pid)]


def _descendants(of: int) -> Sequence[int]:
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(status.parent.name), int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(pid)
    found = [*children.get(of, [])]
    for pid in found:
        found += children.get(pid, [])
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
