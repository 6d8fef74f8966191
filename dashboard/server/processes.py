"""Memory, processor time and files of each process that answers at one address."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import ProcessCollector
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

# Each puts files with its number into the folder of figures; those of one that ended stay, as its counts do.
_OF_PROCESS = re.compile(r"_(\d+)\.db$")


class Processes(Collector):
    """What a process tells of itself, for all of them, by the label `pid`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def describe(self) -> Iterable[Metric]:
        """Nothing: which there are changes."""
        return []

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for number in self._numbers():
            for found in _of_process(number):
                family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
                for sample in found.samples:
                    family.add_sample(sample.name, {**sample.labels, "pid": str(number)}, sample.value)
        yield from families.values()

    def _numbers(self) -> list[int]:
        found = (_OF_PROCESS.search(path.name) for path in self._folder.iterdir())
        return sorted({int(match[1]) for match in found if match})


def _of_process(number: int) -> Iterable[Metric]:
    """Nothing of one that is not there any more."""
    return ProcessCollector(pid=lambda: number, registry=None).collect()
