"""How even the load is, as rows."""

import polars as pl

from analytics.statistics.levelness import Levelness

_SCHEMA = {"figure": pl.String(), **dict.fromkeys(("value", "low", "high"), pl.Float64()), "n": pl.Int64()}


def load_rows(found: Levelness | None) -> pl.DataFrame:
    """A row per figure of `Levelness`, with its interval and how many arrivals it rests on."""
    if found is None:
        return pl.DataFrame(schema=_SCHEMA)
    sizes = {"booked": found.n_booked, "walk_in": found.n_walk_in, "ratio": found.n_booked + found.n_walk_in}
    names = {"booked": "booked", "walk_in": "walk_in", "ratio": "ratio"} | {
        f"{side}_peak": side for side in ("booked", "walk_in")
    }
    rows = [
        (
            name if name == "ratio" or name.endswith("_peak") else f"{name}_variation",
            *getattr(found, name),
            sizes[side],
        )
        for name, side in names.items()
    ]
    return pl.DataFrame(rows, _SCHEMA, orient="row")
