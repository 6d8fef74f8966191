"""How company, staff and customers of each department stand, and which of them gives way."""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
import scipy

from analytics.balance.figures import SIDES, figures
from analytics.balance.sums import PLACE, read_side_sums
from analytics.comparing.frames import in_schema
from analytics.intervals import CONFIDENCE
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Z
from analytics.statistics.shrinkage import shrink_means
from analytics.statistics.standing import standings
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

# Of fewer members of staff, or days, there is no telling how much they differ.
FEWEST_CLUSTERS = 5
_SIDE_SCHEMA = {
    **dict.fromkeys(("department", "side"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(("standing", "low", "high", "drawn", "drawn_low", "drawn_high"), pl.Float64()),
    "beside": pl.String(),
    **dict.fromkeys(("beyond", "beyond_low", "beyond_high", "p"), pl.Float64()),
    "gives_way": pl.Boolean(),
    "note": pl.String(),
}
_CELL_SCHEMA = {
    **dict.fromkeys((*PLACE, "side", "figure"), pl.String()),
    **dict.fromkeys(("n", "clusters"), pl.Int64()),
    **dict.fromkeys(("value", "usual", "standing", "low", "high"), pl.Float64()),
    "note": pl.String(),
}


@dataclass(frozen=True)
class Balance:
    """sides: a row per department and side (of SIDES): n records; standing with low and high (95 %: standard
    deviations of one record from the other departments of the same tiers, above zero is better for the
    side); drawn with drawn_low and drawn_high: drawn towards all departments as far as unsure (empirical
    Bayes); beside: the department's highest other side, and beyond with its ends: the standing less that
    side's; p: how probable it is by chance that both are as far below nothing; gives_way; note:
    "not_in_data" where nothing tells of the side, "too_few" where nothing can be compared.

    cells: contact_tier, department, side, figure, n, clusters, value, usual (the same figure of all other
    departments of the tier), standing, low, high, note ("too_few" under settings.definitions.small_n: value
    is withheld).

    looks: sides of departments that were judged together (Bonferroni).
    """

    sides: pl.DataFrame
    cells: pl.DataFrame
    looks: int

    @property
    def giving_way(self) -> pl.DataFrame:
        """The sides that give way, the surest first."""
        return self.sides.filter("gives_way").sort("p")


def balance(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Balance:
    """The three sides of every department, each figure held against the other departments of its tier.

    A side gives way to another where its standing is below nothing and below the other's, each beyond chance
    for so many looks (Student; Bonferroni), and by settings.balance.smallest_distance.
    """
    return balance_of(read_side_sums(connection, settings, view), settings)


def balance_of(sums: pl.DataFrame, settings: Settings) -> Balance:
    """The same of what `read_side_sums` gives."""
    named = sums.rename({"department": "unit", "contact_tier": "stratum"})
    found = standings(named, SIDES, FEWEST_CLUSTERS)
    departments = sums.select("department").unique().sort("department")
    every = departments.join(pl.DataFrame({"side": SIDES}), how="cross")
    known = _drawn(_tested(found.sides.rename({"unit": "department"})))
    looks = known.filter(pl.col("p").is_not_null()).height
    sides = every.join(known, on=["department", "side"], how="left", maintain_order="left")
    is_told = pl.col("side").is_in(sums["side"].unique().implode())
    noted = sides.with_columns(
        gives_way=_gives_way(looks, settings.balance.smallest_distance),
        note=pl.when(pl.col("standing").is_null()).then(
            pl.when(is_told).then(pl.lit(TOO_FEW)).otherwise(pl.lit(NOT_IN_DATA))
        ),
    )
    return Balance(in_schema(noted, _SIDE_SCHEMA), _told(found.cells, settings), looks)


def _tested(sides: pl.DataFrame) -> pl.DataFrame:
    """With the ends of intervals, and how surely a side is below nothing and below the others."""
    if "standing" not in sides.columns:
        return in_schema(sides, {**_SIDE_SCHEMA, "standing_error": pl.Float64()})
    tests = {name: _student(sides, name) for name in ("standing", "beyond")}
    ends = {
        f"{prefix}{end}": pl.col(name) + sign * pl.Series(tests[name][0])
        for name, prefix in (("standing", ""), ("beyond", "beyond_"))
        for end, sign in (("low", -1), ("high", 1))
    }
    # Which other side is the highest was seen in the same figures.
    others = (len(SIDES) - 1) * tests["beyond"][1]
    p = pl.Series(np.minimum(1.0, np.fmax(tests["standing"][1], others)), nan_to_null=True)
    alone = pl.col("beyond").is_null()
    return sides.with_columns(**ends).with_columns(p=pl.when(~alone).then(p))


def _student(sides: pl.DataFrame, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Half of the 95 % interval, and how probable so low an estimate is at nothing, two-sided."""
    value, error, freedom = (
        sides[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for column in (name, f"{name}_error", f"{name}_freedom")
    )
    half = error * scipy.special.stdtrit(freedom, 1 - (1 - CONFIDENCE) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return half, np.minimum(1.0, 2 * scipy.special.stdtr(freedom, value / error))


def _drawn(sides: pl.DataFrame) -> pl.DataFrame:
    """Each side's standings drawn towards what all departments have in common there."""
    parts = []
    for (_,), frame in sides.filter(pl.col("standing_error") > 0).group_by("side", maintain_order=True):
        # Errors of few clusters are surer than they should be: as wide as Student's interval says.
        errors = ((frame["high"] - frame["low"]) / 2 / Z).to_numpy()
        shrunk = shrink_means(frame["standing"].to_numpy(), errors)
        parts.append(
            frame.with_columns(
                drawn=pl.Series(shrunk.value),
                drawn_low=pl.Series(shrunk.low),
                drawn_high=pl.Series(shrunk.high),
            )
        )
    return pl.concat(
        [in_schema(sides.clear(), _SIDE_SCHEMA), *(in_schema(part, _SIDE_SCHEMA) for part in parts)]
    )


def _gives_way(looks: int, smallest: float) -> pl.Expr:
    is_below = (pl.col("standing") <= -smallest) & (pl.col("beyond") <= -smallest)
    is_sure = pl.col("p") * max(looks, 1) < 1 - CONFIDENCE
    return (is_below & is_sure).fill_null(False)


def _told(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    if cells.is_empty():
        return pl.DataFrame(schema=_CELL_SCHEMA)
    is_few = pl.col("n") < settings.definitions.small_n
    renamed = cells.rename({"unit": "department", "stratum": "contact_tier"}).with_columns(
        value=pl.when(~is_few).then("value"),
        low=pl.col("standing_low"),
        high=pl.col("standing_high"),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
    order = list(figures(settings))
    return in_schema(renamed, _CELL_SCHEMA).sort(
        "department",
        pl.col("contact_tier").cast(pl.Enum(CONTACT_TIERS)),
        pl.col("figure").cast(pl.Enum(order)),
    )
