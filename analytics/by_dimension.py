"""Facts and marts by any dimension: made from the records for a query that asks for more than is stored."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from analytics.dimensions import Dimension
from analytics.marts.mart import (
    CHURN_MONTHLY,
    CONTACTS_AND_RESPONSES,
    CUSTOMER_DAYS,
    FACTS_OF_CONTACTS,
    MARTS,
    STORED,
    STORED_OF_CUSTOMERS,
    Mart,
)
from analytics.marts.query import mart_query
from analytics.marts.wide import wide_table
from warehouse.settings import Settings
from warehouse.sql import read_sql

_NOT_STORED = (CUSTOMER_DAYS, CONTACTS_AND_RESPONSES)
_MARTS = {mart.name: mart for mart in (*MARTS, *_NOT_STORED) if mart not in FACTS_OF_CONTACTS}
# As much as a mart needs of what it reads, where the whole data are looked at.
_ALL_DAYS = (date.min, date.max)


def by_dimension(
    query: str,
    table: str,
    asked: Iterable[Dimension],
    days: tuple[date | None, date | None],
    settings: Settings,
    columns: Sequence[str] = STORED,
) -> str:
    """The query, which finds in the fact or mart `table` a column of every dimension that is asked for.

    days: which it looks at; None for as far as the data go. columns: others of contacts that it asks for.
    Where the stored table has them all the query stays as it was.
    """
    wanted = tuple(dict.fromkeys(dimension for dimension in asked if dimension.of != "time"))
    if _has(table, wanted):
        return query
    first, last = days[0] or _ALL_DAYS[0], days[1] or _ALL_DAYS[1]
    made = _made(table, wanted, (first, last), settings, columns)
    return f"WITH {made} SELECT * FROM ({query})"


def mart_from(
    mart: Mart,
    source: str,
    moved: str,
    asked: Iterable[Dimension],
    days: tuple[date, date],
    settings: Settings,
) -> str:
    """The query of a mart by these dimensions, made from another query of its source."""
    wanted = tuple(dimension for dimension in asked if dimension.of != "time")
    of_contacts = [dimension for dimension in wanted if dimension.of == "contacts"]
    read = by_dimension(moved, source, of_contacts, mart.needs(*days, settings), settings)
    return f"WITH {source} AS ({read}) SELECT * FROM ({_query(mart, wanted, days, settings)})"


def mart_by(mart: Mart, asked: Sequence[Dimension], days: tuple[date, date], settings: Settings) -> str:
    """The query of a mart by the stored dimensions and these, made from the records."""
    return _mart(mart, asked, days, settings, STORED, frozenset())


def _has(table: str, wanted: Iterable[Dimension]) -> bool:
    """Whether the table is stored with all of them."""
    mart = _MARTS.get(table)
    if mart is None:
        return all(dimension.of == "contacts" for dimension in wanted)
    return mart not in _NOT_STORED and all(
        dimension.column in (*STORED, *mart.dimensions) for dimension in wanted
    )


def _made(
    table: str,
    wanted: Sequence[Dimension],
    days: tuple[date, date],
    settings: Settings,
    columns: Sequence[str],
    known: frozenset[str] = frozenset(),
) -> str:
    """The table under its own name, by the wanted dimensions; known: tables around it that have them."""
    mart = _MARTS.get(table)
    if wide := wide_table(table, wanted, settings):
        query = f"FROM {wide}"
    elif mart is None:
        query = _fact(table, wanted)
    else:
        query = _mart(mart, wanted, days, settings, columns, known)
    return f"{table} AS NOT MATERIALIZED ({query})"


def _fact(table: str, wanted: Sequence[Dimension]) -> str:
    columns = [f"{_COLUMNS.get(name, name)} AS {name}" for name in _of_customers(wanted)]
    if not columns:
        return f"FROM {table}"
    return read_sql("analytics.views", "with_customers").format(facts=table, columns=", ".join(columns))


def _mart(
    mart: Mart,
    wanted: Sequence[Dimension],
    days: tuple[date, date],
    settings: Settings,
    columns: Sequence[str],
    known: frozenset[str],
) -> str:
    query = _query(mart, wanted, days, settings, columns)
    sources = ", ".join(_sources(mart, _of_rows(mart, wanted), days, settings, columns, known))
    return f"WITH {sources} SELECT * FROM ({query})" if sources else query


def _query(
    mart: Mart,
    wanted: Sequence[Dimension],
    days: tuple[date, date],
    settings: Settings,
    columns: Sequence[str] = STORED,
) -> str:
    names = [found.column for found in _of_rows(mart, wanted) if found.column not in mart.dimensions]
    of_customers = [name for name in _of_customers(wanted) if name not in mart.dimensions]
    by = tuple(dict.fromkeys((*columns, *names)))
    customers = (*STORED_OF_CUSTOMERS, *of_customers)
    by_hour = any(found.column == "hour" for found in wanted)
    return mart_query(mart, settings, *mart.rounded(*days), by, customers, by_hour)


def _of_rows(mart: Mart, wanted: Sequence[Dimension]) -> list[Dimension]:
    """Those that a mart's rows have from contacts or answers; customers have theirs for themselves in one."""
    return [dimension for dimension in wanted if mart is not CHURN_MONTHLY or dimension.of == "contacts"]


def _sources(
    mart: Mart,
    wanted: Sequence[Dimension],
    days: tuple[date, date],
    settings: Settings,
    columns: Sequence[str],
    known: frozenset[str],
) -> Iterator[str]:
    needed = mart.needs(*mart.rounded(*days), settings)
    asked = [dimension for dimension in wanted if dimension.column not in mart.dimensions]
    for table in mart.reads:
        if table not in known and not _has(table, asked):
            yield _made(table, asked, needed, settings, columns, known)
            known |= {table}


def _of_customers(wanted: Sequence[Dimension]) -> list[str]:
    return list(dict.fromkeys(found.column for found in wanted if found.of == "customers"))


# What a customer's dimension is where its record does not say it.
_COLUMNS = {"tenure": "tenure_of(joined_on, day)", "age_band": "age_band_of(born_on, day)"}
