"""The verbs `rejects list`, `rejects show` and `rejects export`."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.command.options import EVERY_REJECT, of_all_rejects, of_rejects
from ingest.rejected.which import Which
from warehouse.printing import Format, print_out, print_rows
from warehouse.verbs import Config, Printed, Verb, settings_of

rejects = typer.Typer(
    no_args_is_help=True, help="Records that were rejected: list, show, export to mend, and judge anew."
)


@rejects.command("list", cls=Verb)
@of_all_rejects
def list_(
    which: Which = EVERY_REJECT,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """How many records stand rejected, by source, rule and file, each with its first one."""
    from ingest.rejected.listing import counted

    print_rows(counted(settings_of(config), which), printed)


@rejects.command(cls=Verb)
@of_all_rejects
def show(
    which: Which = EVERY_REJECT,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """Single rejected records: where each stood, the rule it broke, why, and the row as it was exported."""
    from ingest.rejected.listing import shown

    found = shown(settings_of(config), which, limit)
    print_rows(found, printed, beside=("load_id", "column"))


@rejects.command(cls=Verb)
@of_rejects
def export(
    target: Annotated[Path, typer.Argument(help="The file to write, .csv or .xlsx.")],
    which: Which = EVERY_REJECT,
    config: Config = None,
) -> None:
    """Write the rows with their own columns and the rule, to be mended and loaded."""
    from ingest.rejected.exporting import export_rejects

    rows = export_rejects(settings_of(config), which, target)
    print_out(f"Wrote {rows:,} rows to {target}. Mend them and load the file: that closes these rejects.")
