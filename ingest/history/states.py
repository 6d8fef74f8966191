"""Customers and staff, the members of their tables, keep their history: a load adds what it states for a day,
whenever it comes.

The table of the kind has the latest state, `…_history` those before it, both only where something changed.
`…_mentions` knows of which days a load said what was known already: a state that comes to be known late ends
there. So any order of loads leaves the same states.
"""

from collections.abc import Sequence

import duckdb

from ingest.adopting import Adopted, KindLoad, add_files
from ingest.staging import Staged
from warehouse.contract import HISTORIES, LOAD_COLUMNS, history_names, identity_columns
from warehouse.records import content_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

_PACKAGE = "ingest.history"


def adopt_states(
    connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Sequence[Staged]
) -> Adopted:
    """Make what the staged files of one kind say part of its members' histories, one after another."""
    return Adopted({each.load_id: _adopt(connection, settings, each) for each in staged}, days=set())


def _adopt(connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Staged) -> KindLoad:
    good = staged.good
    terms = _terms(connection, settings, staged.kind)

    def query(name: str) -> str:
        return read_sql(_PACKAGE, name).format(**terms, path=literal(staged.place))

    # Read by DuckDB under its name.
    rejected = staged.rejects.select("position")  # noqa: F841
    connection.execute("CREATE OR REPLACE TEMP TABLE rejected_positions AS FROM rejected")
    connection.execute(query("brought"))
    if _number(connection, query("are_new")):
        if good:
            add_files(connection, settings, [staged])
        return KindLoad(good)
    for step in ("touched", "timeline"):
        connection.execute(query(step))
    said = _number(
        connection, f"SELECT count(*) FROM brought SEMI JOIN touched_members USING ({terms['key']})"
    )
    changing = said - _number(connection, query("unchanged"))
    accepted = _number(connection, "SELECT count(*) FROM touched_members WHERE is_new")
    for step in ("merged", "written", "mentioned"):
        connection.execute(query(step))
    return KindLoad(good, good - changing, changing - accepted)


def _terms(connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str) -> dict[str, str]:
    """What the queries call the kind's tables and columns, and SQL over what a state is made of."""
    content = content_columns(settings, kind)
    stored = connection.table(f"{HISTORIES[kind]}_history").columns

    def of(table: str) -> str:
        return ", ".join(f"{table}.{name}" for name in content)

    def differs(one: str, other: str) -> str:
        return " OR ".join(f"{one}.{name} IS DISTINCT FROM {other}.{name}" for name in content)

    return history_names(kind) | {
        # Columns that left the settings still tell states apart.
        "stored": ", ".join(sorted({*stored} - {*identity_columns(kind), *LOAD_COLUMNS[kind]})),
        "brought_content": of("brought"),
        "known_content": of("known"),
        "timeline_content": of("timeline"),
        "brought_differs_from_known": differs("brought", "known"),
        "timeline_differs_from_known": differs("timeline", "known"),
        "fullest_first": ", ".join(f"{name} DESC NULLS LAST" for name in content),
    }


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((number,),) = connection.execute(query).fetchall()
    return int(number)
