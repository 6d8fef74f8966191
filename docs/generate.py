"""Writes the pages that follow from the code: `python -m docs.generate`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from analytics.catalogue import DIMENSION_LABELS, MEASURES, Measure
from analytics.descriptions import description, grain
from analytics.dimensions import DIMENSIONS
from analytics.marts.mart import CUSTOMER_RETURNS, MARTS
from analytics.marts.refresh import rebuild
from analytics.marts.wide import WIDE_MARTS
from analytics.notes import NOTES
from analytics.views import VIEWS
from docs.capabilities import capabilities_page
from warehouse.contract import RECORD_KINDS
from warehouse.lake import open_writer, transaction
from warehouse.settings import Marts, Settings
from warehouse.tables import HISTORY_VIEWS

FOLDER = Path(__file__).parent
_RARE = ("hour", "contact_number")
_MART_NAMES = tuple(mart.name for mart in (*MARTS, CUSTOMER_RETURNS))

_MEASURES_INTRO = """\
# Measures

Every figure comes with its 95 % interval and with n, what it is out of. A figure on fewer records than
`small_n` ([settings](settings.md)) is withheld; counts never are. Measures can be split by
{dimensions}, by any of [your own](loading.md), and filtered by the same; some also by hour or number of the
contact, as they say.

Units: a *share* is between 0 and 1, *points* are between −100 and 100, a *score* is on the item's own scale.
Instead of a figure there may be a note: {notes}.

This page is written by `python -m docs.generate` from the catalogue in `analytics/measures/`.
"""
_SCHEMA_INTRO = """\
# Tables and views

What ad-hoc SQL can read; [SQL](sql.md) says how. Times ending in `_at` are in UTC, those in `_local` on the
clock of the business time zone, where days are cut. Column names carry their unit; null means not known.

This page is written by `python -m docs.generate` from the contract, the SQL files and
`analytics/columns.toml`.
"""


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    written = {
        "capabilities.md": capabilities_page(),
        "measures.md": _measures_page(),
        "schema.md": _schema_page(),
    }
    return {name: "\n".join(lines) for name, lines in written.items()}


def _measures_page() -> Iterator[str]:
    yield _MEASURES_INTRO.format(
        dimensions=", ".join(
            f"`{name}` ({DIMENSION_LABELS[name].ko})" for name in DIMENSIONS if name not in _RARE
        ),
        notes=", ".join(f"`{name}` ({words.en.lower()}, {words.ko})" for name, words in NOTES.items()),
    )
    overview = [
        (f"[`{name}`](#{name})", measure.label.en, measure.label.ko, measure.unit, measure.direction or "–")
        for name, measure in MEASURES.items()
    ]
    yield from _table(("name", "English", "한국어", "unit", "better"), overview)
    for measure in MEASURES.values():
        yield from _measure(measure)


def _measure(measure: Measure) -> Iterator[str]:
    yield from (f"## {measure.name}", "", f"**{measure.label.en}** · **{measure.label.ko}**", "")
    yield from (measure.meaning.en, "", measure.meaning.ko, "")
    facts = {"Formula": measure.formula, "Needs": measure.needs, "Interval": measure.interval}
    for fact, words in facts.items():
        yield f"- {fact}: {words.en}<br>{words.ko}"
    yield f"- Unit: {measure.unit}; {measure.direction or 'neither direction'} is better"
    rare = [name for name in _RARE if name not in measure.counts.lacks]
    if rare:
        yield f"- Also by: {', '.join(f'`{name}`' for name in rare)}"
    if measure.counts.is_monthly:
        yield "- Counted by the month: not by day, week or weekday"
    yield from (f"- Source: {measure.source}", "")


def _schema_page() -> Iterator[str]:
    yield _SCHEMA_INTRO
    with TemporaryDirectory() as folder:
        # With all marts there are, by whatever.
        settings = Settings(warehouse=Path(folder), marts=Marts(dimensions=("reason",)))
        with open_writer(settings) as connection:
            with transaction(connection):
                rebuild(connection, settings)
            for title, tables in _sections(connection).items():
                yield from (f"## {title}", "")
                for table in tables:
                    yield from _described(connection, table)


def _sections(connection: duckdb.DuckDBPyConnection) -> dict[str, Sequence[str]]:
    listed = (*RECORD_KINDS, *HISTORY_VIEWS, *VIEWS, *_MART_NAMES, *WIDE_MARTS)
    present = [name for (name,) in connection.sql("SHOW TABLES").fetchall()]
    return {
        "Records": tuple(RECORD_KINDS),
        "Views": (*HISTORY_VIEWS, *VIEWS),
        "Marts": _MART_NAMES,
        "The warehouse's own tables": [name for name in present if name not in listed],
    }


def _described(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    columns = connection.sql(f"DESCRIBE {table}").fetchall()
    rows = [(f"`{name}`", sql_type, description(table, name)) for name, sql_type, *_ in columns]
    yield from (f"### {table}", "", grain(table), "")
    yield from _table(("column", "type", "what it holds"), rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table and a blank line."""
    for row in (header, ["---"] * len(header), *rows):
        cells = [cell.replace("|", "\\|") for cell in row]
        yield f"| {' | '.join(cells)} |"
    yield ""


if __name__ == "__main__":
    main()
