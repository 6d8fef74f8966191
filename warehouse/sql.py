"""SQL kept in `.sql` files, and the quoting of names that come from files."""

from importlib.resources import files


def read_sql(package: str, name: str) -> str:
    """The text of `name`.sql in the package."""
    return (files(package) / f"{name}.sql").read_text(encoding="utf-8")


def identifier(name: str) -> str:
    """A column name of an export, quoted."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant where DuckDB takes no parameter: in views, DDL and table functions inside them."""
    return "'" + text.replace("'", "''") + "'"
