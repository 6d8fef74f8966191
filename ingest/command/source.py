"""The verbs `source test` and `source new`."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.core import TyperGroup

from warehouse.formats import Format
from warehouse.verbs import Config, Printed, Verb, standing_back

RecordKind = Literal["contacts", "answers", "customers", "purchases", "staff"]

source = typer.Typer(cls=TyperGroup, no_args_is_help=True, help="Help with a source that is new.")


@source.command("test", cls=Verb)
def try_source(
    name: Annotated[str, typer.Argument(help="The source's name.")],
    file: Annotated[Path | None, typer.Argument(help="Else the newest that its pattern finds.")] = None,
    rows: Annotated[int, typer.Option(min=0, max=200, help="How many mapped rows are shown.")] = 10,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """Try a source on a file: what a load would take and reject. Loads nothing. Exit status: 1 if any is."""
    from ingest.onboarding.trial import try_source as try_on_file
    from ingest.onboarding.trial_report import print_trial

    settings = standing_back(config)
    trial = try_on_file(settings, name, file, rows)
    print_trial(trial, printed, settings.business_time_zone)
    if trial.rejected:
        raise typer.Exit(1)


@source.command("new", cls=Verb)
def new_source(
    file: Annotated[Path, typer.Argument(help="An export, below the folder of touchpoints.toml.")],
    name: Annotated[
        str | None, typer.Option(help="Of the source; else by the file's folder or name.")
    ] = None,
    kind: Annotated[
        RecordKind | None, typer.Option(help="What its rows are; else what is found most surely.")
    ] = None,
    config: Config = None,
) -> None:
    """Look at an export nobody described, and draft its source: an entry in the settings and a SELECT."""
    from ingest.onboarding.new_source import new_source as draft_source
    from ingest.onboarding.new_source_report import print_new_source

    print_new_source(draft_source(standing_back(config), config, file, name, kind))
