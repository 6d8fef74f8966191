"""Departments beside all others of the same contact tier: never across tiers, which differ by nature."""

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.comparing.sums import read_sums
from analytics.intervals import Estimate, change, proportion
from analytics.standing_out import clear_distance, distance
from analytics.statistics.kish import effective_size, per_weight
from analytics.view import View
from warehouse.settings import Settings

_CELL = ("department", "contact_tier")
_SUMS = ("n", "weight", "weight_squares", "total")
# Of two departments nobody can say which is the odd one.
_FEWEST_TO_SET_ASIDE_FROM = 3


def beside_peers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Satisfaction (CSAT) of each department in each tier beside the other departments of that tier.

    A department that stands far out would draw the peers of all others with it. So the one that stands out
    most is set aside from the peers of the others, and again until none is left.

    Returns department, contact_tier, value, low, high, n; peers_value, peers_low, peers_high, peers_n (all
    answers of the others together) and set_aside, how many others are not among them; difference,
    difference_low, difference_high (95 %); and is_clear: whether the difference goes beyond chance even after
    so many looks (Bonferroni 1936, 5 % over all departments and tiers). The one most surely below its peers
    comes first. Rows with too few answers on either side (settings.definitions.small_n) are left out. A view
    of some departments gives their rows alone; their peers are all others.
    """
    everybody = view.pick(department=())
    cells = read_sums(connection, settings, find_measure("csat"), _CELL, everybody).drop_nulls(_CELL)
    cells = cells.with_columns(**_share()._asdict(), is_usual=pl.lit(True))
    least = settings.definitions.small_n
    compared = _compared(cells, least)
    while (odd := _most_odd(compared)) is not None:
        is_odd = (pl.col("department") == odd[0]) & (pl.col("contact_tier") == odd[1])
        cells = cells.with_columns(is_usual=pl.col("is_usual") & ~is_odd)
        compared = _compared(cells, least)
    departments = view.of("department")
    asked = pl.col("department").is_in(departments) if departments else pl.lit(True)
    return compared.filter(asked).select(
        *_CELL,
        *("value", "low", "high", "n", "peers_value", "peers_low", "peers_high", "peers_n", "set_aside"),
        *("difference", "difference_low", "difference_high", "is_clear"),
    )


def _compared(cells: pl.DataFrame, least: int) -> pl.DataFrame:
    """Each cell beside the usual ones among the others, the one most surely below first."""
    compared = (
        cells.with_columns(
            **{f"peers_{name}": _of_the_others(name) for name in _SUMS},
            set_aside=(~pl.col("is_usual")).sum().over("contact_tier") - (~pl.col("is_usual")),
            usual=pl.col("is_usual").sum().over("contact_tier"),
        )
        .filter((pl.col("n") >= least) & (pl.col("peers_n") >= least))
        .with_columns(**_figures("peers", _share("peers_")))
        .with_columns(**_figures("difference", _difference()))
    )
    far = distance(pl.col("difference"), pl.col("difference_low"), pl.col("difference_high"))
    ranked = compared.with_columns(distance=far).sort("distance", *_CELL)
    return ranked.with_columns(is_clear=pl.col("distance").abs() > clear_distance(compared.height))


def _most_odd(compared: pl.DataFrame) -> tuple[str, str] | None:
    """The usual cell that stands out most of all; none where that may be chance."""
    odd = compared.filter(
        pl.col("is_usual") & pl.col("is_clear") & (pl.col("usual") >= _FEWEST_TO_SET_ASIDE_FROM)
    ).sort(pl.col("distance").abs(), descending=True)
    return None if odd.is_empty() else odd.select(_CELL).row(0)


def _of_the_others(column: str) -> pl.Expr:
    usual = pl.when("is_usual").then(column).otherwise(0)
    return usual.sum().over("contact_tier") - usual


def _share(of: str = "") -> Estimate:
    """Satisfied answers among all, by what they weigh."""
    weights = [pl.col(f"{of}{name}") for name in ("weight", "weight_squares")]
    return proportion(pl.col(f"{of}total") * per_weight(*weights), effective_size(*weights))


def _difference() -> Estimate:
    own = Estimate(pl.col("value"), pl.col("low"), pl.col("high"))
    return change(own, Estimate(pl.col("peers_value"), pl.col("peers_low"), pl.col("peers_high")))


def _figures(part: str, figure: Estimate) -> dict[str, pl.Expr]:
    name = f"{part}_value" if part == "peers" else part
    return {name: figure.value, f"{part}_low": figure.low, f"{part}_high": figure.high}
