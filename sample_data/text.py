"""Values as the systems write them: text, with the small disorders of real exports."""

import numpy as np
import polars as pl

from sample_data.dirt import DIRT
from sample_data.draws import uniform
from sample_data.season import TIME_ZONE

DATE_FORMATS = {
    "dashes": "%Y-%m-%d %H:%M:%S",
    "slashes": "%Y/%m/%d %H:%M:%S",
    "compact": "%Y%m%d%H%M%S",
    "dots": "%Y.%m.%d %H:%M:%S",
}
KOREAN_12_HOURS = "korean_12_hours"
"""As spreadsheets write it: 2026. 3. 1. 오전 9:12:33."""
NOON = 12


def local_time(
    column: str, styles: dict[str, float], rows: pl.DataFrame, rng: np.random.Generator
) -> pl.Expr:
    """A time in UTC as local time without a zone, in mixed styles (style: share)."""
    local = pl.col(column).dt.convert_time_zone(TIME_ZONE).dt.replace_time_zone(None)
    draw = pl.Series(np.searchsorted(np.cumsum(list(styles.values())), rng.random(rows.height), side="right"))
    written = [_written(local, style) for style in styles]
    text = written[0]
    for number, other in enumerate(written[1:], start=1):
        text = pl.when(draw == number).then(other).otherwise(text)
    return text


def _written(local: pl.Expr, style: str) -> pl.Expr:
    if style != KOREAN_12_HOURS:
        return local.dt.strftime(DATE_FORMATS[style])
    half = pl.when(local.dt.hour() < NOON).then(pl.lit("오전")).otherwise(pl.lit("오후"))
    return pl.concat_str(local.dt.strftime("%Y. %-m. %-d. "), half, local.dt.strftime(" %-I:%M:%S"))


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
    separated = plain.str.replace(r"^(\d+)(\d{3})$", "$1,$2")
    return pl.when(uniform(rng, rows) < DIRT.thousands_separated).then(separated).otherwise(plain)


def coded(column: str, codes: dict[str, str], unknown: str | None = None) -> pl.Expr:
    """The system's word for a value of the contract."""
    return pl.col(column).replace_strict(codes, default=unknown, return_dtype=pl.String)


def flag(column: str, yes: str, no: str) -> pl.Expr:
    """The system's words for true and false."""
    return pl.when(pl.col(column)).then(pl.lit(yes)).when(~pl.col(column)).then(pl.lit(no))


def untidy(rows: pl.DataFrame, columns: list[str], rng: np.random.Generator) -> pl.DataFrame:
    """The rows with '-' for some empty values and trailing blanks behind some texts of these columns."""
    for column in columns:
        text = pl.col(column)
        padded = pl.when(uniform(rng, rows) < DIRT.padded).then(text + "  ").otherwise(text)
        dash = pl.when(uniform(rng, rows) < DIRT.dash_for_null).then(pl.lit("-"))
        rows = rows.with_columns(pl.when(text.is_null()).then(dash).otherwise(padded).alias(column))
    return rows
