"""A part of a mart: what a worker is asked for, and how it writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from analytics.marts.on_workers.session import CustomerGroup, Made, MartSession
from warehouse.data_files import data_files
from warehouse.sql import identifier, literal
from warehouse.worker_pool.own import this_worker


@dataclass(frozen=True)
class Part:
    """Some rows of a mart's table: those of a query, over the marts that were made before.

    version: of the warehouse whose records they are made from. order: the columns they are sorted by. group:
    the customers it is of, if not all. run: by which its file is told from others.
    """

    table: str
    query: str
    columns: Mapping[str, str]
    order: tuple[str, ...]
    version: int
    made: Mapping[str, Made]
    run: str
    group: CustomerGroup | None = None


@dataclass(frozen=True)
class Written:
    """A file of a part: how the database calls it, and how many rows it has."""

    path: str
    rows: int


def write_part(part: Part) -> Written:
    """Make it and write it beside the warehouse's data, under a name that no other attempt has.

    Done by a worker.
    """
    own = this_worker()
    session = own.keep(write_part, lambda: MartSession(own.settings, part.version, own.threads))
    session.show(part.made)
    files = data_files(own.settings)
    name = f"main/{part.table}/mart_{part.run}{uuid4().hex}.parquet"
    files.make_room(name)
    path = files.path(name)
    # As the table has them: the lake takes no file whose types differ, and in Parquet no number is as wide as
    # a sum of counts.
    columns = ", ".join(
        f"{identifier(name)}::{kind} AS {identifier(name)}" for name, kind in part.columns.items()
    )
    try:
        with session.only(part.group):
            ((rows,),) = session.connection.execute(
                f"COPY (SELECT {columns} FROM ({part.query}) ORDER BY {', '.join(part.order)})"
                f" TO {literal(path)} (FORMAT parquet)"
            ).fetchall()
    except BaseException:
        # After a fault of its own the database refuses everything.
        session.connection.close()
        own.let_go(write_part)
        raise
    return Written(path, rows)
