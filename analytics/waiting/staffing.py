"""What if there were more or fewer agents: waits from the Erlang models."""

from dataclasses import asdict, dataclass

import polars as pl

from analytics.statistics.queueing import Queue, erlang_a, erlang_c
from warehouse.errors import QueryError

GROWS_WITHOUT_END = "grows_without_end"
_NEIGHBOURS = 3
_MOST_AGENTS = 10_000
_HOUR = 3600
_FIGURES = {
    "wait_probability": "has_to_wait",
    "answered_in_time": "answered_in_time",
    "mean_wait": "mean_wait_seconds",
    "abandon_probability": "abandoned",
    "occupancy": "occupancy",
}


@dataclass(frozen=True)
class Demand:
    """What comes in: calls an hour, the mean time to serve one, the mean patience (None: nobody gives up),
    and the time within which calls should be answered.

    Raises QueryError for numbers that no queue can have.
    """

    calls_per_hour: float
    service_seconds: float
    patience_seconds: float | None = None
    target_seconds: float = 20

    def __post_init__(self) -> None:
        for name in ("calls_per_hour", "service_seconds", "patience_seconds"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                raise QueryError(f"{name} is {value:g}.", "Give a number over 0.")
        if not 0 <= self.target_seconds < float("inf"):
            raise QueryError(f"target_seconds is {self.target_seconds:g}.", "Give a number from 0 on.")


def staffing(demand: Demand, agents: int) -> pl.DataFrame:
    """The queue with so many agents, and with up to three more or fewer.

    Returns agents, has_to_wait (share of calls), answered_in_time (served within the target, of all calls),
    mean_wait_seconds (of all calls), abandoned (share who give up), occupancy (share of the agents' time in
    service) and note: null, or "grows_without_end" where more comes in than the agents can serve and nobody
    gives up. Erlang C, or with a patience Erlang A: a model. It takes calls as coming at random at an even
    rate, times as exponential, and all agents as alike, at work all the time and serving one queue.

    Raises QueryError for fewer than one agent or more than 10,000.
    """
    if not 1 <= agents <= _MOST_AGENTS:
        raise QueryError(f"{agents:,} agents cannot be modelled.", f"Give 1 to {_MOST_AGENTS:,}.")
    rows = [
        _row(count, _queue(demand, count))
        for count in range(max(1, agents - _NEIGHBOURS), agents + _NEIGHBOURS + 1)
    ]
    types = {"agents": pl.Int64} | dict.fromkeys(_FIGURES.values(), pl.Float64) | {"note": pl.String}
    return pl.DataFrame(rows, types)


def _queue(demand: Demand, agents: int) -> Queue | None:
    arrival_rate, service_rate = demand.calls_per_hour / _HOUR, 1 / demand.service_seconds
    if demand.patience_seconds is None:
        return erlang_c(arrival_rate, service_rate, agents, demand.target_seconds)
    abandon_rate = 1 / demand.patience_seconds
    return erlang_a(arrival_rate, service_rate, agents, abandon_rate, demand.target_seconds)


def _row(agents: int, queue: Queue | None) -> dict[str, object]:
    if queue is None:
        return {"agents": agents, "note": GROWS_WITHOUT_END}
    figures = asdict(queue)
    return {"agents": agents} | {shown: figures[name] for name, shown in _FIGURES.items()}
