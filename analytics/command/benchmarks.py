"""The verbs `benchmarks list`, `add`, `remove`, `import` and `beside`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from warehouse.asking import asked
from warehouse.printing import Format, print_out, print_rows
from warehouse.verbs import Config, Printed, Verb, settings_of

benchmarks = typer.Typer(
    no_args_is_help=True, help="Values of indices that others publish, beside one's own of the same year."
)


@benchmarks.command("list", cls=Verb)
def list_(printed: Printed = Format.table, config: Config = None) -> None:
    """The values that were entered."""
    import polars as pl

    from state.benchmarks import listed_benchmarks

    rows = listed_benchmarks(settings_of(config))
    # A year is no number of things.
    print_rows(rows.cast({"year": pl.String}), printed, beside=("changed_at", "source", "organisation"))


@benchmarks.command(cls=Verb)
def add(
    organisation: Annotated[str, typer.Argument(help="Who publishes it.")],
    index_name: Annotated[str, typer.Argument(metavar="INDEX", help="Which index, as KS-SQI.")],
    year: Annotated[int, typer.Argument(help="Of which year.")],
    value: Annotated[float, typer.Argument(help="The value.")],
    about: Annotated[str, typer.Option(help="own, competitor or industry.")] = "own",
    name: Annotated[str, typer.Option(help="Which competitor, or industry.")] = "",
    lowest: Annotated[float, typer.Option(help="The lowest value of its scale.")] = 0,
    highest: Annotated[float, typer.Option(help="The highest value of its scale.")] = 100,
    source: Annotated[str, typer.Option(help="Where it was read.")] = "",
    config: Config = None,
) -> None:
    """Enter a published value; entered again it takes the place of the earlier."""
    from state.benchmarks import COLUMNS, add_benchmarks

    given = (organisation, index_name, year, about, name, value, lowest, highest, source)
    add_benchmarks(settings_of(config), [dict(zip(COLUMNS, given, strict=True))], datetime.now(UTC))
    print_out(f"{index_name} {year} of {organisation} was entered.")


@benchmarks.command(cls=Verb)
def remove(
    number: Annotated[int, typer.Argument(help="The benchmark_id of `benchmarks list`.")],
    config: Config = None,
) -> None:
    """Take a value off the list."""
    from state.benchmarks import remove_benchmark

    remove_benchmark(settings_of(config), number)
    print_out(f"Benchmark {number} was removed.")


@benchmarks.command("import", cls=Verb)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file in UTF-8, a value a line.")],
    config: Config = None,
) -> None:
    """Enter the values of a file, all of them or none."""
    from state.benchmarks import add_benchmarks, read_benchmark_rows
    from warehouse.errors import QueryError

    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise QueryError(f"{file} cannot be read: {reason}.", "Give a CSV file in UTF-8.") from error
    count = add_benchmarks(settings_of(config), read_benchmark_rows(text), datetime.now(UTC))
    print_out(f"{count:,} values were entered.")


@benchmarks.command(cls=Verb)
def beside(
    name: Annotated[
        str | None, typer.Argument(metavar="[SET]", help="The question set; else the first of your own.")
    ] = None,
    printed: Printed = Format.table,
    config: Config = None,
) -> None:
    """Published values beside one's own index of the same year; a difference counts beyond its interval."""
    import polars as pl

    from analytics.questions.benchmarks import beside_benchmarks, own_by_year
    from analytics.questions.sets import usual_set
    from state.benchmarks import listed_benchmarks

    settings = settings_of(config)
    chosen = name or usual_set(settings)
    rows = beside_benchmarks(
        asked(settings, own_by_year, chosen), listed_benchmarks(settings), chosen, settings
    )
    hidden = ("benchmark_id", "organisation", "value", "lowest", "highest", "source")
    beyond = (*hidden, "own_low", "own_high", "difference_low", "difference_high", "note")
    print_rows(rows.cast({"year": pl.String}), printed, beside=beyond)
