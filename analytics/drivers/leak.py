"""An alarm about models that know too much: exposures of the month in which somebody leaves."""

from dataclasses import dataclass, replace
from datetime import timedelta

import duckdb
import polars as pl

from analytics.by_dimension import mart_from
from analytics.drivers.cells import RiskCells, read_month_cells, read_risk_cells
from analytics.drivers.fitted import Fitted
from analytics.drivers.model import fit_model
from analytics.drivers.months import Months, month_after
from analytics.marts.mart import CHURN_MONTHLY
from analytics.reading import picked_by
from analytics.statistics.common import Interval
from analytics.statistics.discrimination import auc
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

LARGEST_JUMP = 0.05
IMPLAUSIBLE_AUC = 0.95


@dataclass(frozen=True)
class LeakCheck:
    """How well the model tells leavers with exposures of the month before (lagged), and of the same month.

    The department of the last contact is among the covariates of both, for leaving has its own desk.
    is_leaking: the same month tells leavers better by more than 0.05: something recorded then belongs to the
    leaving itself. is_implausible: the lagged model itself is better than anything of its kind can be.
    same_month is None by inactivity, where there is no month of leaving. words: what that means.
    """

    lagged: Interval
    same_month: Interval | None
    is_leaking: bool
    is_implausible: bool
    words: Words


def leak_check(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    definition: str | None = None,
) -> LeakCheck | Words:
    """The check, on the months in the model; in words, why there is none."""
    return leak_check_of(connection, settings, read_risk_cells(connection, settings, view, definition), view)


def leak_check_of(
    connection: duckdb.DuckDBPyConnection, settings: Settings, cells: RiskCells, view: View
) -> LeakCheck | Words:
    """The same of the cells of that view, as `read_risk_cells` gives them."""
    model = fit_model(_with_place(cells))
    if model.fitted is None:
        return model.notes[0]
    if cells.definition.kind != "records" or cells.months is None:
        return _check(_auc(model.fitted), None)
    same = fit_model(_with_place(_same_month_cells(connection, settings, cells, cells.months, view)))
    return _check(_auc(model.fitted), _auc(same.fitted) if same.fitted else None)


def _with_place(cells: RiskCells) -> RiskCells:
    """With the department of the last contact too: those who leave go to a place of their own."""
    place = pl.concat_str(pl.col("department").fill_null(""), pl.col("contact_tier"), separator=" ")
    return replace(cells, frame=cells.frame.with_columns(contact_tier=place))


def _auc(fitted: Fitted) -> Interval:
    """Of the model on the customers that it was fitted to."""
    data = fitted.data
    return auc(fitted.hazard.of(data.design), data.per_profile(data.events), data.per_profile(data.at_risk))


def _same_month_cells(
    connection: duckdb.DuckDBPyConnection, settings: Settings, cells: RiskCells, months: Months, view: View
) -> RiskCells:
    """As the mart's own query makes them, given a customer_month that is a month early."""
    days = (months[0], month_after(months[1]) - timedelta(days=1))
    moved = read_sql("analytics.drivers", "same_month")
    table = mart_from(
        CHURN_MONTHLY, "customer_month", moved, picked_by(view, settings).values(), days, settings
    )
    frame = read_month_cells(connection, settings, months, view, cells.definition, table)
    return replace(cells, frame=frame)


def _check(lagged: Interval, same_month: Interval | None) -> LeakCheck:
    is_leaking = same_month is not None and same_month.value - lagged.value > LARGEST_JUMP
    is_implausible = lagged.value > IMPLAUSIBLE_AUC
    return LeakCheck(lagged, same_month, is_leaking, is_implausible, _words(lagged, same_month))


def _words(lagged: Interval, same_month: Interval | None) -> Words:
    if lagged.value > IMPLAUSIBLE_AUC:
        return Words(
            f"경고: 앞 달의 경험만으로 이탈을 지나치게 잘 맞힙니다 (AUC {lagged.value:.2f}). 떠난 뒤에"
            " 적힌 기록이 섞였는지 확인하세요.",
            f"Alarm: the month before tells leavers too well (AUC {lagged.value:.2f}). Look for records"
            " that were written after the customer had left.",
        )
    if same_month is None:
        return Words(
            f"앞 달의 경험으로 본 AUC는 {lagged.value:.2f}입니다.",
            f"The month before gives an AUC of {lagged.value:.2f}.",
        )
    if same_month.value - lagged.value > LARGEST_JUMP:
        return Words(
            f"주의: 떠난 달의 접점을 쓰면 AUC가 {lagged.value:.2f}에서 {same_month.value:.2f}로 뜁니다."
            " 해지하러 온 접점이 섞이기 때문이므로 모형은 앞 달의 경험만 씁니다.",
            f"Alarm: contacts of the month of leaving lift the AUC from {lagged.value:.2f} to"
            f" {same_month.value:.2f}."
            " Some of them belong to the leaving itself, so the model looks at the month before only.",
        )
    return Words(
        f"떠난 달의 접점을 써도 AUC는 {lagged.value:.2f}에서 {same_month.value:.2f}로 거의 그대로입니다."
        " 새는 정보의 흔적이 없습니다.",
        f"Contacts of the month of leaving change the AUC little, from {lagged.value:.2f} to"
        f" {same_month.value:.2f}:"
        " no sign of a leak.",
    )
