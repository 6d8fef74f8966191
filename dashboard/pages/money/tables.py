"""Care by value, what contacts cost, what is bought, and rules of thumb beside own figures."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.measure import Unit
from analytics.money.bought import ALONE
from analytics.money.lists import AT_A_LOSS, of_value_group
from analytics.money.refunds import Refunds
from analytics.money.rules_of_thumb import ACQUISITION, RETENTION, TOLD
from analytics.notes import NOT_IN_DATA
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.money import words as texts
from dashboard.pages.money.worth_charts import tenth_name
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_share
from warehouse.settings import Settings
from warehouse.words import Language

_CARE: tuple[tuple[str, Unit], ...] = (
    ("cost", "money"),
    ("at_a_loss", "share"),
    ("wait", "score"),
    ("high_tier", "share"),
    ("by_person", "share"),
    ("taken_up", "share"),
)
COSTED = ("cost_per_contact", "cost_per_resolved", "sales_per_contact", "conversion")
"""The measures of the table of costs."""
SPLITS = ("contact_tier", "channel", "reason")
_MOST_VALUES = 12

Row = dict[str, Any]


def care_table(served: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per tenth; a click on one leads to its customers' contacts."""
    language = selection.language
    if served.is_empty():
        return html.Div(html.P(texts.NO_VALUE.text(language), className="muted"))
    rows = [_care_row(row, selection) for row in served.iter_rows(named=True)]
    table = plain_table(texts.CARE_COLUMNS, rows, language, numbers_from=1)
    losing = dcc.Link(texts.LOSING.text(language), href=to_contacts(AT_A_LOSS, selection))
    caption = html.P([texts.CARE_CAPTION.text(language), " ", losing], className="small muted")
    return html.Div([table, caption])


def behind_care(served: pl.DataFrame, language: Language) -> Behind:
    """Every tenth; the last row is of all."""
    heads = [words.text(language) for words in texts.CARE_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("customers", heads[1], "count"),
        Column("value", heads[2], "money"),
        *(
            Column(name, head, unit, f"{name}_low", f"{name}_high")
            for (name, unit), head in zip(_CARE, heads[3:], strict=True)
        ),
    ]
    rows = [row | {"name": tenth_name(row["value_group"], language)} for row in served.iter_rows(named=True)]
    return Behind.of(rows, columns)


def costs_table(figures: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per tier, channel and reason; every number leads to its contacts."""
    language = selection.language
    if figures.drop_nulls("cost_per_contact").is_empty():
        return html.Div(html.P(texts.NOT_KNOWN.text(language), className="muted"))
    rows = [_cost_row(row, selection) for row in _shown_costs(figures)]
    table = plain_table(texts.COSTS_COLUMNS, rows, language, numbers_from=2)
    return html.Div([table, html.P(texts.COSTS_CAPTION.text(language), className="small muted")])


def behind_costs(figures: pl.DataFrame, language: Language) -> Behind:
    """Every tier, channel and reason."""
    columns = [
        Column("by_name", texts.COSTS_COLUMNS[0].text(language)),
        Column("name", texts.COSTS_COLUMNS[1].text(language)),
        *(
            Column(name, find_measure(name).label.text(language), find_measure(name).unit, *_ends(name))
            for name in COSTED
        ),
    ]
    rows = [
        row | {"by_name": _by(row, language), "name": _value(row, language)}
        for row in figures.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def bought_table(bought: pl.DataFrame, refunds: Refunds, selection: Selection) -> html.Div:
    """A row per kind and whether it was sold at a contact; beneath, refunds after failures."""
    language = selection.language
    if bought.is_empty():
        return html.Div(html.P(texts.NOTHING_BOUGHT.text(language), className="muted"))
    rows = [_bought_row(row, selection) for row in bought.iter_rows(named=True)]
    table = plain_table(texts.BOUGHT_COLUMNS, rows, language, numbers_from=2)
    said = [html.P(_refunds(refunds, language))] if refunds.ratio else []
    return html.Div([table, *said, html.P(texts.BOUGHT_CAPTION.text(language), className="small muted")])


def behind_bought(bought: pl.DataFrame, language: Language) -> Behind:
    """The same rows."""
    heads = [words.text(language) for words in texts.BOUGHT_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("where", heads[1]),
        Column("n", heads[2], "count"),
        Column("share", heads[3], "share", "share_low", "share_high"),
        Column("amount", heads[4], "money"),
        Column("value", heads[5], "money", "low", "high"),
    ]
    rows = [
        row
        | {
            "name": texts.PURCHASE_KINDS[row["kind"]].text(language),
            "where": texts.AT_CONTACT[row["sold"]].text(language),
        }
        for row in bought.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def rules_table(rules: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    """A row per rule of thumb, beside it what the company's own data say."""
    language = selection.language
    rows = [_rule_row(row, settings, language) for row in rules.iter_rows(named=True)]
    table = plain_table(texts.RULES_COLUMNS, rows, language, numbers_from=4)
    return html.Div([table, html.P(texts.RULES_CAPTION.text(language), className="small muted")])


def _care_row(row: Row, selection: Selection) -> list[Any]:
    language, group = selection.language, row["value_group"]
    name: Any = tenth_name(group, language)
    if group is not None:
        name = dcc.Link(name, href=to_contacts(of_value_group(group), selection))
    figures = [_over_interval(row, figure, unit, language) for figure, unit in _CARE]
    value = show_estimate(row["value"], 0, row["value"] / 50, "money", language)
    return [name, show_count(row["customers"]), value, *figures]


def _cost_row(row: Row, selection: Selection) -> list[Any]:
    language = selection.language
    there = selection.pick(**{row["by"]: row["name"]}) if row["name"] is not None else selection
    cells = [
        dcc.Link(
            _with_interval(row, name, *_ends(name), find_measure(name).unit, language),
            href=to_contacts(name, there),
        )
        for name in COSTED
    ]
    return [_by(row, language), _value(row, language), *cells]


def _shown_costs(figures: pl.DataFrame) -> list[Row]:
    """Of each split the most frequent values; the files have all."""
    parts = figures.drop_nulls("cost_per_contact").partition_by("by", maintain_order=True)
    return [
        row
        for part in parts
        for row in part.sort("cost_per_contact_n", descending=True).head(_MOST_VALUES).rows(named=True)
    ]


def _bought_row(row: Row, selection: Selection) -> list[Any]:
    language, n = selection.language, show_count(row["n"])
    behind = (
        "refund_rate" if row["kind"] == "refund" else "purchases" if row["sold"] == ALONE else "conversion"
    )
    return [
        texts.PURCHASE_KINDS[row["kind"]].text(language),
        texts.AT_CONTACT[row["sold"]].text(language),
        dcc.Link(n, href=to_contacts(behind, selection)),
        _with_interval(row, "share", "share_low", "share_high", "share", language),
        show_count(round(row["amount"])),
        _with_interval(row, "value", "low", "high", "money", language),
    ]


def _refunds(refunds: Refunds, language: Language) -> str:
    assert refunds.ratio is not None
    ratio, low, high = refunds.ratio
    after = refunds.frame.filter("is_after_failure")["refunds"].sum()
    return texts.REFUNDS_SAID.text(
        language, ratio=f"{ratio:.1f}", interval=f"{low:.1f} – {high:.1f}", n=show_count(int(after))
    )


def _rule_row(row: Row, settings: Settings, language: Language) -> list[Any]:
    rule, says = row["rule"], row["says"]
    shown = {
        ACQUISITION: lambda: texts.TIMES.text(language, value=f"{says:g}"),
        RETENTION: lambda: show_share(says),
        TOLD: lambda: texts.PEOPLE.text(language, value=f"{says:g}"),
    }[rule]()
    name = texts.RULE_NAMES[rule].text(language, gain=show_share(settings.money.retention_gain))
    return [name, shown, texts.RULE_OWN[rule].text(language), _own_figure(row, language)]


def _own_figure(row: Row, language: Language) -> str:
    if row["value"] is None:
        return (texts.NOT_KNOWN if row["note"] == NOT_IN_DATA else texts.TOO_FEW).text(language)
    value, low, high = row["value"], row["low"], row["high"]
    if row["rule"] == ACQUISITION:
        return f"{texts.TIMES.text(language, value=f'{value:.1f}')} ({low:.1f} – {high:.1f})"
    interval = show_interval(low, high, "share", language)
    return f"{show_estimate(value, low, high, 'share', language)} ({interval})"


def _with_interval(row: Row, name: str, low: str, high: str, unit: Unit, language: Language) -> str:
    if row[name] is None or row[low] is None:
        return "–"
    value = show_estimate(row[name], row[low], row[high], unit, language)
    return f"{value} ({show_interval(row[low], row[high], unit, language)})"


def _over_interval(row: Row, name: str, unit: Unit, language: Language) -> html.Div | str:
    """The interval beneath the value: side by side they would be wider than a page."""
    low, high = (row[end] for end in _ends(name))
    if row[name] is None or low is None:
        return "–"
    value = show_estimate(row[name], low, high, unit, language)
    interval = show_interval(low, high, unit, language)
    return html.Div([html.Div(value), html.Div(interval, className="small muted")])


def _ends(name: str) -> tuple[str, str]:
    return f"{name}_low", f"{name}_high"


def _by(row: Row, language: Language) -> str:
    return {
        "contact_tier": terms.TIER,
        "channel": terms.CHANNEL,
        "reason": texts.REASON,
    }[row["by"]].text(language)


def _value(row: Row, language: Language) -> str:
    if row["by"] == "contact_tier":
        return terms.tier_name(row["name"], language)
    return row["name"] or texts.UNKNOWN.text(language)
