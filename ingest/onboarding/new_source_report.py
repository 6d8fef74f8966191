"""What is said of a source that was drafted."""

from collections.abc import Iterator

import polars as pl

from ingest.onboarding.draft import Draft, Item
from ingest.onboarding.new_source import NewSource
from warehouse.printing import Format, print_out, print_rows

# From here on a meaning is sure, or at least likely.
_SURE, _LIKELY = 0.85, 0.6
# More channels are no list to read.
_MOST_CHANNELS = 12


def print_new_source(found: NewSource) -> None:
    """What was understood, how sure, what was left out, and what to do next."""
    written = ", ".join(f"{key} = {value!r}" for key, value in found.declared.items())
    print_out(f"{found.columns} columns of {found.rows_seen:,} rows looked at. Read with {written}.")
    print_out("")
    print_rows(_understood(found.draft), Format.table)
    for paragraph in _remarks(found):
        print_out("")
        print_out(paragraph)


def _understood(made: Draft) -> pl.DataFrame:
    rows = [(item.target, item.source, _word(item), "; ".join(item.doubts)) for item in made.items]
    rows += [(f"item {item}", column.name, "sure", "") for item, column, _ in made.questions]
    schema = {made.kind: pl.String, "from": pl.String, "how sure": pl.String, "look at": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _word(item: Item) -> str:
    if item.score >= _SURE:
        return "sure"
    return "likely" if item.score >= _LIKELY else "guess"


def _remarks(found: NewSource) -> Iterator[str]:
    left_out = [column.name for column in found.draft.left_out]
    if left_out:
        yield f"Left out, as comments in the SELECT: {', '.join(left_out)}."
    if found.draft.case is not None:
        yield (
            f"{found.draft.case} stands in several rows, which are folded into one: the last one by"
            f" {found.draft.version}."
        )
    if found.channels:
        lines = [
            f'"{name}" = "{mode or "…"}"' for name, mode in list(found.channels.items())[:_MOST_CHANNELS]
        ]
        yield "Channels that the settings do not know. Under [channels] of touchpoints.toml they may be:"
        yield from lines
    yield f"Wrote {found.select}, and the source '{found.name}' at the end of touchpoints.toml."
    yield f"Next: touchpoints source test {found.name}"
