"""What is read of each department in each delivery mode: cost, sales, satisfaction and failure, as sums."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.estimators import ratio
from analytics.intervals import Estimate, mean, proportion
from analytics.money.sales import of_contacts
from analytics.reading import Counts, read_counts
from analytics.statistics.kish import alike
from analytics.view import View
from warehouse.contract import DELIVERY_MODES
from warehouse.settings import Settings

PLACE = ("department", "delivery_mode")
FIGURES = ("cost_per_resolved", "per_busy_hour", "conversion", "sales_per_contact", "csat", "failure")
"""Efficiency (what a resolved contact costs, and contacts per hour that staff are busy with them), sales
opportunity (contacts at which something is sold, and the amount per contact) and quality."""
_COSTS = Counts(
    "contact_facts",
    {
        "contacts": "count(*)",
        "cost_n": "count(cost)",
        "cost": "sum(cost)::DOUBLE",
        "cost_squares": "sum(cost ** 2)::DOUBLE",
        "resolved": "count_if(outcome = 'resolved' AND cost IS NOT NULL)",
        "cost_of_resolved": "sum(cost) FILTER (outcome = 'resolved')",
        "failed": "count_if(outcome = 'failed')",
        "served": "count_if(outcome <> 'abandoned')",
        "busy_n": "count(service_seconds) FILTER (agent_id IS NOT NULL)",
        "busy": "sum(service_seconds) FILTER (agent_id IS NOT NULL)",
        "busy_squares": "sum(service_seconds ** 2) FILTER (agent_id IS NOT NULL)",
    },
    present_in=("contact_facts",),
    instant="occurred_local",
)
_SALES = of_contacts(
    {
        "sales_n": "count(*)",
        "sold": "count(sold)",
        "sales": "sum(coalesce(sold, 0))",
        "sales_squares": "sum(coalesce(sold, 0) ** 2)",
    },
    "sold",
)
_ANSWERS = Counts(
    "answer_facts",
    {
        "csat_n": "count(*)",
        "weight": "sum(weight)",
        "weight_squares": "sum(weight ** 2)",
        "total": "sum(weight * score)",
        "total_squares": "sum(weight * score ** 2)",
    },
    where="item = 'csat' AND score BETWEEN 1 AND 5",
    present_in=("answer_facts",),
)
_OF_ANSWERS = ("csat_n", "csat_size", "csat_total", "csat_squares")


def units(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """One row per known department and delivery mode, with the sums behind the figures of FIGURES."""
    costs, sales, answers = (_read(connection, settings, part, view) for part in (_COSTS, _SALES, _ANSWERS))
    rated = alike(answers).rename(
        {"effective_n": "csat_size", "total": "csat_total", "total_squares": "csat_squares"}
    )
    joined = costs.join(sales, on=PLACE, how="left").join(
        rated.select(*PLACE, *_OF_ANSWERS), on=PLACE, how="left"
    )
    return (
        joined.drop_nulls(PLACE)
        .with_columns(pl.exclude(PLACE).fill_null(0.0))
        .sort("department", pl.col("delivery_mode").cast(pl.Enum(DELIVERY_MODES)))
    )


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, counts: Counts, view: View
) -> pl.DataFrame:
    keys = find_dimensions(settings, PLACE)
    read = read_counts(connection, settings, counts.split_by(settings, keys, view), keys, view)
    return read.with_columns(pl.exclude(PLACE).cast(pl.Float64))


def figures(sums: pl.DataFrame, by: str, settings: Settings) -> pl.DataFrame:
    """The sums of `units` put together by department or delivery mode: by, contacts, share (of all contacts),
    then each of FIGURES with …_low, …_high (95 %) and …_n; null of fewer than settings.definitions.small_n.
    """
    least = settings.definitions.small_n
    parts = sums.group_by(by).agg(pl.exclude(PLACE).sum())
    told = [
        part
        for name, (estimate, n) in _estimates().items()
        for part in (
            *(pl.when(n >= least).then(end).alias(column) for column, end in _named(name, estimate)),
            n.cast(pl.Int64).alias(f"{name}_n"),
        )
    ]
    per_cost = _cost_per_resolved(parts, by, settings)
    return (
        parts.select(
            by,
            pl.col("contacts").cast(pl.Int64),
            *told,
            share=pl.col("contacts") / pl.col("contacts").sum(),
        )
        .join(per_cost, on=by)
        .with_columns(cost_per_resolved_n=pl.col("cost_per_resolved_n").cast(pl.Int64))
    )


def _estimates() -> dict[str, tuple[Estimate, pl.Expr]]:
    sales, busy, csat = pl.col("sales_n"), pl.col("busy_n"), pl.col("csat_size")
    seconds = mean(pl.col("busy"), pl.col("busy_squares"), busy, 0, float("inf"))
    per_hour = Estimate(3600 / seconds.value, 3600 / seconds.high, 3600 / seconds.low)
    return {
        "per_busy_hour": (per_hour, busy),
        "conversion": (proportion(pl.col("sold"), sales), sales),
        "sales_per_contact": (
            mean(pl.col("sales"), pl.col("sales_squares"), sales, 0, float("inf")),
            sales,
        ),
        "csat": (mean(pl.col("csat_total"), pl.col("csat_squares"), csat, 1, 5), pl.col("csat_n")),
        "failure": (proportion(pl.col("failed"), pl.col("served")), pl.col("served")),
    }


def _cost_per_resolved(parts: pl.DataFrame, by: str, settings: Settings) -> pl.DataFrame:
    """As the measure has it: a ratio of sums."""
    estimate = ratio("cost", "resolved", "cost_squares", "resolved", "cost_of_resolved", "cost_n")
    found = estimate(parts, [by], settings.definitions)
    name = "cost_per_resolved"
    is_told = pl.col("n") >= settings.definitions.small_n
    ends = zip((name, f"{name}_low", f"{name}_high"), ("value", "low", "high"), strict=True)
    shown = [pl.when(is_told).then(end).alias(column) for column, end in ends]
    return found.select(by, *shown, pl.col("n").alias(f"{name}_n"))


def _named(name: str, estimate: Estimate) -> list[tuple[str, pl.Expr]]:
    return list(zip((name, f"{name}_low", f"{name}_high"), estimate, strict=True))
