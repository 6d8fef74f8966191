"""What is said of tables, their rows and columns: in docs/schema.md, and where they are published."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

import dataframely as dy

from analytics.marts.mart import CUSTOMER_RETURNS, MARTS
from analytics.views import VIEWS
from warehouse.contract import CROSS_COLUMN_RULES, HISTORIES, RECORD_KINDS, history_names
from warehouse.sql import read_sql

_SAID = tomllib.loads((files("analytics") / "columns.toml").read_text(encoding="utf-8"))
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
_MART_NAMES = tuple(mart.name for mart in (*MARTS, CUSTOMER_RETURNS))
_COMMENT_LINES = r"(?:--.*\n)+"


def grain(table: str) -> str:
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


def description(table: str, column: str) -> str:
    """What is said of this very column, else of the record's column it shows, else of all of its name.

    Raises LookupError where nothing is said.
    """
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
        raise LookupError(f"Nothing says what {table}.{column} holds. Say it in analytics/columns.toml.")
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
