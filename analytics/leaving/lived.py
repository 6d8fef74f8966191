"""What leavers say beside what the records show that they lived through."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.drivers.importance import driver_importance
from analytics.intervals import Estimate, change, net_share, proportion
from analytics.leaving.leavers import names_cause, of_leavers
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, read_counts
from analytics.view import View
from warehouse.settings import Settings

# What records show of a cause, by the drivers of leaving (`analytics/drivers/declared.py`). Of prices,
# competitors and what a company stands for they show nothing.
SHOWN_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "inconvenience": ("over_promise",),
        "core_failure": ("unrecovered_failures", "recovered_failures"),
        "encounter_failure": ("complaints",),
        "response_to_failure": ("unrecovered_failures",),
    }
)
_SIDES = ("both", "lived_only", "said_only", "neither")
_SHARES = ("said_if_lived", "said_else", "difference", "gap")


def _sides() -> dict[str, str]:
    columns = {}
    for cause, drivers in SHOWN_BY.items():
        lived, said = " OR ".join(drivers), names_cause(cause)
        for side, where in zip(
            _SIDES,
            (
                f"({lived}) AND {said}",
                f"({lived}) AND NOT {said}",
                f"NOT ({lived}) AND {said}",
                f"NOT ({lived}) AND NOT {said}",
            ),
            strict=True,
        ):
            columns[f"{cause}_{side}"] = f"count_if({where})::BIGINT"
    return columns


_COUNTS = of_leavers(_sides(), where="is_month_before_known")


def said_and_lived(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Of those who left, who names a cause and who lived through what records show of it the month before.

    A row per cause of SHOWN_BY: cause, n (leavers whose calendar month before is in the data), both,
    lived_only, said_only, neither (of them); said_if_lived (share of those who lived through it that name
    it), said_else (of the others), difference (MOVER), and gap: said less lived, as a share of n, each with
    …_low and …_high (95 %); verdict: "more_lived" or "more_said" where the gap's interval excludes 0, else
    "alike"; note. What goes together need not be what brought it about.
    """
    counts = read_counts(connection, settings, _COUNTS.split_by(settings, {}, view), {}, view).drop(WHOLE)
    rows = pl.concat([counts.select(_of(cause)) for cause in SHOWN_BY])
    few = pl.min_horizontal("lived", pl.col("n") - pl.col("lived")) < settings.definitions.small_n
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(few).then(pl.lit(TOO_FEW))
    is_known = pl.col("note").is_null()
    told = rows.with_columns(note=note).with_columns(
        pl.when(is_known).then(part).alias(name if end == "value" else f"{name}_{end}")
        for name, estimate in _estimates().items()
        for end, part in estimate._asdict().items()
    )
    verdict = (
        pl.when(pl.col("gap_high") < 0)
        .then(pl.lit("more_lived"))
        .when(pl.col("gap_low") > 0)
        .then(pl.lit("more_said"))
        .otherwise(pl.lit("alike"))
    )
    return told.with_columns(verdict=pl.when(is_known).then(verdict)).drop("lived")


def _of(cause: str) -> list[pl.Expr]:
    sides = {side: pl.col(f"{cause}_{side}").fill_null(0) for side in _SIDES}
    return [
        pl.lit(cause).alias("cause"),
        pl.sum_horizontal(sides.values()).alias("n"),
        (sides["both"] + sides["lived_only"]).alias("lived"),
        *(count.alias(side) for side, count in sides.items()),
    ]


def _estimates() -> dict[str, Estimate]:
    both, lived_only, said_only, neither = (pl.col(side) for side in _SIDES)
    if_lived = proportion(both, both + lived_only)
    otherwise = proportion(said_only, said_only + neither)
    gap = Estimate(*(part / 100 for part in net_share(said_only, lived_only, pl.col("n"))))
    return dict(zip(_SHARES, (if_lived, otherwise, change(if_lived, otherwise), gap), strict=True))


def said_beside_drivers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The same rows with how much of all leaving goes with what records show of the cause.

    Adds driver (the first of SHOWN_BY, which the cause is about most) and its driver_share, driver_low and
    driver_high, as `analytics.drivers.importance.importance_of` gives them.
    """
    firsts = {cause: drivers[0] for cause, drivers in SHOWN_BY.items()}
    named = said_and_lived(connection, settings, view).with_columns(
        driver=pl.col("cause").replace_strict(firsts, return_dtype=pl.String)
    )
    shares = driver_importance(connection, settings, view)
    told = shares.select("driver", driver_share="share", driver_low="low", driver_high="high")
    return named.join(told, on="driver", how="left", maintain_order="left")
