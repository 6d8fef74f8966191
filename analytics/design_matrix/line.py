"""The line of the matrix: sales opportunity rises and efficiency falls with contact; who is off it.

Source: Chase and Tansik (1983), The Customer Contact Model for Organization Design, Management Science 29.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from analytics.design_matrix.units import PLACE, figures, units
from analytics.notes import TOO_FEW
from analytics.statistics.common import Floats
from analytics.statistics.meta_regression import Fit, meta_line
from analytics.statistics.peers import Values, deviation_from_peers
from analytics.view import View
from warehouse.contract import DELIVERY_MODES
from warehouse.settings import Settings

OVER, UNDER, ON, MIXED = "over_served", "under_served", "on_the_line", "mixed"
SALES, COST = OUTCOMES = ("conversion", "cost_per_resolved")
_ERROR = 0.05
# Of fewer contacts that are expected to sell a logarithm is too lopsided.
_LEAST_EXPECTED = 5.0
_DEVIATION = ("deviation", "deviation_low", "deviation_high", "p")
_UNITS = {
    **dict.fromkeys((*PLACE, "outcome"), pl.String()),
    "place": pl.Float64(),
    **dict.fromkeys(("value", "variance"), pl.Float64()),
}
_DEPARTMENTS = {
    "department": pl.String(),
    "contacts": pl.Int64(),
    "main_mode": pl.String(),
    "position": pl.Float64(),
    **{f"{outcome}_{name}": pl.Float64() for outcome in OUTCOMES for name in _DEVIATION},
    "stands": pl.String(),
    "note": pl.String(),
}


@dataclass(frozen=True)
class Matrix:
    """modes: a row per delivery mode, from the least contact to the most, as `figures` has them, with place
    (1 to 6). lines: by outcome of OUTCOMES intercept and slope of the line through the logarithms of what
    modes have, over place; none of fewer than three modes. units: department, delivery_mode, outcome, place,
    value and variance (of the logarithm).

    departments: department, contacts, main_mode (that of most contacts), position (mean place of its
    contacts), then per outcome …_deviation with …_deviation_low, …_deviation_high (95 %: by how much the
    department's is above or below what other departments have in the same modes; 0.2 is 20 % above) and …_p,
    stands and note. Being above them in the same modes is being above the line. stands: "over_served" where
    cost is clearly above or sales clearly below, "under_served" where sales are clearly above or cost
    clearly below, "mixed" where both, else "on_the_line". Clearly is beyond chance, and beyond what
    departments differ by anyway, among all looked at (Bonferroni). note: "too_few" where there are not enough
    others to tell.
    """

    modes: pl.DataFrame
    lines: dict[str, Fit | None]
    units: pl.DataFrame
    departments: pl.DataFrame


def design_matrix(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Matrix:
    """Delivery modes and departments by what they cost, sell and please, and who is off the line.

    Contacts of unknown department or delivery mode are left out.
    """
    return matrix_of(units(connection, settings, view), settings)


def matrix_of(sums: pl.DataFrame, settings: Settings) -> Matrix:
    """The matrix from the sums of `units`."""
    order = pl.col("delivery_mode").cast(pl.Enum(DELIVERY_MODES))
    modes = figures(sums, "delivery_mode", settings).with_columns(place=_place()).sort(order)
    points = pl.concat([_points(sums, outcome, settings) for outcome in OUTCOMES])
    return Matrix(modes, _lines(sums, settings), points, _departments(sums, points))


def _lines(sums: pl.DataFrame, settings: Settings) -> dict[str, Fit | None]:
    """Through modes as wholes: what a mode is off the line all its departments share."""
    of_modes = sums.group_by("delivery_mode").agg(pl.exclude(PLACE).sum(), department=pl.lit(""))
    points = {outcome: _points(of_modes, outcome, settings) for outcome in OUTCOMES}
    return {outcome: meta_line(*_columns(found)) for outcome, found in points.items()}


def rises(matrix: Matrix) -> pl.DataFrame:
    """By how much each line rises from one delivery mode to the next: outcome, rises_by (0.5 is 50 % more),
    low, high (95 %) and modes (the line is through); null where there is no line.
    """
    rows = []
    for outcome, line in matrix.lines.items():
        ends = (None, None, None) if line is None else tuple(map(np.expm1, line.of(np.array([0.0, 1.0]))))
        rows.append((outcome, *ends, 0 if line is None else line.freedom + 2))
    schema = {"outcome": pl.String(), **dict.fromkeys(("rises_by", "low", "high"), pl.Float64())}
    return pl.DataFrame(rows, schema={**schema, "modes": pl.Int64()}, orient="row")


def _place() -> pl.Expr:
    places = {mode: float(number) for number, mode in enumerate(DELIVERY_MODES, 1)}
    return pl.col("delivery_mode").replace_strict(places, return_dtype=pl.Float64)


def _points(sums: pl.DataFrame, outcome: str, settings: Settings) -> pl.DataFrame:
    n = pl.col("sales_n" if outcome == SALES else "resolved")
    told = sums.filter(n >= settings.definitions.small_n)
    if outcome == SALES:
        # What is usual in the mode decides who counts, as one's own number would pick the lucky ones.
        usual = pl.col("sold").sum().over("delivery_mode") / pl.col("sales_n").sum().over("delivery_mode")
        told = told.filter(usual * pl.col("sales_n") >= _LEAST_EXPECTED)
        sold, of = pl.col("sold") + 0.5, pl.col("sales_n") + 0.5
        value, variance = (sold / of).log(), 1 / sold - 1 / of
    else:
        cost, resolved = pl.col("cost"), pl.col("resolved")
        value = (cost / resolved).log()
        variance = (
            pl.col("cost_squares") / cost**2
            + 1 / resolved
            - 2 * pl.col("cost_of_resolved") / (cost * resolved)
        )
        told = told.filter(cost > 0)
    return told.select(
        *PLACE,
        place=_place(),
        outcome=pl.lit(outcome),
        value=value,
        variance=variance.clip(lower_bound=1e-9),
    ).select(pl.col(name).cast(kind) for name, kind in _UNITS.items())


def _columns(points: pl.DataFrame) -> tuple[Floats, Floats, Floats]:
    values, variances, places = (points[name].to_numpy() for name in ("value", "variance", "place"))
    return values, variances, places


def _departments(sums: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    described = (
        sums.with_columns(place=_place())
        .group_by("department")
        .agg(
            main_mode=pl.col("delivery_mode").sort_by("contacts").last(),
            position=(pl.col("place") * pl.col("contacts")).sum() / pl.col("contacts").sum(),
            contacts=pl.col("contacts").sum().cast(pl.Int64),
        )
        .sort("department")
    )
    rows = [
        row
        | {
            f"{outcome}_{name}": figure
            for outcome in OUTCOMES
            for name, figure in _deviation(points.filter(outcome=outcome), row["department"]).items()
        }
        for row in described.iter_rows(named=True)
    ]
    told = pl.DataFrame(rows, schema=_DEPARTMENTS, orient="row")
    is_few = pl.all_horizontal(pl.col(f"{outcome}_p").is_null() for outcome in OUTCOMES)
    return told.with_columns(stands=_stands(told), note=pl.when(is_few).then(pl.lit(TOO_FEW)))


def _deviation(points: pl.DataFrame, department: str) -> dict[str, float]:
    """How far a department is from the others in the same modes; nothing where these are too few."""
    names = points["department"].unique().sort().to_list()
    if department not in names:
        return {}
    values, variances, places = _columns(points)
    units = points["department"].replace_strict({name: place for place, name in enumerate(names)}).to_numpy()
    every = Values(values, variances, places.astype(np.int64), units)
    found = deviation_from_peers(every, names.index(department))
    if found is None:
        return {}
    far, reach = found.value, found.reach()
    ends = (float(np.expm1(end)) for end in (far, far - reach, far + reach))
    return dict(zip(_DEVIATION, (*ends, found.p()), strict=True))


def _stands(told: pl.DataFrame) -> pl.Expr:
    looks = max(sum(told.height - told[f"{outcome}_p"].null_count() for outcome in OUTCOMES), 1)
    clear = {outcome: (pl.col(f"{outcome}_p") < _ERROR / looks).fill_null(False) for outcome in OUTCOMES}
    above = {outcome: clear[outcome] & (pl.col(f"{outcome}_deviation") > 0) for outcome in OUTCOMES}
    below = {outcome: clear[outcome] & (pl.col(f"{outcome}_deviation") < 0) for outcome in OUTCOMES}
    over, under = above[COST] | below[SALES], above[SALES] | below[COST]
    return (
        pl.when(over & under)
        .then(pl.lit(MIXED))
        .when(over)
        .then(pl.lit(OVER))
        .when(under)
        .then(pl.lit(UNDER))
        .otherwise(pl.lit(ON))
    )
