"""What customers tell others, after a failure and without one."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.notes import NOT_IN_DATA
from analytics.recovery.word_of_mouth import FAILED, told_others, word_of_mouth
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.lake.store import Reading
from dashboard.parts.panel import Laid
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language, Words

_TITLE = Words("주변에 나쁘게 말했나", "Word of mouth: spoke badly to others")
_NAMES: Mapping[str, Words] = {
    "never_failed": Words("실패 없음", "No failure"),
    FAILED: Words("실패", "Failed"),
    "recovered": Words("– 회복됨", "– recovered"),
    "unrecovered": Words("– 회복 안 됨", "– not recovered"),
}
_COLUMNS = (
    Words("설문한 접점", "Contact asked about"),
    Words("답한 고객", "Asked"),
    Words("나쁘게 말함", "Spoke badly"),
    Words("비율 (95 %)", "Share (95 %)"),
)
_SHARE = Words("비율", "Share")
_CAPTION = Words(
    "설문에서 회사를 주변에 나쁘게 말했는지(word_of_mouth) 물은 고객만. 묻지 않은 고객은 세지 않습니다. "
    "{least}건 미만의 비율은 보이지 않습니다. 숫자를 누르면 그 접점을 봅니다.",
    "Only customers whose survey asks whether they told others something bad about the company "
    "(word_of_mouth); the others do not count. Shares of fewer than {least} are not shown. Click a number "
    "for its contacts.",
)
_NOT_ASKED = Words(
    "주변에 한 말은 설문에서 묻지 않았습니다 (문항 word_of_mouth).",
    "Not asked: no survey asks what customers tell others (item word_of_mouth).",
)

Row = dict[str, Any]


def word_of_mouth_table(reading: Reading, view: View, selection: Selection) -> Laid:
    """Title, table and the figures behind it. The selection's links lead to contacts of its days."""
    found, language = reading.ask(word_of_mouth, view), selection.language
    return Laid(_TITLE.text(language), _table(found, reading.settings, selection), _behind(found, language))


def _table(found: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    language = selection.language
    if not found["asked"].sum():
        return html.Div(html.P(_NOT_ASKED.text(language), className="muted"))
    rows = [_row(row, selection) for row in found.iter_rows(named=True)]
    caption = _CAPTION.text(language, least=show_count(settings.definitions.small_n))
    table = plain_table(_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(caption, className="small muted")])


def _row(row: Row, selection: Selection) -> list[Any]:
    language, name = selection.language, row["lived_through"]
    share: Any = "–"
    if row["value"] is not None:
        value = show_estimate(row["value"], row["low"], row["high"], "share", language)
        share = f"{value} ({show_interval(row['low'], row['high'], 'share', language)})"
    told: Any = dcc.Link(show_count(row["told"]), href=to_contacts(told_others(name), selection))
    if row["note"] == NOT_IN_DATA:
        told = "–"
    return [_NAMES[name].text(language), show_count(row["asked"]), told, share]


def _behind(found: pl.DataFrame, language: Language) -> Behind:
    names = {name: words.text(language) for name, words in _NAMES.items()}
    heads = [words.text(language) for words in _COLUMNS]
    columns = [
        Column("lived_through", heads[0]),
        Column("asked", heads[1], "count"),
        Column("told", heads[2], "count"),
        Column("value", _SHARE.text(language), "share", "low", "high"),
    ]
    return Behind(found.with_columns(pl.col("lived_through").replace(names)), columns)
