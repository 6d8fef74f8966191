"""How much of the capacity what fails takes, and at how many contacts recovery is full."""

import plotly.graph_objects as go
import polars as pl

from analytics.recovery.capacity import EXCEEDED
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.capacity import words as texts
from dashboard.pages.capacity.shown import Row, a_day, address_of, ends_of, share_ends, share_of
from dashboard.wording import terms
from warehouse.words import Language

MOST = 12
_ROW_HEIGHT, _AROUND = 40, 64
_BELOW = 0.28


def height_of(rows: int) -> int:
    """Room for so many departments."""
    return _AROUND + _ROW_HEIGHT * min(max(rows, 3), MOST)


def shown_rows(found: pl.DataFrame) -> list[Row]:
    """The departments that are drawn, the fullest first."""
    return found.drop_nulls("utilisation").sort("utilisation", descending=True).head(MOST).rows(named=True)


def use_chart(found: pl.DataFrame, selection: Selection, span: Span) -> go.Figure:
    """A dot with its whisker per department."""
    palette, language, rows = PALETTES[selection.theme], selection.language, shown_rows(found)
    if not rows:
        return chart_that_says(texts.NOTHING.text(language), selection, height_of(0))
    chart = canvas(selection, height_of(len(rows)), margin={"r": 24})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.worse if row["verdict"] == EXCEEDED else palette.accent
        most = row["utilisation"] if row["utilisation_high"] is None else row["utilisation_high"]
        ends = (100 * row["utilisation"], 100 * row["utilisation_low"], 100 * most)
        trace = dot(*ends, height, colour, _use_tip(row, language))
        chart.add_trace(trace.update(meta=address_of("coming", row, selection, span)))
    _name(chart, rows)
    chart.add_vline(100, line={"color": palette.text, "width": 1, "dash": "dot"})
    return chart.update_xaxes(ticksuffix=" %", rangemode="tozero", showgrid=True, nticks=6)


def level_chart(found: pl.DataFrame, selection: Selection) -> go.Figure:
    """Where recovery is full, and the contacts of now beneath."""
    palette, language, rows = PALETTES[selection.theme], selection.language, shown_rows(found)
    if not rows:
        return chart_that_says(texts.NOTHING.text(language), selection, height_of(0))
    chart = canvas(selection, height_of(len(rows)), margin={"r": 24})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        tip = _level_tip(row, language)
        most = row["full_at"] if row["full_at_high"] is None else row["full_at_high"]
        chart.add_trace(dot(row["full_at"], row["full_at_low"], most, height, palette.accent, tip))
        now, low, high = (row[f"contacts{end}"] for end in ("", "_low", "_high"))
        chart.add_trace(dot(now, low, high, height - _BELOW, palette.muted, tip, symbol="diamond-open"))
    _name(chart, rows)
    return chart.update_xaxes(rangemode="tozero", showgrid=True, nticks=6)


def behind_capacity(found: pl.DataFrame, language: Language) -> Behind:
    """Every figure of every place."""
    heads = [words.text(language) for words in texts.COLUMNS]
    has_tiers = "contact_tier" in found.columns
    rows = [
        row
        | {"said": texts.VERDICTS[row["verdict"]].text(language) if row["verdict"] else None}
        | {"pace_said": texts.PACES[row["pace"]].text(language) if row["pace"] else None}
        for row in found.iter_rows(named=True)
    ]
    ends = {
        name: (f"{name}_low", f"{name}_high")
        for name in ("inflow", "recovered", "capacity", "utilisation", "full_at", "contacts", "gone")
    }
    columns = [
        Column("department", heads[0]),
        *([Column("contact_tier", terms.TIER.text(language), "tier")] if has_tiers else []),
        Column("utilisation", heads[5], "share", *ends["utilisation"]),
        Column("inflow", heads[2], "number", *ends["inflow"]),
        Column("recovered", heads[3], "number", *ends["recovered"]),
        Column("capacity", heads[4], "number", *ends["capacity"]),
        Column("said", heads[6]),
        Column("open", heads[7], "count"),
        Column("gone", heads[8], "number", *ends["gone"]),
        Column("pace_said", texts.GONE_IN.text(language)),
        Column("full_at", heads[10], "number", *ends["full_at"]),
        Column("contacts", texts.CONTACTS.text(language), "number", *ends["contacts"]),
        Column("days_above", texts.ABOVE.text(language), "count"),
        Column("days", texts.WORKED.text(language), "count"),
    ]
    return Behind.of(rows, columns)


def _name(chart: go.Figure, rows: list[Row]) -> None:
    names = {len(rows) - place: row["department"] or "–" for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))


def _use_tip(row: Row, language: Language) -> str:
    return texts.TIP.text(
        language,
        department=row["department"],
        utilisation=bold(share_of(row)),
        interval=share_ends(row),
        inflow=a_day(row, "inflow", language),
        capacity=a_day(row, "capacity", language),
    )


def _level_tip(row: Row, language: Language) -> str:
    return texts.LEVEL_TIP.text(
        language,
        department=row["department"],
        full=bold(a_day(row, "full_at", language)),
        interval=ends_of(row, "full_at", language),
        contacts=a_day(row, "contacts", language),
        now=ends_of(row, "contacts", language),
    )
