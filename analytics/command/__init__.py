"""The verbs of the command that show figures, one file each."""

from collections.abc import Callable, Sequence
from typing import Any

from analytics.command.compare import compare
from analytics.command.control import control
from analytics.command.drivers import atrisk, drivers, whatif
from analytics.command.hours import hours
from analytics.command.measure import measure, measures
from analytics.command.patience import patience
from analytics.command.promises import promises
from analytics.command.recovery import backlog, failures, recovery
from analytics.command.retention import cohorts, inactivity, retention
from analytics.command.satisfaction import satisfaction
from analytics.command.signals import signals
from analytics.command.staffing import staffing

VERBS: Sequence[Callable[..., Any]] = (
    measure,
    measures,
    retention,
    cohorts,
    inactivity,
    hours,
    patience,
    promises,
    satisfaction,
    staffing,
    recovery,
    backlog,
    failures,
    compare,
    control,
    signals,
    drivers,
    whatif,
    atrisk,
)
