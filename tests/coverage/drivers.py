"""How often the intervals of the churn drivers hold the planted truths."""

import numpy as np
import polars as pl

from analytics.drivers.cells import read_risk_cells
from analytics.drivers.importance import importance_of
from analytics.drivers.model import DriverModel, fit_model
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts

CUSTOMERS, DAYS = 4_000, 365
_LOG_ODDS = {
    "over_promise": DEFAULT.leaving.exposure_log_odds["broken_promise"],
    "unrecovered_failures": DEFAULT.leaving.exposure_log_odds["failure_unrecovered"],
    "recovered_failures": DEFAULT.leaving.exposure_log_odds["failure_recovered"],
    "complaints": DEFAULT.leaving.exposure_log_odds["complaint"],
    "abandoned": 0.0,
    "unresolved": 0.0,
}
_PLANTED = {"tenure": DEFAULT.leaving.tenure_log_odds, "segment": DEFAULT.leaving.segment_log_odds}

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth of every log odds ratio and of two attributable shares."""
    connection = customer_marts(simulate(customers, DAYS, seed))
    model = fit_model(read_risk_cells(connection, SETTINGS, View()))
    return [*_log_odds(model), *_shares(model)]


def _log_odds(model: DriverModel) -> list[Row]:
    levels = model.levels.filter(~pl.col("is_reference"), pl.col("note").is_null())
    references = dict(model.levels.filter("is_reference").select("factor", "level").iter_rows())
    return [
        {
            "name": f"{row['factor']}:{row['level']}",
            "estimate": np.log(row["odds_ratio"]),
            "low": np.log(row["low"]),
            "high": np.log(row["high"]),
            "truth": _truth(row["factor"], row["level"], references[row["factor"]]),
        }
        for row in levels.iter_rows(named=True)
    ]


def _truth(factor: str, level: str, reference: str) -> float:
    planted = _PLANTED.get(factor)
    return planted[level] - planted[reference] if planted else _LOG_ODDS.get(factor, 0.0)


def _shares(model: DriverModel) -> list[Row]:
    assert model.fitted is not None
    found = {row["driver"]: row for row in importance_of(model).iter_rows(named=True)}
    return [
        {
            "name": f"share of {driver}",
            "estimate": found[driver]["share"],
            "low": found[driver]["low"],
            "high": found[driver]["high"],
            "truth": _true_share(model.fitted.cells, driver),
        }
        for driver in ("over_promise", "unrecovered_failures")
        if found[driver]["share"] is not None
    ]


def _true_share(cells: pl.DataFrame, driver: str) -> float:
    """From the generator's own hazard, for the customers at risk."""
    now, then = ((1 / (1 + (-log_odds).exp())) for log_odds in (true_log_odds(), true_log_odds(driver)))
    at_risk = pl.col("at_risk")
    return float(cells.select(1 - (at_risk * then).sum() / (at_risk * now).sum()).item())


def true_log_odds(without: str | None = None) -> pl.Expr:
    """The planted log-odds of leaving over the factors of cells, without one of the drivers."""
    who = [
        pl.col(name).replace_strict(dict(odds), return_dtype=pl.Float64) for name, odds in _PLANTED.items()
    ]
    lived = [odds * (pl.col(name) != "0") for name, odds in _LOG_ODDS.items() if name != without]
    return DEFAULT.leaving.intercept + pl.sum_horizontal(*who, *lived)
