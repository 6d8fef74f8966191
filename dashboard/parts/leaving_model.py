"""The model of leaving: its cells are read, and it is fitted, once for all parts of pages that tell of it."""

from functools import partial

import polars as pl

from analytics.drivers.at_risk import Complained, CustomersAtRisk, at_risk_by
from analytics.drivers.cells import read_risk_cells
from analytics.drivers.importance import importance_of
from analytics.drivers.leak import LeakCheck, leak_check_of
from analytics.drivers.model import DriverModel, fit_model
from analytics.drivers.validation import Validation, validate
from analytics.view import View
from dashboard.lake.store import Reading
from warehouse.words import Words


def leaving_model(reading: Reading, view: View) -> DriverModel:
    """As `analytics.drivers.model.driver_model`."""
    return reading.made(
        (__name__, "model", view.alone()), lambda anew: fit_model(anew.ask(read_risk_cells, view))
    )


def drivers_shares(reading: Reading, view: View) -> pl.DataFrame:
    """As `analytics.drivers.importance.driver_importance`."""
    return reading.made(
        (__name__, "shares", view.alone()), lambda anew: importance_of(leaving_model(anew, view))
    )


def validated(reading: Reading, view: View) -> Validation | Words:
    """As `analytics.drivers.validation.validation`."""
    return reading.made(
        (__name__, "validated", view.alone()), lambda anew: validate(anew.ask(read_risk_cells, view))
    )


def leak_checked(reading: Reading, view: View) -> LeakCheck | Words:
    """As `analytics.drivers.leak.leak_check`."""

    def make(anew: Reading) -> LeakCheck | Words:
        return anew.check(leak_check_of, anew.ask(read_risk_cells, view), view)

    return reading.made((__name__, "leak", view.alone()), make)


def at_risk(reading: Reading, limit: int, view: View, complained: Complained) -> CustomersAtRisk:
    """As `analytics.drivers.at_risk.customers_at_risk`."""

    def make(anew: Reading) -> CustomersAtRisk:
        model = leaving_model(anew, view.everywhere())
        return anew.check(partial(at_risk_by, complained=complained), model, limit, view)

    return reading.made((__name__, "at risk", limit, view.alone(), complained), make)
