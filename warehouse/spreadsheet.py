"""Rows as CSV that a spreadsheet shows and does not run."""

import polars as pl
import polars.selectors as cs

# A spreadsheet takes a text for a formula by its first sign, full-width ones too, and looks behind what it
# does not show: blanks, control and zero-width characters, quotes. Some trip over a leading tab or line end.
# Texts with apostrophes before all that get one more, so that what was added can be taken away again.
_SKIPPED = r"""[\s\p{Z}\p{C}"'’‘`´＇＂]*"""
WOULD_RUN = rf"^(?:{_SKIPPED}[=+\-@＝＋－＠﹦﹢﹣﹫−]|'*[\t\r\n])"


def as_csv(rows: pl.DataFrame, *, raw: bool = False, datetime_format: str | None = None) -> str:
    """The rows as CSV with a header line.

    Unless raw, an apostrophe stands before texts and column names that a spreadsheet would run as a formula:
    those that begin with = + - or @. Numbers, dates and times stay as they are.
    """
    shown = rows if raw else as_text(rows)
    return shown.write_csv(datetime_format=datetime_format)


def as_text(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with an apostrophe before each text and column name that would run.

    To have the originals back, take one apostrophe from what begins with one and would run without it.
    """
    texts = rows.with_columns(cs.categorical().cast(pl.String), cs.enum().cast(pl.String))
    return texts.with_columns(_marked(cs.string())).rename(_marked_names(rows.columns))


def _marked(texts: pl.Expr) -> pl.Expr:
    return pl.when(texts.str.contains(WOULD_RUN)).then(pl.lit("'") + texts).otherwise(texts).name.keep()


def _marked_names(names: list[str]) -> dict[str, str]:
    marked = pl.Series(names, dtype=pl.String).to_frame("name").select(_marked(pl.col("name")))
    return dict(zip(names, marked["name"], strict=True))
