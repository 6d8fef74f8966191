"""The model finds what was planted, and is the regression on customer-months that it stands for."""

from datetime import date

import duckdb
import numpy as np
import polars as pl
import pytest
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.drivers.model import DriverModel, driver_model
from analytics.view import View
from sample_data import DEFAULT
from tests.coverage.world_marts import SETTINGS
from warehouse.errors import QueryError

LEAVING = DEFAULT.leaving


def odds(model: DriverModel, factor: str) -> list[dict[str, float]]:
    rows = model.levels.filter(~pl.col("is_reference"), pl.col("factor") == factor)
    return list(rows.iter_rows(named=True))


@pytest.mark.parametrize(
    ("factor", "log_odds"),
    [
        ("over_promise", LEAVING.exposure_log_odds["broken_promise"]),
        ("unrecovered_failures", LEAVING.exposure_log_odds["failure_unrecovered"]),
        ("recovered_failures", 0.0),
        ("complaints", LEAVING.exposure_log_odds["complaint"]),
        ("abandoned", 0.0),
        ("unresolved", 0.0),
    ],
)
def test_every_level_of_a_driver_is_near_the_planted_odds(
    model: DriverModel, factor: str, log_odds: float
) -> None:
    """Within twice the interval; how often the interval itself holds is measured in tests/coverage."""
    levels = odds(model, factor)
    assert levels
    for level in levels:
        assert abs(np.log(level["odds_ratio"]) - log_odds) < np.log(level["high"] / level["low"])


def test_what_was_planted_is_clear_and_what_was_not_is_not(model: DriverModel) -> None:
    clear = dict(model.drivers.select("driver", "is_clear").iter_rows())
    assert clear["over_promise"] and clear["unrecovered_failures"]
    assert not (clear["recovered_failures"] or clear["abandoned"] or clear["unresolved"])
    assert (model.drivers["p_holm"] >= model.drivers["p"]).all()


def test_coefficients_and_deviance_are_those_of_customer_months_row_by_row(model: DriverModel) -> None:
    """Each cell becomes its persons: who left and who stayed."""
    assert model.fitted is not None
    data = model.fitted.data
    rows = np.repeat(
        np.repeat(data.profile, 2),
        np.column_stack([data.events, data.at_risk - data.events]).astype(int).ravel(),
    )
    outcome = np.repeat(
        np.tile([1.0, 0.0], len(data.events)),
        np.column_stack([data.events, data.at_risk - data.events]).astype(int).ravel(),
    )
    assert len(rows) == model.at_risk
    by_row = GLM(outcome, data.design[rows], family=Binomial()).fit(tol=1e-12)
    assert np.abs(model.fitted.hazard.coefficients - by_row.params).max() < 1e-8


def test_counts_are_those_of_the_customer_records(
    model: DriverModel, marts: duckdb.DuckDBPyConnection
) -> None:
    left = marts.sql("SELECT count(*) FROM customers WHERE left_on >= DATE '2025-12-01'").fetchone()
    assert left is not None
    assert model.left == left[0]
    assert model.months == (date(2025, 12, 1), date(2026, 10, 1))
    drivers = model.levels.filter("is_driver").group_by("factor").agg(pl.col("n", "left").sum())
    assert set(drivers["n"]) == {model.at_risk}
    assert set(drivers["left"]) == {model.left}


def test_picked_days_stand_for_the_months_they_touch(marts: duckdb.DuckDBPyConnection) -> None:
    picked = driver_model(marts, SETTINGS, View(date(2026, 3, 31), date(2026, 5, 1)))
    assert picked.months == (date(2026, 3, 1), date(2026, 5, 1))


def test_places_restrict_the_cells_by_the_last_contact(
    model: DriverModel, marts: duckdb.DuckDBPyConnection
) -> None:
    view = View(picked={"department": ("기술지원", "설치"), "contact_tier": ("medium",)})
    some = driver_model(marts, SETTINGS, view)
    expected = marts.sql(
        "SELECT sum(customers) FROM churn_monthly WHERE department IN ('기술지원', '설치')"
        " AND contact_tier = 'medium' AND month BETWEEN '2025-12-01' AND '2026-10-01'"
    ).fetchone()
    assert expected is not None
    assert 0 < some.at_risk == expected[0] < model.at_risk


def test_by_inactivity_months_that_are_still_open_are_left_out(marts: duckdb.DuckDBPyConnection) -> None:
    inactive = driver_model(marts, SETTINGS, definition="inactivity")
    assert inactive.months == (date(2025, 12, 1), date(2026, 8, 1))
    expected = marts.sql(
        "SELECT sum(contacted), sum(contacted) - sum(returned) FROM churn_monthly WHERE month <= '2026-08-01'"
    ).fetchone()
    assert (inactive.at_risk, inactive.left) == expected


def test_an_unknown_definition_is_refused(marts: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="definition"):
        driver_model(marts, SETTINGS, definition="guess")
