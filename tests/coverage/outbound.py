"""How often the intervals of what calls go with in staying hold what was planted, whom to call being
chosen.
"""

from itertools import product

import numpy as np
import polars as pl
from scipy.special import expit

from analytics.outbound.staying import CIRCUMSTANCES, Staying, compared

CUSTOMERS, LEAST = 40_000, 30
# On calling and on leaving: trouble, and how long a customer has been there.
_CALLED, _LEFT = (-2.6, 1.4, 0.2), (-3.6, 0.9, -0.7)
_LOG_ODDS = -0.9

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """The difference in staying, with no effect and with one."""
    return [_row("calls without effect", seed, 0.0), _row("calls that keep customers", seed, _LOG_ODDS)]


def alarms(seed: int) -> bool:
    """Whether a difference is named where calls change nothing."""
    return _found(seed, 0.0)[0].is_clear


def _row(name: str, seed: int, effect: float) -> Row:
    found, truth = _found(seed, effect)
    assert found.difference is not None
    return {
        "name": name,
        "estimate": found.difference.value,
        "low": found.difference.low,
        "high": found.difference.high,
        "truth": truth,
    }


def _found(seed: int, effect: float) -> tuple[Staying, float]:
    """Cells of customers with two circumstances that matter for both, and the truth among those called."""
    rng, rows, kept, called = np.random.default_rng([seed, 54]), [], 0.0, 0
    for trouble, old in product((0, 1), (0, 1)):
        share = (0.9, 0.1)[trouble] * (0.6, 0.4)[old]
        size = round(CUSTOMERS * share)
        tried = int(rng.binomial(size, expit(_CALLED[0] + _CALLED[1] * trouble + _CALLED[2] * old)))
        base = _LEFT[0] + _LEFT[1] * trouble + _LEFT[2] * old
        kept += tried * float(expit(base) - expit(base + effect))
        called += tried
        for is_tried, count in ((True, tried), (False, size - tried)):
            gone = int(rng.binomial(count, expit(base + effect * is_tried)))
            rows.append(_cell(trouble, old, is_tried, count, gone))
    return compared(pl.DataFrame(rows), "tried", LEAST), kept / called


def _cell(trouble: int, old: int, is_tried: bool, count: int, gone: int) -> dict[str, object]:
    same = dict.fromkeys(CIRCUMSTANCES, "0") | {"complaints": str(trouble), "tenure": str(old)}
    return same | {
        "is_tried": is_tried,
        "is_reached": is_tried,
        "customers": float(count),
        "gone": float(gone),
    }
