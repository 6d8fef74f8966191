"""The verb `staffing`."""

from typing import Annotated

import typer

from analytics.command.options import Printed, Raw
from warehouse.printing import Format, print_rows


def staffing(
    calls_per_hour: Annotated[float, typer.Option(help="How many calls come in an hour.")],
    service_seconds: Annotated[float, typer.Option(help="Mean time to serve one.")],
    agents: Annotated[int, typer.Option(help="How many agents are at work.")],
    patience_seconds: Annotated[
        float | None, typer.Option(help="Mean time until a caller gives up; else nobody does.")
    ] = None,
    target_seconds: Annotated[float, typer.Option(help="Calls should be answered within this.")] = 20,
    printed: Printed = Format.table,
    raw: Raw = False,
) -> None:
    """What waits to expect with so many agents, and a few more or fewer (Erlang C, with patience Erlang A).

    A model, not a measurement: calls at random at an even rate, exponential times, agents alike and always at
    work, one queue that has settled.
    """
    from analytics.waiting.staffing import Demand
    from analytics.waiting.staffing import staffing as queues_with

    demand = Demand(calls_per_hour, service_seconds, patience_seconds, target_seconds)
    print_rows(queues_with(demand, agents), printed, raw=raw)
