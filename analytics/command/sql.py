"""The verb `sql`."""

from typing import Annotated

import typer

from analytics.command.options import AsOf, Config, Printed, Raw
from warehouse.printing import Format, print_rows, tell
from warehouse.verbs import settings_of


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the warehouse's tables and views.")],
    printed: Printed = Format.table,
    raw: Raw = False,
    as_of: AsOf = None,
    config: Config = None,
) -> None:
    """Ask the warehouse in SQL. Nothing can be changed, and no other file can be read."""
    from analytics.adhoc import run_sql

    result = run_sql(settings_of(config), query, as_of and as_of.date())
    print_rows(result.frame, printed, raw=raw)
    if result.is_cut:
        tell(f"Cut after {result.frame.height:,} rows (query.rows or query.size in touchpoints.toml).")
