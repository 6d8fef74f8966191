"""The figures behind a chart or a table, stated once: what is shown as a table and goes into files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

from analytics.measures.measure import Measure, Unit
from dashboard.address.selection import Span
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_moment
from dashboard.wording.figure_words import COUNT, INTERVAL_HIGH, INTERVAL_LOW, INTERVAL_OF
from dashboard.wording.numbers import MINUS, show_count, show_interval, show_value
from warehouse.words import Language, Words

# Beside measures: a text, a day or a moment; a tier; a ratio, and a number that is as exact as it is.
Kind = Unit | Literal["text", "tier", "ratio", "number"]

NO_FIGURE = "–"
# Half of the interval that a value without one is shown as precisely as.
_HALF_WIDTHS = {"share": 0.005, "score": 0.05, "points": 0.5, "seconds": 0.5}
# What a file says of the unit, where the value alone would not tell it.
_UNITS: dict[str, Words] = {
    "share": Words("{name} (0–1)", "{name} (0–1)"),
    "seconds": Words("{name} (초)", "{name} (s)"),
}


@dataclass(frozen=True)
class Column:
    """A column of the frame by the name that readers see. low, high: the columns of its 95 % interval."""

    source: str
    name: str
    kind: Kind = "text"
    low: str = ""
    high: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it holds numbers."""
        return self.kind not in ("text", "tier")

    def text(self, row: dict[str, Any], language: Language) -> str:
        """The value of the row as it is read."""
        value = row[self.source]
        if self.kind == "tier":
            return terms.tier_name(value, language)
        if value is None:
            return NO_FIGURE
        if self.kind == "ratio":
            return f"{value:.2f}".replace("-", MINUS)
        if self.kind == "number":
            return f"{value:.1f}".removesuffix(".0").replace("-", MINUS)
        return _plain(value, language) if self.kind == "text" else self._figure(row, self.kind, language)

    def interval(self, row: dict[str, Any], language: Language) -> str:
        """The interval of the row's value as it is read."""
        low, high = row[self.low], row[self.high]
        if low is None or high is None:
            return NO_FIGURE
        if self.kind == "ratio" or self.kind == "number" or self.kind == "text" or self.kind == "tier":
            return f"{low:.2f} – {high:.2f}".replace("-", MINUS)
        return show_interval(low, high, self.kind, language)

    def exact(self, language: Language) -> list[pl.Expr]:
        """The values as they are, and the ends of their intervals, by names that say what they are."""
        name = _UNITS[self.kind].text(language, name=self.name) if self.kind in _UNITS else self.name
        value = pl.col(self.source)
        if self.kind == "tier":
            names = {tier: terms.tier_name(tier, language) for tier in terms.TIERS}
            value = value.cast(pl.String).replace(names).fill_null(terms.tier_name(None, language))
        ends = ((self.low, INTERVAL_LOW), (self.high, INTERVAL_HIGH)) if self.low else ()
        limits = [pl.col(end).alias(words.text(language, name=name)) for end, words in ends]
        return [value.alias(name), *limits]

    def _figure(self, row: dict[str, Any], kind: Unit, language: Language) -> str:
        low: Any = row[self.low] if self.low else None
        high: Any = row[self.high] if self.high else None
        is_known = low is not None and high is not None
        half_width = (high - low) / 2 if is_known else _HALF_WIDTHS.get(kind, 0.0)
        return show_value(row[self.source], half_width, kind, language)


@dataclass(frozen=True)
class Behind:
    """Rows and what their columns are.

    along: the column along which lines run, from left to right; none where rows have no such order. by: the
    column that parts rows into lines. told: the columns that the sentence is about; else the first figure.
    outside: the column that says which rows are beyond limits. days: the first and the last that it is about,
    where those are not the days that were picked. place: what it is of, where the title does not say. said:
    what its sentence says besides.
    """

    rows: pl.DataFrame
    columns: Sequence[Column]
    along: str = ""
    by: str = ""
    told: Sequence[str] = ()
    outside: str = ""
    days: Span | None = None
    place: str = ""
    said: str = ""

    def over(self, days: Span) -> "Behind":
        """The same, about these days."""
        return replace(self, days=days)

    def at(self, place: str) -> "Behind":
        """The same, of this place."""
        return replace(self, place=place)

    @classmethod
    def of(cls, rows: Sequence[dict[str, Any]], columns: Sequence[Column], **more: Any) -> "Behind":
        """The same of rows put together by hand; there may be none."""
        sources = {source for column in columns for source in (column.source, column.low, column.high)}
        schema = dict.fromkeys(sources - {""}, pl.Null)
        frame = pl.DataFrame(rows, infer_schema_length=None) if rows else pl.DataFrame(schema=schema)
        return cls(frame, columns, **more)

    def column(self, source: str) -> Column:
        """The column of that source."""
        return next(column for column in self.columns if column.source == source)

    def head(self, language: Language) -> list[str]:
        """What stands above the columns of the table; intervals have one of their own."""
        interval = INTERVAL_OF.text(language)
        return [
            name
            for column in self.columns
            for name in ([column.name, interval] if column.low else [column.name])
        ]

    def texts(self, language: Language, most: int) -> list[list[str]]:
        """The first rows as they are read."""
        return [
            [
                text
                for column in self.columns
                for text in (
                    [column.text(row, language), column.interval(row, language)]
                    if column.low
                    else [column.text(row, language)]
                )
            ]
            for row in self.rows.head(most).iter_rows(named=True)
        ]

    def exact(self, language: Language) -> pl.DataFrame:
        """The rows for a file: every digit, and every end of an interval in a column of its own."""
        return self.rows.select(part for column in self.columns for part in column.exact(language))


def measure_column(measure: Measure, language: Language) -> Column:
    """A measure's value with its interval."""
    return Column("value", measure.label.text(language), measure.unit, "low", "high")


def tier_column(language: Language) -> Column:
    """The contact tier."""
    return Column("contact_tier", terms.TIER.text(language), "tier")


def department_column(language: Language) -> Column:
    """The department."""
    return Column("department", terms.DEPARTMENT.text(language))


def count_column(language: Language, source: str = "n") -> Column:
    """How many records a figure is out of."""
    return Column(source, COUNT.text(language), "count")


def _plain(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return terms.YES_NO[str(value).lower()].text(language)
    if isinstance(value, datetime):
        return show_moment(value)
    if isinstance(value, date):
        return show_day(value, language)
    return show_count(value) if isinstance(value, int) else str(value)
