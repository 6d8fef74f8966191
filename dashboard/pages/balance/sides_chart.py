"""The three sides of each department on one axis, and who leads its encounters."""

import plotly.graph_objects as go
import polars as pl

from analytics.balance.figures import SIDES
from analytics.balance.leading import LEADERS
from analytics.balance.lists import led_by
from analytics.balance.sides import Balance
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column, department_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows, write
from dashboard.charts.theme import CATEGORIES, PALETTES
from dashboard.pages.balance import words as texts
from dashboard.pages.balance.shown import Row, ends, side_name, side_title, signed, to_department
from dashboard.wording.numbers import show_count, show_interval, show_share
from warehouse.settings import Settings
from warehouse.words import Language

# More departments are in the table.
MOST = 12
_ROW_HEIGHT, _AROUND = 66, 72
# Where in its row each side stands.
_ASIDE = {"company": 0.27, "staff": 0.0, "customer": -0.27}
_LEAST_NAMED = 0.08
# The contacts that a click on a side leads to.
_BEHIND = {"company": "balance.cost", "staff": "balance.staff", "customer": "balance.rated"}
_OF_EFFECT = "balance.unresolved"
LEADS_ROW_HEIGHT = 40
# Above the bars the leaders are named beneath each other, as narrow screens have no room beside.
_LINE, _GAP = 19, 6
_LEGEND = 3 * _LINE + 2 * _GAP


def height_of(rows: int) -> int:
    """Room for so many departments."""
    return _AROUND + _ROW_HEIGHT * min(rows, MOST)


def shown_departments(found: Balance) -> list[str]:
    """Those with the lowest side first."""
    known = found.sides.drop_nulls("drawn").group_by("department").agg(pl.col("drawn").min())
    return known.sort("drawn", "department")["department"].to_list()


def sides_chart(found: Balance, settings: Settings, selection: Selection, there: Selection) -> go.Figure:
    """Three dots with whiskers in each row."""
    language, palette = selection.language, PALETTES[selection.theme]
    departments = shown_departments(found)[:MOST]
    if not departments:
        return chart_that_says(texts.ONE_ONLY.text(language), selection, height_of(3))
    chart = canvas(selection, height_of(len(departments)), margin={"r": 84})
    rows = {(row["department"], row["side"]): row for row in found.sides.iter_rows(named=True)}
    colours = _colours(selection, SIDES)
    for height, department in zip(range(len(departments), 0, -1), departments, strict=True):
        for side in SIDES:
            row = rows[department, side]
            trace = _dot(row, height + _ASIDE[side], selection, settings)
            name = _OF_EFFECT if _is_of_effect(side, settings) else _BEHIND[side]
            chart.add_trace(trace.update(meta=to_department(name, department, there)))
            said = side_name(side, settings, language)
            write(chart, said, 1.01, height + _ASIDE[side], colours[side], yanchor="middle")
    names = {len(departments) - place: name for place, name in enumerate(departments)}
    name_rows(chart, names, range=(0.4, len(departments) + 0.6))
    chart.add_vline(0, line={"color": palette.text, "width": 1, "dash": "dot"})
    return chart.update_xaxes(nticks=6, showgrid=True, tickformat="+.1f")


def behind_sides(found: Balance, settings: Settings, language: Language) -> Behind:
    """Every side of every department."""
    columns = [
        department_column(language),
        Column("side_name", texts.SIDE.text(language)),
        Column("drawn", texts.DRAWN.text(language), "ratio", "drawn_low", "drawn_high"),
        Column("standing", texts.PLAIN.text(language), "ratio", "low", "high"),
        Column("beyond", texts.BEYOND.text(language), "ratio", "beyond_low", "beyond_high"),
        Column("gives", texts.GIVING.text(language)),
        count_column(language),
    ]
    rows = [
        row
        | {
            "side_name": side_title(row["side"], settings, language),
            "gives": (texts.YES if row["gives_way"] else texts.NO).text(language),
        }
        for row in found.sides.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def leads_chart(found: pl.DataFrame, selection: Selection, there: Selection) -> go.Figure:
    """Bars of shares, the leader named at the right."""
    language, palette = selection.language, PALETTES[selection.theme]
    known = found.drop_nulls("value")
    departments = _by_lead(known)[:MOST]
    if not departments:
        return chart_that_says(texts.NO_MODES.text(language), selection, leads_height(3))
    chart = canvas(
        selection, leads_height(len(departments)), barmode="stack", margin={"r": 112, "t": _LEGEND}
    )
    colours = _colours(selection, LEADERS)
    for row in known.filter(pl.col("department").is_in(departments)).iter_rows(named=True):
        height = len(departments) - departments.index(row["department"])
        chart.add_trace(_bar(row, height, colours[row["leader"]], language, there))
    name_rows(chart, {len(departments) - place: name for place, name in enumerate(departments)})
    for place, name in enumerate(departments):
        write(
            chart,
            leader_name(known, name, language),
            1.01,
            len(departments) - place,
            palette.text,
            yanchor="middle",
        )
    for place, leader in enumerate(LEADERS):
        said = f"■ {texts.LEADERS[leader].text(language)}"
        lift = _LINE * (len(LEADERS) - 1 - place) + _GAP
        write(chart, said, 0, 1, colours[leader], yref="paper", yanchor="bottom", yshift=lift)
    return chart.update_xaxes(range=(0, 100), ticksuffix=" %", nticks=5, showgrid=True)


def leads_height(rows: int) -> int:
    """Room for so many departments."""
    return _AROUND + _LEGEND + LEADS_ROW_HEIGHT * min(rows, MOST)


def behind_leads(found: pl.DataFrame, language: Language) -> Behind:
    """The share of every leader in every department."""
    columns = [
        department_column(language),
        Column("leader_name", texts.LEADER.text(language)),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
        Column("contacts", texts.CONTACTS.text(language), "count"),
    ]
    rows = [
        row | {"leader_name": texts.LEADERS[row["leader"]].text(language)}
        for row in found.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def leader_name(found: pl.DataFrame, department: str, language: Language) -> str:
    """Who leads in a department, or that it cannot be told."""
    leading = found.filter("leads", department=department)["leader"].to_list()
    return (texts.LEADERS[leading[0]] if leading else texts.CANNOT_TELL).text(language)


def _by_lead(known: pl.DataFrame) -> list[str]:
    of_firm = known.filter(leader=LEADERS[0]).sort("value", "department", descending=[True, False])
    return of_firm["department"].to_list()


def _dot(row: Row, height: float, selection: Selection, settings: Settings) -> go.Scatter:
    colour = _colours(selection, SIDES)[row["side"]]
    symbol = "circle-open" if row["gives_way"] else "circle"
    trace = dot(
        row["drawn"],
        row["drawn_low"],
        row["drawn_high"],
        height,
        colour,
        _tip(row, settings, selection.language),
        symbol=symbol,
    )
    return trace.update(marker={"line": {"width": 3}}) if row["gives_way"] else trace


def _tip(row: Row, settings: Settings, language: Language) -> str:
    if row["drawn"] is None:
        return ""
    told = texts.TIP.text(
        language,
        value=bold(signed(row["drawn"])),
        interval=ends(row["drawn_low"], row["drawn_high"]),
        plain=signed(row["standing"]),
        n=show_count(row["n"]),
    )
    return f"{row['department']} · {side_name(row['side'], settings, language)}\n{told}"


def _lead_tip(row: Row, language: Language) -> str:
    return texts.LEADS_TIP.text(
        language,
        leader=texts.LEADERS[row["leader"]].text(language),
        share=show_share(row["value"]),
        interval=show_interval(row["low"], row["high"], "share", language),
        n=show_count(row["contacts"]),
    )


def _bar(row: Row, height: int, colour: str, language: Language, there: Selection) -> go.Bar:
    share = f"{100 * row['value']:.0f} %" if row["value"] > _LEAST_NAMED else ""
    return go.Bar(
        x=[100 * row["value"]],
        y=[height],
        orientation="h",
        width=0.6,
        marker={"color": colour, "line": {"width": 0}},
        text=[share],
        insidetextanchor="middle",
        textposition="inside",
        textangle=0,
        hovertemplate=_lead_tip(row, language),
        meta=to_department(led_by(row["leader"]), row["department"], there),
    )


def _colours(selection: Selection, names: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(names, CATEGORIES[selection.theme], strict=False))


def _is_of_effect(side: str, settings: Settings) -> bool:
    return side == "company" and settings.balance.company_side == "effectiveness"
