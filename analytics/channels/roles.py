"""Which channel is the main one, and which is held beside it."""

from typing import NamedTuple

import polars as pl

from warehouse.errors import QueryError
from warehouse.settings import Settings


class Roles(NamedTuple):
    """The channels of each side; several count as one."""

    main: tuple[str, ...]
    auxiliary: tuple[str, ...]


def roles_of(
    cells: pl.DataFrame, settings: Settings, main: tuple[str, ...] = (), auxiliary: tuple[str, ...] = ()
) -> Roles | None:
    """Those given, else those of the settings ([channel_roles]), else by how many contacts they have.

    cells: as `channel_cells` gives them. By size the main channel is the busiest that is not online, and the
    auxiliary one the busiest that is; where all are of one kind, the two busiest. None where there are fewer
    than two channels.

    Raises QueryError for a channel on both sides.
    """
    given = Roles(main or settings.channel_roles.main, auxiliary or settings.channel_roles.auxiliary)
    if both := sorted({*given.main} & {*given.auxiliary}):
        raise QueryError(
            f"The channel '{both[0]}' is on both sides.", "Name another main or auxiliary channel."
        )
    if given.main and given.auxiliary:
        return given
    order = by_size(cells)
    usual = _usual(order, {*given.main, *given.auxiliary})
    return usual and Roles(given.main or usual.main, given.auxiliary or usual.auxiliary)


def by_size(cells: pl.DataFrame) -> pl.DataFrame:
    """channel, contacts and is_online (most of its contacts are), the one with the most contacts first."""
    return (
        cells.group_by("channel")
        .agg(pl.col("contacts", "online").sum())
        .select("channel", "contacts", is_online=pl.col("online") * 2 > pl.col("contacts"))
        .sort("contacts", "channel", descending=[True, False])
    )


def _usual(order: pl.DataFrame, taken: set[str]) -> Roles | None:
    free = order.filter(~pl.col("channel").is_in(list(taken)))
    offline, online = (free.filter(kind)["channel"].to_list() for kind in (~pl.col("is_online"), "is_online"))
    names = free["channel"].to_list()
    first = (offline or names)[:1]
    second = [name for name in (*online, *names) if name not in first][:1]
    # Of a side that is given the other one need only be some channel.
    if not first or (not second and not taken):
        return None
    return Roles(tuple(first), tuple(second or first))
