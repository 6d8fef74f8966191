"""Records that weigh differently: how many that weigh alike would say as much.

Kish (1965), Survey Sampling, section 11.7: a mean of values x with weights w, Σwx / Σw, is as sure as a plain
mean of n_eff = (Σw)² / Σw² of them, where weights have nothing to do with how much values vary.
"""

from typing import TypeVar

import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)
# What is so near a whole number, in parts of it, is that number: of one value alone the size is 1, so that
# its mean has no interval.
_ROUNDING = 1e-12


def effective_size(weight: pl.Expr, weight_squares: pl.Expr) -> pl.Expr:
    """n_eff from the sums of weights and of their squares; the number itself where all weigh 1."""
    size = weight * per_weight(weight, weight_squares)
    whole = size.round()
    return pl.when((size - whole).abs() <= _ROUNDING * size).then(whole).otherwise(size)


def per_weight(weight: pl.Expr, weight_squares: pl.Expr) -> pl.Expr:
    """What makes weighted sums those of n_eff values that weigh 1: their mean and variance stay."""
    return pl.when(weight_squares > 0).then(weight.cast(pl.Float64) / weight_squares).otherwise(1.0)


def alike(sums: Frame) -> Frame:
    """Sums of weighted values as those of values that weigh alike, of which there are effective_n.

    sums: weight and weight_squares, the sums of weights and of their squares; total and total_squares, those
    of weighted values and of weighted squares of values. Other columns stay, those of weights go.
    """
    weight, squares = pl.col("weight"), pl.col("weight_squares")
    return sums.with_columns(
        pl.col("total", "total_squares") * per_weight(weight, squares),
        effective_n=effective_size(weight, squares),
    ).drop("weight", "weight_squares")
