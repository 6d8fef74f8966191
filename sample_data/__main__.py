"""`python -m sample_data OUT`: a sample project, exports and settings, in a folder."""

import time
from pathlib import Path
from typing import Annotated

import typer

from sample_data.exports import copy_project, each_export
from sample_data.words import Language
from sample_data.world import simulate

app = typer.Typer(add_completion=False)


@app.command()
def main(
    out: Annotated[Path, typer.Argument(help="Folder to write into; made if missing.")],
    customers: Annotated[int, typer.Option(min=1, help="Number of customers.")] = 50_000,
    days: Annotated[int, typer.Option(min=1, help="Days of records, up to 2026-10-31.")] = 365,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same files.")] = 7,
    language: Annotated[Language, typer.Option(help="Of names, headers and comments: ko or en.")] = "ko",
) -> None:
    """Write a sample project: exports of all systems, settings and source definitions."""
    started = time.monotonic()
    typer.echo(f"Simulating {customers:,} customers over {days} days, seed {seed} …")
    world = simulate(customers, days, seed)
    typer.echo(f"{world.contacts.height:,} contacts, {world.answers.height:,} answers. Writing …")
    for path in [*copy_project(out, language), *each_export(world, out / "exports", language)]:
        typer.echo(f"  {path.relative_to(out)}  {path.stat().st_size / 1e6:.1f} MB")
    typer.echo(f"Done in {time.monotonic() - started:.0f} s: {out}")


if __name__ == "__main__":
    app()
