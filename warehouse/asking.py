"""How verbs ask the warehouse. Light to import: what takes long to import comes when they ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    import duckdb

    from warehouse.settings import Settings

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


def asked(
    settings: "Settings",
    question: "Callable[Concatenate[duckdb.DuckDBPyConnection, Settings, Given], Answer]",
    *arguments: Given.args,
    **named: Given.kwargs,
) -> Answer:
    """What a question finds in one version of the warehouse, however many queries it takes; asked a second
    time if upkeep moved rows during the first.

    Raises what the question raises, and WarehouseError when there is no warehouse yet.
    """
    from warehouse.lake import open_cursor, open_reader
    from warehouse.rearranging import newest_version, undisturbed, was_rearranged_since

    with open_reader(settings) as connection:
        version = newest_version(connection)

        def ask() -> Answer:
            # What a question leaves on its connection is not in the way of the next.
            with open_cursor(connection) as cursor:
                cursor.begin()
                return question(cursor, settings, *arguments, **named)

        return undisturbed(ask, lambda: was_rearranged_since(connection, version), ask)
