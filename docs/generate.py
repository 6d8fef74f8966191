"""Writes the pages that follow from the code: `python -m docs.generate`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import dataframely as dy
import duckdb

from analytics.catalogue import DIMENSION_LABELS, MEASURES, Measure
from analytics.dimensions import DIMENSIONS
from analytics.marts.mart import MARTS
from analytics.marts.refresh import rebuild
from analytics.notes import NOTES
from analytics.views import VIEWS
from docs.capabilities import capabilities_page
from warehouse.contract import CROSS_COLUMN_RULES, HISTORIES, RECORD_KINDS, history_names
from warehouse.lake import open_writer, transaction
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.tables import HISTORY_VIEWS

FOLDER = Path(__file__).parent
_SAID = tomllib.loads((FOLDER / "columns.toml").read_text(encoding="utf-8"))
# Of which history, and what of it, a table around a kind that keeps its states is.
_OF_HISTORIES = {
    f"{noun}_{part}": (kind, part)
    for kind, noun in HISTORIES.items()
    for part in ("states", "periods", "history")
}
_RECORD_SHOWN = {
    "contact_facts": "contacts",
    "answered_contacts": "contacts",
    "failed_contacts": "contacts",
    "contacts_either_way": "contacts",
    "outbound_facts": "contacts",
    "answer_facts": "answers",
    "customer_answers": "answers",
    "customer_facts": "customers",
    "staff_facts": "contacts",
    "staff_answers": "answers",
    "monitor_answers": "answers",
    "dated_purchases": "purchases",
    "purchase_facts": "purchases",
    **{table: kind for table, (kind, _) in _OF_HISTORIES.items()},
}
# Whose columns they have, under the same names.
_LIKE = dict.fromkeys(("contact_facts", "answered_contacts", "failed_contacts"), "contacts_either_way")
_RARE = ("hour", "contact_number")
_MART_NAMES = tuple(mart.name for mart in MARTS)
_COMMENT_LINES = r"(?:--.*\n)+"

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

This page is written by `python -m docs.generate` from the contract, the SQL files and `docs/columns.toml`.
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
        settings = Settings(warehouse=Path(folder))
        with open_writer(settings) as connection:
            with transaction(connection):
                rebuild(connection, settings)
            for title, tables in _sections(connection).items():
                yield from (f"## {title}", "")
                for table in tables:
                    yield from _described(connection, table)


def _sections(connection: duckdb.DuckDBPyConnection) -> dict[str, Sequence[str]]:
    listed = (*RECORD_KINDS, *HISTORY_VIEWS, *VIEWS, *_MART_NAMES)
    present = [name for (name,) in connection.sql("SHOW TABLES").fetchall()]
    return {
        "Records": tuple(RECORD_KINDS),
        "Views": (*HISTORY_VIEWS, *VIEWS),
        "Marts": _MART_NAMES,
        "The warehouse's own tables": [name for name in present if name not in listed],
    }


def _described(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    columns = connection.sql(f"DESCRIBE {table}").fetchall()
    rows = [(f"`{name}`", sql_type, _description(table, name)) for name, sql_type, *_ in columns]
    yield from (f"### {table}", "", _grain(table), "")
    yield from _table(("column", "type", "what it holds"), rows)


def _grain(table: str) -> str:
    """What one row is: the first comment of the table's SQL, or what the contract says of the record kind."""
    if table in RECORD_KINDS:
        rules = (f"A record is rejected unless `{rule}`." for rule in CROSS_COLUMN_RULES[table].values())
        return " ".join([RECORD_KINDS[table].__doc__ or "", *rules])
    if table in _OF_HISTORIES:
        kind, part = _OF_HISTORIES[table]
        comment = re.match(_COMMENT_LINES, read_sql("warehouse", part).format(**history_names(kind)))
    elif table in (*VIEWS, *_MART_NAMES):
        sql = read_sql("analytics.views" if table in VIEWS else "analytics.marts", table)
        comment = re.match(_COMMENT_LINES, sql)
    else:
        sql = read_sql("warehouse", "tables")
        comment = re.search(rf"{_COMMENT_LINES}(?=CREATE TABLE IF NOT EXISTS {table} )", sql)
    if comment is None:
        raise LookupError(f"The SQL of {table} does not begin with its grain.")
    return _sentence(" ".join(comment[0].replace("--", " ").split()).removeprefix("Grain: "))


def _description(table: str, column: str) -> str:
    """What is said of this very column, else of the record's column it shows, else of all of its name."""
    record = RECORD_KINDS.get(_RECORD_SHOWN.get(table, table))
    places: Iterable[Mapping[str, str]] = (
        _SAID.get(table, {}),
        _SAID.get(_LIKE.get(table, table), {}),
        _comments(table),
        {name: _contract(rules) for name, rules in record.columns().items()} if record else {},
        _SAID["everywhere"],
    )
    found = [place[column] for place in places if column in place]
    if not found:
        raise LookupError(f"Nothing says what {table}.{column} holds. Say it in docs/columns.toml.")
    return found[0]


def _comments(table: str) -> dict[str, str]:
    """The comments beside the columns in warehouse/tables.sql."""
    body = re.search(rf"EXISTS {table} \(\n(.*?)\n\);", read_sql("warehouse", "tables"), re.DOTALL)
    found = re.findall(r"^\s+(\w+) .*?-- (.*)$", body[1], re.MULTILINE) if body else []
    return {column: _sentence(comment) for column, comment in found}


def _contract(column: dy.Column) -> str:
    """The contract's description with its rules."""
    rules = [] if column.nullable else ["Required."]
    if isinstance(column, dy.Enum):
        rules.append(f"One of: {', '.join(column.categories)}.")
    if isinstance(column, dy.Date):
        rules.append(f"From {column.min} to {column.max}.")
    if isinstance(column, dy.Float64) and column.min is not None:
        rules.append(f"At least {column.min:g}.")
    return " ".join([column.description or "", *rules])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table and a blank line."""
    for row in (header, ["---"] * len(header), *rows):
        cells = [cell.replace("|", "\\|") for cell in row]
        yield f"| {' | '.join(cells)} |"
    yield ""


if __name__ == "__main__":
    main()
