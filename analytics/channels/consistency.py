"""How alike channels are, online and offline: what they differ by beyond chance, at equal reason."""

from statistics import NormalDist

import duckdb
import numpy as np
import polars as pl

from analytics.channels.cells import channel_cells, sums_of
from analytics.channels.roles import by_size
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Z
from analytics.statistics.equal_strata import Levels, levels_at_equal_strata, spread_of, spread_p
from analytics.statistics.kish import alike
from analytics.view import View
from warehouse.settings import Settings

FIGURES = ("csat_mean", "resolution", "failure")
"""What should not hang on the channel."""
# Half of the error of the page: of each figure the spread is looked at, and online beside offline.
_LEVEL = 0.05 / 2 / (2 * len(FIGURES))
_FLOAT, _TEXT = pl.Float64(), pl.String()
_SPREADS = {
    "figure": _TEXT,
    "channels": pl.Int64(),
    **dict.fromkeys(("spread", "spread_low", "spread_high", "p"), _FLOAT),
    "is_spread": pl.Boolean(),
    **dict.fromkeys(("online_gap", "gap_low", "gap_high"), _FLOAT),
    "is_gap": pl.Boolean(),
    "note": _TEXT,
}
_CHANNELS = {
    "figure": _TEXT,
    "channel": _TEXT,
    "is_online": pl.Boolean(),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "low", "high", "plain"), _FLOAT),
}


def consistency(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """How far channels lie apart, and where each lies.

    The first frame has a row per figure of FIGURES: figure, channels (compared), spread with spread_low and
    spread_high (the standard deviation between channels that chance does not explain, Paule and Mandel with
    the Q-profile interval, 95 %), p (of Cochran's Q), is_spread (beyond chance among all that is looked at),
    online_gap with gap_low and gap_high (online less offline, each weighed by its contacts), is_gap (beyond
    chance), note ("not_in_data" or "too_few"). The second has figure, channel, is_online, n, value, low,
    high (at the mix of reasons of all channels) and plain.

    Channels with fewer than settings.definitions.small_n values for known reasons are left out.
    """
    return how_alike(channel_cells(connection, settings, view), settings)


def how_alike(cells: pl.DataFrame, settings: Settings) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The frames of `consistency` from the cells of `channel_cells`."""
    found = [_of_figure(cells, figure, settings) for figure in FIGURES]
    return (
        pl.DataFrame([spread for spread, _ in found], schema=_SPREADS, orient="row"),
        pl.concat([pl.DataFrame(schema=_CHANNELS), *(channels for _, channels in found)]),
    )


def _of_figure(
    cells: pl.DataFrame, figure: str, settings: Settings
) -> tuple[dict[str, object], pl.DataFrame]:
    known = cells.drop_nulls("reason")
    sums = alike(sums_of(known, figure).rename({"squares": "total_squares"}))
    enough = pl.col("n").sum().over("channel") >= settings.definitions.small_n
    used = sums.filter(enough, pl.col("effective_n") > 0).sort("channel", "reason")
    levels = _levels(used)
    if levels is None:
        note = TOO_FEW if sums.height else NOT_IN_DATA
        return {"figure": figure, "channels": 0, "note": note}, pl.DataFrame(schema=_CHANNELS)
    channels = _channels(levels, used, by_size(cells), figure)
    spread, p = spread_of(levels), spread_p(levels)
    row = {
        "figure": figure,
        "channels": channels.height,
        **dict(zip(("spread", "spread_low", "spread_high"), spread, strict=True)),
        "p": p,
        "is_spread": p < _LEVEL,
    }
    return row | _gap(levels, channels), channels


def _levels(used: pl.DataFrame) -> Levels | None:
    columns = (used[name].to_numpy() for name in ("effective_n", "total", "total_squares"))
    return levels_at_equal_strata(used["channel"].to_numpy(), used["reason"].to_numpy(), *columns)


def _channels(levels: Levels, used: pl.DataFrame, sizes: pl.DataFrame, figure: str) -> pl.DataFrame:
    half = Z * np.sqrt(np.diag(levels.covariance))
    told = pl.DataFrame(
        {
            "channel": levels.units,
            "value": levels.values,
            "low": levels.values - half,
            "high": levels.values + half,
        }
    )
    plain = used.group_by("channel").agg(
        pl.col("n").sum().cast(pl.Int64), plain=pl.col("total").sum() / pl.col("effective_n").sum()
    )
    return (
        told.join(plain, on="channel")
        .join(sizes.select("channel", "is_online"), on="channel", maintain_order="left")
        .with_columns(figure=pl.lit(figure))
        .select(pl.col(name).cast(kind) for name, kind in _CHANNELS.items())
    )


def _gap(levels: Levels, channels: pl.DataFrame) -> dict[str, object]:
    """Online less offline; nothing where all are of one kind."""
    weights = channels["n"].cast(pl.Float64).to_numpy()
    online = channels["is_online"].to_numpy()
    if online.all() or not online.any():
        return {"is_gap": False}
    of_online, of_offline = np.where(online, weights, 0), np.where(online, 0, weights)
    gap, error = levels.contrast(of_online / of_online.sum() - of_offline / of_offline.sum())
    reach = Z * error
    is_gap = abs(gap) > error * NormalDist().inv_cdf(1 - _LEVEL / 2)
    return {"online_gap": gap, "gap_low": gap - reach, "gap_high": gap + reach, "is_gap": bool(is_gap)}
