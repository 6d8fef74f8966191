"""How a cost grows with size, and what it would be at sizes that were not tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import linear_regression


@dataclass(frozen=True)
class PowerLaw:
    """cost = scale · size ^ exponent, fitted by least squares of the logarithms."""

    scale: float
    exponent: float

    def cost(self, size: float) -> float:
        """Of a size."""
        return float(self.scale * size**self.exponent)


def fitted(costs: Mapping[int, float]) -> PowerLaw:
    """Of costs by size, of which there have to be two."""
    slope, intercept = linear_regression(
        [log(size) for size in costs], [log(cost) for cost in costs.values()]
    )
    return PowerLaw(exp(intercept), slope)


def outlook(costs: Mapping[int, float], sizes: Sequence[int]) -> dict[str, object] | None:
    """The exponent and the costs at `sizes`; None of fewer than two costs.

    Where there are three or more, `largest_left_out` says how far off the largest is when it is told from
    the others: what was measured, as a multiple of what was told.
    """
    if len(costs) < 2:
        return None
    law, largest = fitted(costs), max(costs)
    others = {size: cost for size, cost in costs.items() if size != largest}
    told = fitted(others).cost(largest) if len(others) > 1 else None
    return {
        "exponent": round(law.exponent, 3),
        "at": {str(size): round(law.cost(size), 1) for size in sizes},
        "largest_left_out": told and round(costs[largest] / told, 3),
    }
