"""What Superset is told: where its own tables lie, and the lake, attached once for all its connections.

Superset imports it in its own environment, which says where the lake lies (LAKE_CATALOGUE, LAKE_DATA), where
its own tables are (SUPERSET_OWN, an address), and which file is the DuckDB that it asks (SUPERSET_FRONT).
"""

import os
from importlib.resources import files
from typing import Any

import duckdb
from sqlalchemy import event
from sqlalchemy.pool import Pool

_ATTACHED = "SELECT database_name FROM duckdb_databases() WHERE database_name = 'lake'"

# It listens on this machine, as long as it is measured.
SECRET_KEY = os.environ["SUPERSET_KEY"]
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
PREVENT_UNSAFE_DB_CONNECTIONS = False
SQLALCHEMY_DATABASE_URI = os.environ["SUPERSET_OWN"]

_kept: list[duckdb.DuckDBPyConnection] = []


@event.listens_for(Pool, "connect")
def _attach(connection: Any, _record: object) -> None:
    """One connection stays open, and with it the lake: Superset opens its own for every question."""
    if not type(connection).__module__.startswith("duckdb") or connection.execute(_ATTACHED).fetchall():
        return
    for name in ("sqlite_scanner", "ducklake"):
        shipped = files(f"duckdb_extension_{name}") / "extensions" / f"v{duckdb.__version__}"
        connection.execute(f"LOAD '{shipped / f'{name}.duckdb_extension'}'")
    catalogue, data = os.environ["LAKE_CATALOGUE"], os.environ["LAKE_DATA"]
    connection.execute(f"ATTACH 'ducklake:sqlite:{catalogue}' AS lake (DATA_PATH '{data}', READ_ONLY)")
    ((agent,),) = connection.execute("SELECT current_setting('custom_user_agent')").fetchall()
    # What is open already is only shared with who asks for it in the same way.
    _kept.append(duckdb.connect(os.environ["SUPERSET_FRONT"], config={"custom_user_agent": agent}))
