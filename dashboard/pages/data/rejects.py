"""Rejected records by rule, with examples."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import html

from dashboard.pages.data import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count
from warehouse.words import Language


def rejects_by_rule(rejects: pl.DataFrame, most: int, language: Language) -> list[Any]:
    """A rule per line that opens to `most` examples; the most broken first."""
    if rejects.is_empty():
        return [html.P(texts.NO_REJECTS.text(language))]
    caption = html.P(texts.REJECTS_CAPTION.text(language, most=most), className="small muted")
    return [*(_rule(row, language) for row in rejects.iter_rows(named=True)), caption]


def _rule(row: Mapping[str, Any], language: Language) -> html.Details:
    kind = terms.RECORD_KINDS[row["record_kind"]].text(language) if row["record_kind"] else "–"
    name = texts.REJECTS_RULE.text(language, source=row["source"], kind=kind, rule=row["rule"])
    examples = [_example(example, language) for example in row["examples"]]
    return html.Details(
        [
            html.Summary([html.Span(name), html.Span(show_count(row["records"]), className="number")]),
            plain_table(texts.EXAMPLES_COLUMNS, examples, language, numbers_from=len(texts.EXAMPLES_COLUMNS)),
        ],
        className="rule",
    )


def _example(example: Mapping[str, Any], language: Language) -> list[Any]:
    value = texts.EMPTY_VALUE.text(language) if example["value"] in (None, "") else example["value"]
    line = "–" if example["line"] is None else show_count(example["line"])
    return [example["file"], line, html.Code(value), html.Code(example["raw"], className="raw")]
