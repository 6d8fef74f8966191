"""The verbs `rejects list`, `rejects show` and `rejects export`."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.command.options import Closed, OfFile, OfRule, OfSource, SinceDay, UntilDay, which_of
from warehouse.formats import Format
from warehouse.verbs import Config, Printed, Verb

rejects = typer.Typer(
    no_args_is_help=True, help="Records that were rejected: list, show, export to mend, and judge anew."
)


@rejects.command("list", cls=Verb)
def list_(
    source: OfSource = None,
    rule: OfRule = None,
    since: SinceDay = None,
    until: UntilDay = None,
    file: OfFile = None,
    closed: Closed = False,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """How many records stand rejected, by source, rule and file, each with its first one."""
    from ingest.rejected.listing import counted
    from warehouse.printing import print_rows
    from warehouse.settings_file import read_settings

    which = which_of(source, rule, since, until, file, closed=closed)
    print_rows(counted(read_settings(config), which), printed)


@rejects.command(cls=Verb)
def show(
    source: OfSource = None,
    rule: OfRule = None,
    since: SinceDay = None,
    until: UntilDay = None,
    file: OfFile = None,
    closed: Closed = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """Single rejected records: where each stood, the rule it broke, why, and the row as it was exported."""
    from ingest.rejected.listing import shown
    from warehouse.printing import print_rows
    from warehouse.settings_file import read_settings

    which = which_of(source, rule, since, until, file, closed=closed)
    found = shown(read_settings(config), which, limit)
    print_rows(found, printed, beside=("load_id", "column"))


@rejects.command(cls=Verb)
def export(
    target: Annotated[Path, typer.Argument(help="The file to write, .csv or .xlsx.")],
    source: OfSource = None,
    rule: OfRule = None,
    since: SinceDay = None,
    until: UntilDay = None,
    file: OfFile = None,
    config: Config = None,
) -> None:
    """Write the rows with their own columns and the rule, to be mended and loaded."""
    from ingest.rejected.exporting import export_rejects
    from warehouse.printing import print_out
    from warehouse.settings_file import read_settings

    which = which_of(source, rule, since, until, file)
    rows = export_rejects(read_settings(config), which, target)
    print_out(f"Wrote {rows:,} rows to {target}. Mend them and load the file: that closes these rejects.")
