"""The service recovery paradox: does a recovered failure please customers more than none at all?

Recovery is not handed out by chance: whoever is valuable or long with the service gets it more often, and
stays more often anyway, so that the plain comparison shows a paradox where there is none. The groups are
therefore compared at equal circumstances from before the failure: department with contact tier, channel,
segment, tenure, the wait against the usual one of its channel, and whether it outlasted the promise.

For leaving, a complaint in the month counts among the circumstances although it comes after the failure. It
comes before the recovery, which is offered more often to those who complain, and complaining goes with
leaving by itself. The comparison therefore asks what recovery makes of a failure, given how the customer
took it; harm that a failure does by way of the complaint is not charged to the recovery. For satisfaction it
does not count: there a complaint is the same displeasure that the score is to measure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.drivers.months import Months, complete_months
from analytics.extent import data_span
from analytics.reading import Counts, read_counts
from analytics.recovery.three_groups import ThreeGroups, three_groups
from analytics.retention.definition import Definition, find_definition
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_CIRCUMSTANCES = ("place", "channel", "segment", "tenure")
OF_CONTACT = (*_CIRCUMSTANCES, "wait", "is_promise_broken")
OF_MONTH = (*_CIRCUMSTANCES, "over_promise", "has_complained")

_SCORES = {
    "units": "count(*)",
    "weight": "sum(weight)",
    "weight_squares": "sum(weight ** 2)",
    "total": "sum(weight * score)",
    "squares": "sum(weight * score ** 2)",
}
_BY_RECORDS = {"units": "sum(customers)", "total": "coalesce(sum(left_customers), 0)"}
_BY_INACTIVITY = {"units": "sum(contacted)", "total": "sum(contacted) - coalesce(sum(returned), 0)"}


@dataclass(frozen=True)
class Paradox:
    """Satisfaction (mean CSAT, 1-5, of rated contacts) and leaving (share of customers in a month) apart.

    days: of the contacts that satisfaction looks at; months: those at risk of leaving, by their first days;
    None without data. definition: how it is known that a customer left.
    """

    satisfaction: ThreeGroups
    leaving: ThreeGroups
    days: tuple[date, date] | None
    months: Months | None
    definition: Definition


def paradox(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Paradox:
    """Both comparisons in a view, each with its note where the data do not carry it.

    Leaving looks at the complete months that the view's days touch, and at what was lived through in the
    month before; department, tier and channel are those of the last contact in it.
    """
    least, span = settings.definitions.small_n, data_span(connection)
    definition = find_definition(connection, settings)
    months = complete_months(span, view, definition.inactivity_days) if span else None
    return Paradox(
        three_groups(satisfaction_cells(connection, settings, view), OF_CONTACT, False, least),
        three_groups(leaving_cells(connection, settings, view, months, definition), OF_MONTH, True, least),
        (view.since or span[0], view.until or span[1]) if span else None,
        months,
        definition,
    )


def satisfaction_cells(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """Rated contacts: lived_through, their circumstances, units, weight and weight_squares (the sums of what
    their answers weigh and of its squares), and the weighted total and squares of the scores.
    """
    counts = Counts("answered_contacts", _columns(OF_CONTACT, _SCORES), rows=_query("rated_contacts"))
    return _cells(connection, settings, counts, OF_CONTACT, view)


def leaving_cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View,
    months: Months | None,
    definition: Definition,
) -> pl.DataFrame:
    """Customers in a month at risk: lived_through, circumstances, units, weight and weight_squares (1 for
    each), total (who left) and squares.
    """
    sums = _BY_RECORDS if definition.kind == "records" else _BY_INACTIVITY
    first, last = months or (date.min, date.min)
    within = replace(view, since=first, until=last)
    alike = dict.fromkeys(("weight", "weight_squares"), sums["units"])
    columns = _columns(OF_MONTH, sums | alike | {"squares": sums["total"]})
    counts = Counts("churn_monthly", columns, rows=_query("at_risk"))
    cells = _cells(connection, settings, counts, OF_MONTH, within)
    return cells.filter(pl.col("units") > 0)


def _columns(circumstances: Sequence[str], sums: Mapping[str, str]) -> dict[str, str]:
    columns = {name: name for name in ("lived_through", *circumstances) if name not in ("segment", "tenure")}
    return columns | {name: f"({sql})::DOUBLE" for name, sql in sums.items()}


def _query(name: str) -> str:
    return read_sql("analytics.recovery", name)


def _cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    counts: Counts,
    circumstances: Sequence[str],
    view: View,
) -> pl.DataFrame:
    """Units alike, counted; circumstances as text, '' where they are not recorded."""
    keys = ("lived_through", *circumstances)
    of_customer = find_dimensions(settings, ("segment", "tenure"))
    cells = read_counts(connection, settings, counts, of_customer, view)
    return cells.with_columns(pl.col(keys).cast(pl.String).fill_null("")).sort(keys)
