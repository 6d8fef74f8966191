"""Two groups of values by their sums.

Values that weigh differently count as so many that weigh alike as say as much (Kish 1965).
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.common import Z
from analytics.statistics.kish import effective_size, per_weight

_SUMS = ("n", "weight", "weight_squares", "total", "squares")


def arm_sums(cells: pl.DataFrame, by: Sequence[str], arms: tuple[str, str]) -> pl.DataFrame:
    """Per combination of `by` and arm its n, and size, total and squares of values that weigh alike.

    cells: by, is_<the first arm>, n, weight, weight_squares, total, squares. Columns begin with the arm.
    """
    is_first = pl.col(f"is_{arms[0]}")
    sums = cells.group_by(by).agg(
        pl.col(_SUMS).filter(is_first == (arm == arms[0])).sum().name.prefix(f"{arm}_") for arm in arms
    )
    return sums.with_columns(column for arm in arms for column in _alike(arm))


def mean_of(arm: str) -> pl.Expr:
    """Of an arm's values; null where it has none."""
    size = pl.col(f"{arm}_size")
    return pl.when(size > 0).then(pl.col(f"{arm}_total") / size)


def scatter_of(arm: str) -> pl.Expr:
    """The sum of squares of an arm's values around their mean."""
    return (pl.col(f"{arm}_squares") - pl.col(f"{arm}_total") * mean_of(arm)).clip(lower_bound=0)


def with_ends(value: str, error: pl.Expr, prefix: str) -> list[pl.Expr]:
    """The value, and the ends of its normal 95 % interval as <prefix>low and <prefix>high."""
    half = Z * error
    return [
        pl.col(value),
        (pl.col(value) - half).alias(f"{prefix}low"),
        (pl.col(value) + half).alias(f"{prefix}high"),
    ]


def _alike(arm: str) -> list[pl.Expr]:
    weights = pl.col(f"{arm}_weight"), pl.col(f"{arm}_weight_squares")
    return [
        pl.col(f"{arm}_total", f"{arm}_squares") * per_weight(*weights),
        effective_size(*weights).alias(f"{arm}_size"),
    ]
