"""Where journeys lose most, by Shapley's shares of their product, and where more than at the same kind of
touchpoint.

The logarithm of the product is a sum over touchpoints, so that the Shapley value of each is its own term,
whatever the order of joining (Shapley 1953: additive games). A touchpoint spoils journeys where it loses
more than the same channel and contact tier does in other departments.
"""

import polars as pl

from analytics.notes import TOO_FEW
from analytics.standing_out import clear_distance, distance
from analytics.statistics.common import Z

_SUMS = ("contacts", "weight", "loss", "loss_squares", "loss_products", "excess")
TOUCHPOINTS = pl.Schema(
    {
        **dict.fromkeys(("department", "channel"), pl.String()),
        **dict.fromkeys(("journeys", "contacts"), pl.Int64()),
        **dict.fromkeys(("share", "share_low", "share_high", "weight", "score", "peers"), pl.Float64()),
        **dict.fromkeys(("times", "times_low", "times_high"), pl.Float64()),
        "spoils": pl.Boolean(),
        "note": pl.String(),
    }
)


def spoiling_touchpoints(cells: pl.DataFrame, small_n: int) -> pl.DataFrame:
    """Touchpoints, as `journeys` has them. cells: of the query `touchpoints`."""
    own = pl.col("weight") / pl.col("peer_weight")
    by_peers = cells.with_columns(apart=pl.col("weight") * (1 - own)).with_columns(spread=_spread(own))
    whole = pl.col("all_loss").first(), pl.col("all_squares").first()
    sums = by_peers.group_by("department", "channel").agg(
        pl.col("journeys").max(),
        pl.col(_SUMS).sum(),
        pl.col("apart").sum(),
        pl.col("spread").clip(lower_bound=0).sum(),
        all_loss=whole[0],
        all_squares=whole[1],
    )
    all_weight = pl.col("weight").sum()
    told = sums.with_columns(*_shares(), *_beyond(), weight=pl.col("weight") / all_weight)
    return _judged(told, small_n)


def _spread(own: pl.Expr) -> pl.Expr:
    """The squares, summed over journeys, of what each adds to `excess` around the means of the touchpoint and
    of its peers elsewhere, which are 0 where there are none.

    A journey adds its excess there less what is expected of its weight there, and, as far as the touchpoint
    makes up its peers' usual, that of all peers (a ratio of sums: Cochran 1977, ch. 6).
    """
    apart = pl.when(pl.col("apart") > 1e-9).then(pl.col("apart"))
    elsewhere = own**2 * pl.col("excess") / apart
    there = (1 - own) ** 2 * pl.col("excess") / apart
    adds = {"excess": pl.lit(1.0), "weight": elsewhere - there, "among": -own, "passed": -elsewhere}
    names = list(adds)
    squares = (adds[name] ** 2 * pl.col(f"{name}_{name}") for name in names)
    products = (
        2 * adds[name] * adds[other] * pl.col(f"{name}_{other}")
        for place, name in enumerate(names)
        for other in names[place + 1 :]
    )
    return pl.sum_horizontal(*squares, *products)


def _shares() -> list[pl.Expr]:
    """Of all that is lost: a ratio of sums over journeys (Cochran 1977, ch. 6)."""
    share = pl.col("loss") / pl.col("all_loss")
    variance = pl.col("loss_squares") - 2 * share * pl.col("loss_products") + share**2 * pl.col("all_squares")
    half = Z * variance.clip(lower_bound=0).sqrt() / pl.col("all_loss")
    return [
        share.alias("share"),
        (share - half).clip(lower_bound=0).alias("share_low"),
        (share + half).clip(upper_bound=1).alias("share_high"),
    ]


def _beyond() -> list[pl.Expr]:
    """-ln x beyond that of peers elsewhere, per contact, with its error; strata weigh by their overlap."""
    compared = pl.when(pl.col("apart") > 1e-9).then(pl.col("apart"))
    return [
        (pl.col("excess") / compared).alias("beyond"),
        (pl.col("spread").sqrt() / compared).alias("error"),
        (-pl.col("loss") / pl.col("weight")).exp().alias("part"),
    ]


def _judged(told: pl.DataFrame, small_n: int) -> pl.DataFrame:
    is_few = pl.col("journeys") < small_n
    known = told.with_columns(
        pl.when(is_few).then(None).otherwise(pl.col(name)).alias(name) for name in ("beyond", "error")
    )
    value, half = pl.col("beyond"), Z * pl.col("error")
    enough = clear_distance(known["beyond"].count())
    far = distance(value, value - half, value + half)
    # 1 to 5 again.
    return (
        known.with_columns(
            score=5 * pl.col("part") + 0.5,
            peers=5 * pl.col("part") * value.exp() + 0.5,
            times=(-value).exp(),
            times_low=(-(value + half)).exp(),
            times_high=(-(value - half)).exp(),
            spoils=(far > enough).fill_null(False),
            note=pl.when(is_few).then(pl.lit(TOO_FEW)),
            lost=value * pl.col("weight"),
        )
        .sort(
            pl.col("spoils"),
            "lost",
            "department",
            "channel",
            descending=[True, True, False, False],
            nulls_last=True,
        )
        .select(TOUCHPOINTS.names())
    )
