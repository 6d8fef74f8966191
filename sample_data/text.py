"""Values as the systems write them: text, with the small disorders of real exports."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from sample_data.dirt import DIRT
from sample_data.draws import uniform
from sample_data.season import TIME_ZONE
from sample_data.words import HALVES_OF_DAY, RECOVERY_KINDS, TWELVE_HOURS, Language, Table, Words, texts

DATE_FORMATS = {
    "dashes": "%Y-%m-%d %H:%M:%S",
    "slashes": "%Y/%m/%d %H:%M:%S",
    "compact": "%Y%m%d%H%M%S",
    "dots": "%Y.%m.%d %H:%M:%S",
}
IN_TWELVE_HOURS = "in_twelve_hours"
"""As spreadsheets write it, in the words of their language."""


def local_time(
    column: str,
    styles: dict[str, float],
    language: Language,
    rows: pl.DataFrame,
    rng: np.random.Generator,
) -> pl.Expr:
    """A time in UTC as local time without a zone, in mixed styles (style: share)."""
    local = pl.col(column).dt.convert_time_zone(TIME_ZONE).dt.replace_time_zone(None)
    draw = pl.Series(np.searchsorted(np.cumsum(list(styles.values())), rng.random(rows.height), side="right"))
    written = [_written(local, style, language) for style in styles]
    text = written[0]
    for number, other in enumerate(written[1:], start=1):
        text = pl.when(draw == number).then(other).otherwise(text)
    return text


def _written(local: pl.Expr, style: str, language: Language) -> pl.Expr:
    if style != IN_TWELVE_HOURS:
        return local.dt.strftime(DATE_FORMATS[style])
    return local.dt.strftime(TWELVE_HOURS.text(language)).str.replace_many(texts(HALVES_OF_DAY, language))


def whole(column: str) -> pl.Expr:
    """A number without decimals."""
    return pl.col(column).round().cast(pl.Int64).cast(pl.String)


def minutes(column: str) -> pl.Expr:
    """Seconds as whole minutes."""
    return (pl.col(column) / 60).round().cast(pl.Int64).cast(pl.String)


def clock(column: str) -> pl.Expr:
    """Seconds as mm:ss, with as many minutes as it takes; a minus in front where the clock was off."""
    seconds = pl.col(column).abs().cast(pl.Int64)
    sign = pl.when(pl.col(column) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    rest = (seconds % 60).cast(pl.String).str.zfill(2)
    return pl.when(pl.col(column).is_not_null()).then(
        pl.concat_str(sign, (seconds // 60).cast(pl.String), pl.lit(":"), rest)
    )


def won(column: str, rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    """An amount, at times with thousands separators."""
    plain = whole(column)
    separated = plain.str.replace(r"^(\d+)(\d{3})$", "$1,$2").str.replace(r"^(\d+)(\d{3}),", "$1,$2,")
    return pl.when(uniform(rng, rows) < DIRT.thousands_separated).then(separated).otherwise(plain)


def coded(column: str, codes: Mapping[str, str], unknown: str | None = None) -> pl.Expr:
    """The system's code for a value of the contract."""
    return pl.col(column).replace_strict(dict(codes), default=unknown, return_dtype=pl.String)


def worded(column: str, words: Table, language: Language, unknown: Words | None = None) -> pl.Expr:
    """The system's word for a value of the contract."""
    return coded(column, texts(words, language), unknown and unknown.text(language))


def recovery_kinds(language: Language) -> pl.Expr:
    """What was done about a failure, several with a plus between."""
    words = pl.col("recovery_kind").str.replace_many(texts(RECOVERY_KINDS, language))
    return words.str.replace_all("|", "+", literal=True)


def flag(column: str, yes: str, no: str) -> pl.Expr:
    """The system's words for true and false."""
    return pl.when(pl.col(column)).then(pl.lit(yes)).when(~pl.col(column)).then(pl.lit(no))


def headed(rows: pl.DataFrame, headers: Table, language: Language) -> pl.DataFrame:
    """The rows under the system's own column names."""
    return rows.rename(texts(headers, language))


def untidy(rows: pl.DataFrame, columns: list[str], rng: np.random.Generator) -> pl.DataFrame:
    """The rows with '-' for some empty values and trailing blanks behind some texts of these columns."""
    for column in columns:
        text = pl.col(column)
        padded = pl.when(uniform(rng, rows) < DIRT.padded).then(text + "  ").otherwise(text)
        dash = pl.when(uniform(rng, rows) < DIRT.dash_for_null).then(pl.lit("-"))
        rows = rows.with_columns(pl.when(text.is_null()).then(dash).otherwise(padded).alias(column))
    return rows
