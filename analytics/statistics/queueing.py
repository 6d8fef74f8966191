"""Waits from calls, service times and staff: the Erlang models.

Arrivals are Poisson, service times exponential, all agents serve one queue in order of arrival, and the queue
has settled. In Erlang C (Erlang 1917) everybody waits until served; in Erlang A (Palm 1946; Garnett,
Mandelbaum and Reiman 2002) each gives up after an exponential time. Formulas: Mandelbaum and Zeltyn (2007),
Service engineering in action: the Palm/Erlang-A queue. No library that is kept up has the two together.
"""

from dataclasses import dataclass
from math import exp, expm1, log, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

Counts: TypeAlias = npt.NDArray[np.int64]
# Terms this far below the largest are lost in double precision.
_NEGLIGIBLE = 40.0
_MOST_TERMS = 5_000_000
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Queue:
    """What who arrives meets.

    wait_probability: has to wait. abandon_probability: gives up. mean_wait: of all, those who give up
    included. answered_in_time: is served within the given time, of all. occupancy: share of the agents' time
    in service.
    """

    wait_probability: float
    abandon_probability: float
    mean_wait: float
    answered_in_time: float
    occupancy: float


def erlang_b(load: float, agents: int) -> float:
    """The share turned away if nobody can wait: `load` is arrivals per mean service time (Erlang 1917)."""
    return exp(-_log_inverse_erlang_b(load, agents))


def erlang_c(arrival_rate: float, service_rate: float, agents: int, within: float) -> Queue | None:
    """The queue of those who wait until they are served. Rates are per unit of time, as is `within`.

    None where arrivals are not fewer than all agents can serve: the queue grows without end.
    """
    spare = agents * service_rate - arrival_rate
    if spare <= _ROUNDING * arrival_rate:
        return None
    load = arrival_rate / service_rate
    blocked = erlang_b(load, agents)
    waits = blocked / (1 - load / agents * (1 - blocked))
    return Queue(waits, 0.0, waits / spare, 1 - waits * exp(-spare * within), load / agents)


def least_agents(loads: npt.ArrayLike, service_seconds: npt.ArrayLike, within: float, share: float) -> Counts:
    """The fewest agents with whom that share is served within the time, where everybody waits (Erlang C).

    loads: arrivals per mean service time, one per queue; 0 needs nobody. within: seconds, from 0 on. share:
    below 1.
    """
    load, seconds = (np.asarray(given, dtype=np.float64) for given in (loads, service_seconds))
    needed = np.zeros(len(load), dtype=np.int64)
    blocked, agents, is_open = np.ones(len(load)), 0, load > 0
    while is_open.any():
        agents += 1
        # Erlang B by its recursion, all queues at once.
        blocked = load * blocked / (agents + load * blocked)
        spare = agents - load
        waits = blocked / np.maximum(1 - load / agents * (1 - blocked), _ROUNDING)
        late = waits * np.exp(-np.maximum(spare, 0) * within / seconds)
        is_enough = is_open & (spare > _ROUNDING * load) & (1 - late >= share)
        needed[is_enough] = agents
        is_open &= ~is_enough
    return needed


def erlang_a(
    arrival_rate: float, service_rate: float, agents: int, abandon_rate: float, within: float
) -> Queue:
    """The queue of those who give up after an exponential time of mean 1 / abandon_rate, over 0.

    It settles however many arrive.
    """
    capacity = agents * service_rate
    log_free = _log_inverse_erlang_b(arrival_rate / service_rate, agents - 1)
    log_waiting = log(arrival_rate / capacity) + _log_palm(
        capacity / abandon_rate, arrival_rate / abandon_rate
    )
    log_all = float(np.logaddexp(log_free, log_waiting))
    waits = exp(log_waiting - log_all)
    gives_up = exp(-log_all) + (1 - capacity / arrival_rate) * waits
    gives_up = min(max(gives_up, 0.0), waits)
    served_in_time = exp(log_free - log_all) + _served_after_waiting(
        arrival_rate, capacity, abandon_rate, within, log_all
    )
    occupancy = min(arrival_rate * (1 - gives_up) / capacity, 1.0)
    return Queue(waits, gives_up, gives_up / abandon_rate, min(served_in_time, 1 - gives_up), occupancy)


def _log_inverse_erlang_b(load: float, agents: int) -> float:
    """ln of 1 / B = Σ n! / ((n − k)! loadᵏ); in logarithms, since hundreds of idle agents leave no share."""
    turned = np.arange(agents + 1)
    terms = (
        scipy.special.gammaln(agents + 1) - scipy.special.gammaln(agents + 1 - turned) - turned * log(load)
    )
    return float(scipy.special.logsumexp(terms))


def _log_palm(x: float, y: float) -> float:
    """ln of Palm's function A(x, y) = 1 + Σ yʲ / ((x + 1) … (x + j)) = x eʸ γ(x, y) / yˣ, x and y over 0."""
    if y >= x:
        return float(log(x) + y - x * log(y) + scipy.special.gammaln(x) + log(scipy.special.gammainc(x, y)))
    # Below x the incomplete gamma function may vanish, while the terms fall from the first on.
    count = min(int(_NEGLIGIBLE * (1 + sqrt(x))), _MOST_TERMS)
    terms = np.cumsum(log(y) - np.log(x + np.arange(1, count + 1)))
    return float(np.logaddexp(0.0, scipy.special.logsumexp(terms)))


def _served_after_waiting(
    arrival_rate: float, capacity: float, abandon_rate: float, within: float, log_all: float
) -> float:
    """The share that waits, does not give up and is served within the time: the density of the wait that is
    offered, times the chance to outlast it."""

    def served_at(wait: float) -> float:
        gone = -expm1(-abandon_rate * wait)
        offered = arrival_rate * gone / abandon_rate - capacity * wait
        return arrival_rate * exp(offered - log_all) * (1 - gone)

    # The density may be a spike much narrower than the time: cut at its peak, and ever finer around it.
    peak = max(0.0, log(arrival_rate / capacity) / abandon_rate)
    steps = within * 0.25 ** np.arange(1, 16)
    cuts = [cut for cut in (peak, *(peak - steps), *(peak + steps)) if 0 < cut < within]
    share, _ = scipy.integrate.quad(
        served_at, 0.0, within, points=cuts or None, limit=500, epsabs=1e-9, epsrel=1e-7
    )
    return float(share)
