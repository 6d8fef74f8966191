"""This folder's queries, and the queries they read from."""

from analytics.dimensions import Dimension, dimensions
from analytics.marts.mart import STORED
from analytics.marts.query import with_values
from analytics.nearest import unknown_name
from analytics.reading import narrowed
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_PACKAGE = "analytics.retention"
# Of the first contact there is only one, and how long a customer stays, getting older, is what is asked.
_NO_PARTS = frozenset({"contact_number", "tenure", "age_band"})


def splits(settings: Settings) -> dict[str, Dimension]:
    """What staying can be split and filtered by: what customers are, and where they first came."""
    return {
        name: dimension
        for name, dimension in dimensions(settings).items()
        if dimension.of != "time" and name not in _NO_PARTS
    }


def find_split(settings: Settings, name: str) -> Dimension:
    """The dimension of that name. Raises QueryError for one that staying cannot be split by."""
    known = splits(settings)
    if name not in known:
        raise unknown_name("part", name, tuple(known))
    return known[name]


def asked_of_contacts(settings: Settings, by: str | None, view: View) -> list[Dimension]:
    """Dimensions of contacts among the split and what the view picks. Raises QueryError as `find_split`."""
    asked = {name: find_split(settings, name) for name in (*view.picked, *([by] if by else []))}
    return [dimension for dimension in asked.values() if dimension.of == "contacts"]


def query(name: str, settings: Settings, by: str | None, view: View, **tables: str) -> str:
    """A query of this folder, split and narrowed; tables: others it reads from, by their names in it."""
    named = {**tables, name: name}
    parts = ", ".join(
        f"{alias} AS (\n{_text(table, settings, by, view)}\n)" for alias, table in named.items()
    )
    return f"WITH {parts} FROM {name}"


def _text(table: str, settings: Settings, by: str | None, view: View) -> str:
    text = narrowed(read_sql(_PACKAGE, table), view, settings)
    split = find_split(settings, by).sql if by else "NULL::VARCHAR"
    # Who is not picked is in no part.
    text = text.replace("{split}", split).replace("{join}", "JOIN" if view.picked else "LEFT JOIN")
    names = [dimension.name for dimension in asked_of_contacts(settings, by, view)]
    return with_values(text, {"dimensions": names or STORED[:1]})
