"""What a file of the warehouse's folder holds, brought into tables of PostgreSQL that are made just then."""

import sqlalchemy as sa

from state.tables import FACTS, METADATA


def adopt(file: sa.Connection, made: sa.Connection) -> None:
    """Copy all rows, with their numbers, into tables that are empty; later rows get later numbers.

    file, made: with tables of this version.
    """
    for table in METADATA.sorted_tables:
        rows = [dict(row) for row in file.execute(sa.select(table)).mappings()]
        if table is FACTS or not rows:
            continue
        made.execute(sa.insert(table), rows)
        for column in table.primary_key:
            if isinstance(column.type, sa.Integer):
                _go_on_after(made, column)


def _go_on_after(made: sa.Connection, column: "sa.Column[int]") -> None:
    newest = sa.select(sa.func.max(column)).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(column.table.name, column.name)
    made.execute(sa.select(sa.func.setval(sequence, newest)))
