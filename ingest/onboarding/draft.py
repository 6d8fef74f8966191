"""The SELECT for an export that nobody has described yet, as far as its columns are understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from ingest.onboarding.columns import MOSTLY, Column
from ingest.onboarding.expressions import day, doubts, expression
from ingest.onboarding.meanings import Meaning, is_time, items, meanings
from ingest.onboarding.vocabulary import likeness, plain
from warehouse.contract import required_columns
from warehouse.sql import literal

# Where ids repeat more than that, the rows are updates of a case.
_UPDATES_SHARE = 0.8
_VERSIONS = [
    "version",
    "mod count",
    "sys mod count",
    "updated at",
    "sys updated at",
    "revision",
    "seq",
    "버전",
    "수정일시",
]
_CLOCKS = ["time", "start", "started", "entry", "start time", "vru entry", "시각", "시간", "시작시각"]
_CALLS = ("call", "phone", "tel", "talk", "전화", "통화", "콜", "상담")
_MOST_ID_COLUMNS = 10
# Without one of these a contact is rejected.
_REQUIRED_NAMES = ("department", "channel")


@dataclass(frozen=True)
class Item:
    """A column of the draft. score: how sure, from 0 to 1. doubts: what somebody should look at."""

    target: str
    sql: str
    source: str
    score: float
    doubts: Sequence[str] = ()


@dataclass
class Draft:
    """What was understood, column by column. questions: those of a questionnaire, with their columns.

    case: what has several rows, of which that with the highest `version` holds. comment: SQL for the text
    that belongs to a whole questionnaire.
    """

    kind: str
    items: list[Item] = field(default_factory=list)
    questions: list[tuple[str, Column, Column | None]] = field(default_factory=list)
    left_out: list[Column] = field(default_factory=list)
    version: str | None = None
    case: str | None = None
    comment: str | None = None

    def says(self, target: str) -> str | None:
        """The SQL for a column of the record."""
        return next((item.sql for item in self.items if item.target == target), None)


def draft(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[Column], kind: str, name: str, file: str
) -> Draft:
    """Understand the columns of the connection's view `export`. name: of the source."""
    questions = list(items(columns)) if kind == "answers" else []
    asked = {column.name for _, *both in questions for column in both if column is not None}
    found = meanings([column for column in columns if column.name not in asked], kind)
    if questions:
        found = [each for each in found if each.target not in ("item", "score", "answer_id")]
    made = Draft(kind, questions=questions)
    made.items = [_item(each, columns) for each in found]
    used = asked | {each.column.name for each in found}
    _settle_ids(connection, made, found, columns, name)
    _fill_in(made, columns, name, file)
    spoken = " ".join(item.sql for item in made.items) + (made.version or "")
    made.left_out = [
        column for column in columns if column.name not in used and f"({column.sql}" not in spoken
    ]
    return made


def _item(found: Meaning, columns: Sequence[Column]) -> Item:
    sql = expression(found.target, found.column)
    source = found.column.name
    clock = _clock(columns) if found.target.endswith("_at") and _is_day(found.column) else None
    if clock is not None:
        sql = f"{day(found.column)} + try_cast({clock.sql} AS TIME)"
        source = f"{source} and {clock.name}"
    remarks = list(doubts(found.target, found.column))
    missing = found.column.rows - found.column.filled
    if found.target in _REQUIRED_NAMES and missing:
        sql = f"coalesce({sql}, 'unknown')"
        remarks.append(f"{missing / found.column.rows:.0%} of rows have none: unknown")
    return Item(found.target, sql, source, found.score, remarks)


def _is_day(column: Column) -> bool:
    return not any(":" in value or "시" in value or len(value) > 12 for value in column.values)


def _clock(columns: Sequence[Column]) -> Column | None:
    clocks = [column for column in columns if column.is_mostly("is_clock")]
    best = max(clocks, key=lambda column: likeness(column.name, _CLOCKS), default=None)
    return best if best is not None and likeness(best.name, _CLOCKS) else None


def _settle_ids(
    connection: duckdb.DuckDBPyConnection,
    made: Draft,
    found: Sequence[Meaning],
    columns: Sequence[Column],
    name: str,
) -> None:
    """An id that repeats is that of a case with updates, or needs a second column; without one it is made."""
    key = required_columns(made.kind)[0]
    if made.kind == "answers":
        _settle_survey(connection, made, name)
        return
    has = next((each for each in found if each.target == key), None)
    if has is None:
        made.items.insert(0, _made_id(connection, key, columns, name))
        return
    share = _distinct_share(connection, has.column.sql)
    began = made.says("occurred_at")
    if share < _UPDATES_SHARE and began and _has_one_each(connection, has.column.sql, began):
        made.case, made.version = has.column.sql, _version(columns)
    elif share < 1:
        _join_ids(connection, made, has, columns)


def _has_one_each(connection: duckdb.DuckDBPyConnection, case: str, began: str) -> bool:
    """Whether all rows of a case say that it began at the same time: else they are different ones."""
    known = f"FILTER ({began} IS NOT NULL)"
    query = f"SELECT count(DISTINCT ({case}, {began})) {known} = count(DISTINCT {case}) {known} FROM export"
    return bool(connection.sql(query).fetchall()[0][0])


def _version(columns: Sequence[Column]) -> str:
    best = max(columns, key=lambda column: likeness(column.name, _VERSIONS), default=None)
    if best is None or not likeness(best.name, _VERSIONS):
        return "origin.line"
    return f"try_cast({best.sql} AS DOUBLE)" if best.is_mostly("is_plain_number") else best.sql


def _join_ids(
    connection: duckdb.DuckDBPyConnection, made: Draft, has: Meaning, columns: Sequence[Column]
) -> None:
    """Where one more column makes the id unique, both are it. Else rows repeat, and the last one holds."""
    few = [column for column in columns if column.sql != has.column.sql and not is_time(column)][:8]
    for other in few:
        pair = f"{other.sql} || '-' || {has.column.sql}"
        if other.filled == other.rows and _distinct_share(connection, pair) == 1:
            joined = Item(has.target, pair, f"{other.name} and {has.column.name}", has.score)
            made.items = [joined if item.target == has.target else item for item in made.items]
            return


def _distinct_share(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    query = f"SELECT count(DISTINCT {sql}) / greatest(count({sql}), 1) FROM export"
    return float(connection.sql(query).fetchall()[0][0])


def _made_id(connection: duckdb.DuckDBPyConnection, key: str, columns: Sequence[Column], name: str) -> Item:
    """Of what stands in the row where that tells rows apart, else of its place."""
    told = ", ".join(column.sql for column in columns[:_MOST_ID_COLUMNS])
    is_enough = (
        len(columns) <= _MOST_ID_COLUMNS and _distinct_share(connection, f"stable_id({told})") >= MOSTLY
    )
    if is_enough:
        doubt = "no column identifies a row: rows that say the same count once"
        return Item(key, f"{literal(name + '-')} || stable_id({told})", "all columns", 0.3, [doubt])
    doubt = "no column identifies a row: its place in the file does"
    return Item(key, f"{literal(name + '-')} || origin_id", "the row's place", 0.3, [doubt])


def _settle_survey(connection: duckdb.DuckDBPyConnection, made: Draft, name: str) -> None:
    survey = made.says("survey_id")
    if survey is None or (made.questions and _distinct_share(connection, survey) < MOSTLY):
        made.items = [item for item in made.items if item.target != "survey_id"]
        doubt = "no column identifies a questionnaire: its place in the file does"
        survey = f"{literal(name + '-')} || origin_id"
        made.items.insert(0, Item("survey_id", survey, "the row's place", 0.3, [doubt]))
    if made.says("answer_id") is None:
        item = "answer.item" if made.questions else made.says("item") or "origin_id"
        made.items.insert(0, Item("answer_id", f"{survey} || '-' || {item}", "survey and item", 0.9))


def _fill_in(made: Draft, columns: Sequence[Column], name: str, file: str) -> None:
    """What the record cannot do without and the export does not say."""
    if made.questions:
        parts = {"item": "answer.item", "score": "answer.score"}
        if any(expected for _, _, expected in made.questions):
            parts["expected"] = "answer.expected"
        # One text of the whole questionnaire, which is not to be counted for each question.
        made.comment = made.says("comment")
        made.items = [item for item in made.items if item.target != "comment"]
        if made.comment is not None:
            parts["comment"] = "answer.comment"
        made.items += [Item(target, sql, "the questions", 0.9) for target, sql in parts.items()]
    given = {item.target for item in made.items}
    for target in required_columns(made.kind):
        if target not in given:
            made.items.append(_invented(target, columns, name, file))


def _invented(target: str, columns: Sequence[Column], name: str, file: str) -> Item:
    if target.endswith("_at"):
        doubt = "no column has a time: taken from the file's name; without a day there, every row is rejected"
        return Item(target, "day_in(origin.file)", "the file's name", 0.2, [doubt])
    value = {"outcome": "resolved", "channel": _channel(columns, file), "item": "csat"}.get(target, name)
    return Item(target, literal(value), "nothing", 0.1, ["the export does not say: put in what is right"])


def _channel(columns: Sequence[Column], file: str) -> str:
    words = " ".join([plain(file), *(plain(column.name) for column in columns)])
    return "phone" if any(word in words for word in _CALLS) else "web"
