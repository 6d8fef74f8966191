"""Staff needed by hour and weekday, by the Erlang model, against the staff that was there."""

import duckdb
import numpy as np
import polars as pl

from analytics.dimensions import WEEKDAYS, find_dimensions
from analytics.intervals import event_count, mean
from analytics.notes import TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.statistics.queueing import least_agents
from analytics.view import View
from warehouse.settings import Settings

DESK = ("department", "channel")
# The share of contacts to be served in time where the settings have no target for it: the usual 80 %.
USUAL_SHARE = 0.8
# Nobody can have all of them served in time.
_MOST_SHARE = 0.999
_HOUR = 3600.0
_CELL = (*DESK, "weekday", "hour")
_DEMAND = Counts(
    "contact_hourly",
    {
        "contacts": "(sum(contacts) - sum(no_shows))::BIGINT",
        "gave_up": "sum(waited_abandoned)::BIGINT",
        "service_known": "sum(service_known)::BIGINT",
        "service_seconds": "coalesce(sum(service_seconds), 0)::DOUBLE",
    },
)
_ENDS_AT = "served_local + to_microseconds((coalesce(service_seconds, 0) * 1e6)::BIGINT)"
_SPANS = Counts(
    "staff_facts",
    {
        "first_hour": "min(hour(served_local))::BIGINT",
        # Who serves past midnight was there until then.
        "last_hour": f"max(CASE WHEN ({_ENDS_AT})::DATE > day THEN 23 ELSE hour({_ENDS_AT}) END)::BIGINT",
    },
    instant="occurred_local",
)
_TYPES = {
    **dict.fromkeys(_CELL, pl.String()),
    **dict.fromkeys(("days", "contacts"), pl.Int64()),
    **dict.fromkeys(("arrivals_per_hour", "service_seconds", "load"), pl.Float64()),
    **dict.fromkeys(("needed", "needed_low", "needed_high"), pl.Int64()),
    **dict.fromkeys(("there", "there_low", "there_high", "gap"), pl.Float64()),
    "note": pl.String(),
}


def staff_needed(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Agents needed and agents there, by department, channel, weekday and hour of the clock.

    Of channels with a queue: those in which somebody who waited gave up, and that agents serve. Returns
    department, channel, weekday, hour ("00" to "23"), days (of that weekday on which the desk had contacts),
    contacts (begun in the hour; no-shows aside), arrivals_per_hour, service_seconds (mean of the desk), load
    (arrivals × service, in agents busy all the time), needed with needed_low and needed_high (at both ends of
    the arrivals' 95 % Poisson interval), there with there_low and there_high (mean over the days, 95 %,
    Student), gap (there - needed) and note: "too_few" under settings.definitions.small_n contacts, then
    without figures.

    needed is the fewest agents with whom the target of the service level (settings.targets, else 80 %) is
    served within settings.definitions.service_level_seconds by Erlang C: a model in which contacts come at
    random at an even rate, nobody gives up, and agents are alike and do nothing else. An agent is there in
    every hour from the first to the last contact of the day at the desk; who works at several desks is there
    at each.
    """
    by_hour = find_dimensions(settings, (*DESK, "day", "hour"))
    demand = read_counts(connection, settings, _DEMAND, by_hour, view)
    spans = read_counts(
        connection, settings, _SPANS, find_dimensions(settings, (*DESK, "agent_id", "day")), view
    )
    if demand.is_empty() or spans.is_empty():
        return pl.DataFrame(schema=_TYPES)
    queues = demand.group_by("channel").agg(pl.col("gave_up").sum()).filter(pl.col("gave_up") > 0)
    at_desks = demand.join(queues, on="channel", how="semi").join(spans, on=DESK, how="semi")
    cells = _arrivals(at_desks).join(_there(spans, at_desks), on=_CELL, how="left")
    return _withheld(_with_needed(cells, settings), settings).sort(
        *DESK, pl.col("weekday").cast(pl.Enum(WEEKDAYS)), "hour"
    )


def share_in_time(settings: Settings) -> float:
    """The share of contacts that are to be served in time."""
    return min(float(settings.targets.get("service_level", USUAL_SHARE)), _MOST_SHARE)


def _weekday() -> pl.Expr:
    return pl.col("day").dt.weekday().cast(pl.Int64).replace_strict(dict(enumerate(WEEKDAYS, 1)))


def _days(demand: pl.DataFrame) -> pl.DataFrame:
    """How many days of each weekday the desk had contacts."""
    return demand.group_by(*DESK, weekday=_weekday()).agg(days=pl.col("day").n_unique().cast(pl.Int64))


def _arrivals(demand: pl.DataFrame) -> pl.DataFrame:
    sums = demand.group_by(*DESK, "hour", weekday=_weekday()).agg(pl.col("contacts").sum().cast(pl.Int64))
    service = demand.group_by(DESK).agg(
        service_seconds=pl.col("service_seconds").sum() / pl.col("service_known").sum()
    )
    known = service.filter(pl.col("service_seconds").is_finite() & (pl.col("service_seconds") > 0))
    return sums.join(_days(demand), on=[*DESK, "weekday"]).join(known, on=DESK)


def _there(spans: pl.DataFrame, demand: pl.DataFrame) -> pl.DataFrame:
    """The mean number of agents in each hour, over the days on which the desk had contacts."""
    counted = spans.group_by(*DESK, "day", "first_hour", "last_hour").len()
    hours = pl.int_ranges("first_hour", pl.max_horizontal("first_hour", "last_hour") + 1)
    by_day = (
        counted.with_columns(hour=hours)
        .explode("hour")
        .group_by(*DESK, "day", "hour")
        .agg(agents=pl.col("len").sum().cast(pl.Float64))
        .join(demand.select(*DESK, "day").unique(), on=[*DESK, "day"], how="semi")
        .with_columns(hour=pl.col("hour").cast(pl.String).str.zfill(2))
    )
    sums = by_day.group_by(*DESK, "hour", weekday=_weekday()).agg(
        total=pl.col("agents").sum(), squares=(pl.col("agents") ** 2).sum()
    )
    figure = mean(pl.col("total"), pl.col("squares"), pl.col("days"), 0, float("inf"))
    return sums.join(_days(demand), on=[*DESK, "weekday"]).select(
        *_CELL, there=figure.value, there_low=figure.low, there_high=figure.high
    )


def _with_needed(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    count = event_count(pl.col("contacts"))
    rates = cells.with_columns(
        **{
            name: part / pl.col("days")
            for name, part in zip(("rate", "rate_low", "rate_high"), count, strict=True)
        }
    )
    seconds = rates["service_seconds"].to_numpy()
    within, share = settings.definitions.service_level_seconds, share_in_time(settings)
    needed = {
        name: pl.Series(least_agents(np.asarray(rates[rate]) * seconds / _HOUR, seconds, within, share))
        for name, rate in (("needed", "rate"), ("needed_low", "rate_low"), ("needed_high", "rate_high"))
    }
    return rates.with_columns(
        **needed,
        arrivals_per_hour=pl.col("rate"),
        load=pl.col("rate") * pl.col("service_seconds") / _HOUR,
    ).with_columns(pl.col("there", "there_low", "there_high").fill_null(0.0))


def _withheld(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    is_few = pl.col("contacts") < settings.definitions.small_n
    figures = [name for name in _TYPES if name not in (*_CELL, "days", "contacts", "note")]
    complete = cells.with_columns(gap=pl.col("there") - pl.col("needed"))
    return complete.with_columns(
        *(pl.when(~is_few).then(name).alias(name) for name in figures),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    ).select(pl.col(name).cast(kind) for name, kind in _TYPES.items())
