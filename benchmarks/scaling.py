"""How a cost grows with size, and what it would be at sizes that were not tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log


@dataclass(frozen=True)
class PowerLaw:
    """cost = scale · size ^ exponent."""

    scale: float
    exponent: float

    def cost(self, size: float) -> float:
        """Of a size."""
        return float(self.scale * size**self.exponent)


def law_of_largest(costs: Mapping[int, float]) -> PowerLaw:
    """Through the costs of the two largest sizes; what is the same for each size weighs least in these."""
    (smaller, cost), (larger, larger_cost) = sorted(costs.items())[-2:]
    exponent = log(larger_cost / cost) / log(larger / smaller)
    return PowerLaw(cost / smaller**exponent, exponent)


def outlook(costs: Mapping[int, float], sizes: Sequence[int]) -> dict[str, object] | None:
    """The exponent between the two largest sizes, and the costs at `sizes`; None of fewer than two costs.

    Where there are three or more, `largest_left_out` says how far off the largest is when it is told from
    the two below it: what was measured, as a multiple of what was told.
    """
    if len(costs) < 2:
        return None
    law, largest = law_of_largest(costs), max(costs)
    others = {size: cost for size, cost in costs.items() if size != largest}
    told = law_of_largest(others).cost(largest) if len(others) > 1 else None
    return {
        "exponent": round(law.exponent, 3),
        "at": {str(size): round(law.cost(size), 1) for size in sizes},
        "largest_left_out": told and round(costs[largest] / told, 3),
    }
