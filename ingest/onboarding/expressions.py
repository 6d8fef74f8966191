"""What to write in a SELECT for a column whose meaning is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ingest.onboarding.columns import DAY_FIRST, MONTH_FIRST, WORDED, Column
from ingest.onboarding.vocabulary import seconds_of_unit, translated, vocabulary
from warehouse.sql import literal

# Exports write these where there is no day.
_NEVER = ("99991231", "00000000", "9999-12-31", "0000-00-00")
_ONE_SECOND = 1.0
# More ways to say a meaning that no row has would be noise.
_MOST_OTHER_WORDS = 2
# A customer who makes so many of all contacts, among many others, is none: the value stands for not known.
_NOBODY_SHARE, _MANY = 0.2, 20


def expression(target: str, column: Column) -> str:
    """SQL for a column of the record."""
    if target.endswith("_at"):
        return _time(column)
    if target == "customer_id" and (nobody := _nobody(column)):
        return _without(column, f"trim({column.sql})", nobody)
    make = _MADE.get(target)
    if make is not None:
        return make(column)
    if target.endswith("_seconds"):
        return _seconds(column)
    if target in vocabulary()["codes"]:
        return _code(target, column)
    return trimmed(column)


def doubts(target: str, column: Column) -> Iterator[str]:
    """What somebody who knows the export should look at."""
    shares = column.shares
    if (
        target.endswith(("_at", "_on"))
        and column.is_mostly("is_day_first")
        and column.is_mostly("is_month_first")
    ):
        yield "day or month first? Taken as the day"
    nobody = _nobody(column) if target == "customer_id" else None
    if nobody:
        share = column.values[nobody] / column.filled
        yield f"{nobody} stands in {share:.0%} of rows: taken as not known"
    if target.endswith("_seconds") and shares["is_plain_number"] and seconds_of_unit(column.name) is None:
        yield "no unit in its name: taken as seconds"
    if target in vocabulary()["codes"] and not column.is_mostly("is_flag"):
        known = translated(list(column.values), vocabulary()["codes"][target])
        unknown = [f"{value} ({count:,})" for value, count in column.values.items() if value not in known]
        if unknown and target != "stage":
            yield f"not known, so rejected: {', '.join(unknown[:5])}"


def _nobody(column: Column) -> str | None:
    value, count = next(iter(column.values.items()))
    return value if len(column.values) > _MANY and count > _NOBODY_SHARE * column.filled else None


def trimmed(column: Column) -> str:
    """Text without blanks around it, and without what stands for no value."""
    return _without(column, f"trim({column.sql})")


def _without(column: Column, text: str, *others: str) -> str:
    for mark in (*column.marks, *others):
        text = f"nullif({text}, {literal(mark)})"
    return text


def _time(column: Column) -> str:
    text = column.text
    if column.is_mostly("is_plain_time"):
        return text
    ways = list(_ways(column, text))
    return ways[0] if len(ways) == 1 else f"coalesce({', '.join(ways)})"


def _ways(column: Column, text: str) -> Iterator[str]:
    shares = column.shares
    if shares["is_time"]:
        yield f"as_time({text})"
    if shares["is_day_first"] or shares["is_month_first"]:
        formats = DAY_FIRST if shares["is_day_first"] >= shares["is_month_first"] else MONTH_FIRST
        yield f"try_strptime({text}, {_formats(column, formats)})"
    if shares["is_worded_time"]:
        yield f"try_strptime({text}, {_formats(column, WORDED)})"
    if shares["is_short_day"] and not shares["is_time"]:
        yield f"try_strptime({text}, '%y%m%d')"


def _formats(column: Column, formats: tuple[str, ...]) -> str:
    """Those of about the shape of the values: with a time of day, with seconds."""
    colons = {value.count(":") for value in column.values}
    signs = {sign for value in column.values for sign in value if sign in "/."}
    fitting = [
        each
        for each in formats
        if each.count(":") in colons and (not signs or "%b" in each or any(sign in each for sign in signs))
    ]
    return f"[{', '.join(map(literal, fitting or formats))}]"


def day(column: Column) -> str:
    """SQL for the day that a column gives."""
    never = [value for value in _NEVER if value in column.values]
    text = _without(column, column.sql, *never)
    if column.is_mostly("is_plain_time"):
        return f"try_cast({text} AS DATE)"
    ways = list(_ways(column, text))
    if ways == [f"as_time({text})"]:
        return f"as_day({text})"
    return f"{ways[0]}::DATE" if len(ways) == 1 else f"coalesce({', '.join(ways)})::DATE"


def _seconds(column: Column) -> str:
    shares, factor = column.shares, seconds_of_unit(column.name)
    has_units = (
        shares["is_plain_number"] + shares["has_decimal_comma"] < shares["is_number"] and factor is None
    )
    if not _is_number(column) or has_units:
        return f"as_seconds({column.text})"
    if factor is None or factor == _ONE_SECOND:
        return _number(column)
    number = _number(column)
    number = f"try_cast({number} AS DOUBLE)" if number == column.text else number
    return f"{number} / {1 / factor:.0f}" if factor < _ONE_SECOND else f"{number} * {factor:.0f}"


def _is_number(column: Column) -> bool:
    return column.is_mostly("is_number") or column.is_mostly("is_plain_number", "has_decimal_comma")


def _number(column: Column) -> str:
    """A column that has decimals behind a comma anywhere has no others."""
    if column.shares["has_decimal_comma"]:
        return f"as_number({column.text}, ',')"
    plain = column.shares["is_plain_number"] >= column.shares["is_number"]
    return column.text if plain else f"as_number({column.text})"


def _flag(column: Column) -> str:
    if column.is_mostly("is_flag"):
        return f"as_flag({column.text})"
    known = translated(list(column.values), vocabulary()["codes"]["is_booked"])
    cases = " ".join(f"WHEN {literal(value)} THEN {meaning}" for value, meaning in known.items())
    return f"CASE {trimmed(column)} {cases} END"


def _outcome(column: Column) -> str:
    if column.is_mostly("is_flag"):
        return f"CASE as_flag({column.text}) WHEN true THEN 'resolved' WHEN false THEN 'unresolved' END"
    return _code("outcome", column)


def _code(name: str, column: Column) -> str:
    """What is not known stays as it is, so that it is rejected and seen."""
    text = trimmed(column)
    known = translated(list(column.values), vocabulary()["codes"][name])
    lines = [
        f"        WHEN {literal(value)} THEN {literal(meaning)}"
        for value, meaning in (known | dict(_of_other_months(known, vocabulary()["codes"][name]))).items()
        if value != meaning
    ]
    return "\n".join([f"CASE {text}", *lines, f"        ELSE {text}", "    END"]) if lines else text


def _of_other_months(
    known: Mapping[str, str], codes: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """How the language writes meanings that no value of this file has: rare ones may come in the next."""
    is_korean = any(not value.isascii() for value in known)
    written = next(
        (
            way
            for way in (str.upper, str.title, str.capitalize)
            if known and all(way(each) == each for each in known)
        ),
        str.lower,
    )
    for meaning, words in codes.items():
        if meaning not in known.values():
            fitting = [word for word in words if word.isascii() != is_korean]
            yield from ((written(word), meaning) for word in fitting[:_MOST_OTHER_WORDS])


_MADE: Mapping[str, Callable[[Column], str]] = MappingProxyType(
    {
        **dict.fromkeys(("valid_from", "joined_on", "left_on", "born_on", "trained_on"), day),
        **dict.fromkeys(("cost", "annual_value", "score", "weight", "amount"), _number),
        **dict.fromkeys(("is_booked", "is_complaint", "no_show", "asked_again"), _flag),
        "outcome": _outcome,
    }
)
