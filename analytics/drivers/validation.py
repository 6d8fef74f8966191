"""Whether the model knows months that it has not seen."""

from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from analytics.drivers.cells import RiskCells, profiles_of, read_risk_cells
from analytics.drivers.fitted import cells_of
from analytics.drivers.model import LEAST_LEAVERS, fit_model
from analytics.drivers.months import Months, month_before
from analytics.intervals import proportion
from analytics.statistics.common import Interval
from analytics.statistics.discrimination import Calibration, auc, brier, by_decile, calibration, log_loss
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

_FEWEST_MONTHS = 3


@dataclass(frozen=True)
class Validation:
    """Fitted to the earlier months, tested on the last third.

    auc: the chance that a leaver had the higher predicted hazard than one who stayed. brier and log_loss,
    with those of one hazard for all beside them. deciles: decile, n, left, expected (hazard), observed, low,
    high (Wilson). calibration: observed against expected.
    """

    trained_on: Months
    tested_on: Months
    n: int
    left: int
    auc: Interval
    brier: float
    brier_of_one_rate: float
    log_loss: float
    log_loss_of_one_rate: float
    calibration: Calibration
    deciles: pl.DataFrame


def validation(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
) -> Validation | Words:
    """The test out of time; in words, why there is none."""
    return validate(read_risk_cells(connection, settings, view, definition))


def validate(cells: RiskCells) -> Validation | Words:
    """The test on these cells."""
    months = cells.frame["month"].unique().sort().to_list()
    if len(months) < _FEWEST_MONTHS:
        return Words(
            f"시간을 나누어 확인하려면 온전한 달이 {_FEWEST_MONTHS}개 이상 필요합니다.",
            f"A test out of time needs at least {_FEWEST_MONTHS} complete months.",
        )
    first_tested: date = months[len(months) - len(months) // 3]
    earlier, later = (
        cells.within(months[0], month_before(first_tested)),
        cells.within(first_tested, months[-1]),
    )
    model = fit_model(earlier)
    if model.fitted is None:
        return model.notes[0]
    if min(later.events, later.at_risk - later.events) < LEAST_LEAVERS:
        return Words(
            f"확인할 달에 떠난 고객이 {later.events:,}명뿐입니다.",
            f"Only {later.events:,} left in the months to test on.",
        )
    profiles = profiles_of(later.frame)
    data = cells_of(later.frame, profiles, model.fitted.coding)
    hazard = model.fitted.hazard.of(data.design)
    at_risk, events = data.per_profile(data.at_risk), data.per_profile(data.events)
    one_rate = hazard * 0 + earlier.events / earlier.at_risk
    return Validation(
        (months[0], month_before(first_tested)),
        (first_tested, months[-1]),
        later.at_risk,
        later.events,
        auc(hazard, events, at_risk),
        brier(hazard, events, at_risk),
        brier(one_rate, events, at_risk),
        log_loss(hazard, events, at_risk),
        log_loss(one_rate, events, at_risk),
        calibration(hazard[data.profile], data.events, data.at_risk, pl.Series(data.cluster)),
        _shown(by_decile(hazard, events, at_risk)),
    )


def _shown(deciles: pl.DataFrame) -> pl.DataFrame:
    observed = proportion(pl.col("events"), pl.col("persons"))
    return deciles.select(
        "decile",
        n=pl.col("persons").cast(pl.Int64),
        left=pl.col("events").cast(pl.Int64),
        expected="expected_rate",
        observed=observed.value,
        low=observed.low,
        high=observed.high,
    )
