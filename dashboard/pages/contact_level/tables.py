"""What groups are worth and need, and the customers who rose and fell most."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.contact_level.lists import FELL, LEVEL_NAMES, ROSE, of_level
from dashboard.address.links import record_of, to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.contact_level import words as texts
from dashboard.parts.moves import columns_of, counted, with_interval
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.figure_words import COUNT
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language, Words

MEASURES = ("csat", "failure", "repeat_same_reason")
_ENDS = ("", "_low", "_high")
_MOST_NEEDS = 12


def groups_of(
    sizes: pl.DataFrame, worth: pl.DataFrame, left: pl.DataFrame, measured: pl.DataFrame
) -> list[dict[str, Any]]:
    """A row per group with all that is known of it; missing figures are None."""
    by_level = {row["level"]: row for row in worth.to_dicts()}
    gone = {row["start"]: row for row in left.to_dicts()}
    figures = {(row["measure"], row["contact_level"]): row for row in measured.to_dicts()}
    parts = ("value", "low", "high")

    def row_of(row: dict[str, Any]) -> dict[str, Any]:
        level = row["level"]
        valued = by_level.get(level, {})
        own = {f"{name}{end}": valued.get(f"{name}{end}") for name in ("annual", "lifetime") for end in _ENDS}
        names = {f"left{end}": gone.get(level, {}).get(part) for end, part in zip(_ENDS, parts, strict=True)}
        told = {
            f"{name}{end}": figures.get((name, level), {}).get(part)
            for name in MEASURES
            for end, part in zip(_ENDS, parts, strict=True)
        }
        return {
            "level": level,
            "customers": row["customers"],
            "contacts": row["contacts"],
            **own,
            **names,
            **told,
        }

    return [row_of(row) for row in sizes.to_dicts()]


def groups_table(rows: Sequence[dict[str, Any]], selection: Selection) -> html.Div:
    """Rows are groups."""
    language, figures = selection.language, _figures()
    columns = [texts.LEVEL, texts.CUSTOMERS, *(words for _, words, _ in figures)]
    cells = [
        [
            LEVEL_NAMES[row["level"]].text(language),
            counted(
                row["customers"], to_contacts(of_level(row["level"]), selection) if row["contacts"] else ""
            ),
            *(with_interval(row, name, unit, language) for name, _, unit in figures),
        ]
        for row in rows
    ]
    return _captioned(plain_table(columns, cells, language, numbers_from=1), texts.GROUPS_CAPTION, language)


def behind_groups(rows: Sequence[dict[str, Any]], language: Language) -> Behind:
    """Every group."""
    named = [row | {"name": LEVEL_NAMES[row["level"]].text(language)} for row in rows]
    first = [
        Column("name", texts.LEVEL.text(language)),
        Column("customers", texts.CUSTOMERS.text(language), "count"),
    ]
    return Behind.of(named, [*first, *columns_of(_figures(), language)])


def needs_of(found: dict[str, pl.DataFrame], language: Language) -> list[dict[str, Any]]:
    """What is clearly more in a group, the clearest first, of each dimension in turn. found: by dimension."""
    return [
        row | {"what": terms.value_name(of, row[of], language), "level": row["contact_level"]}
        for of, frame in found.items()
        for row in frame.filter(pl.col("is_clear") & (pl.col("difference") > 0))
        .head(_MOST_NEEDS // 2)
        .to_dicts()
    ]


def needs_table(rows: Sequence[dict[str, Any]], language: Language) -> html.Div:
    """Rows are groups with a reason or channel."""
    if not rows:
        return html.Div(html.P(texts.NO_NEEDS.text(language), className="muted"))
    columns = [texts.LEVEL, texts.WHAT, texts.HERE, texts.ELSEWHERE, texts.DIFFERENCE, COUNT]
    cells = [
        [
            LEVEL_NAMES[row["level"]].text(language),
            row["what"],
            _percent(row["value"]),
            _percent(row["elsewhere"]),
            with_interval(_renamed(row), "difference", "share", language),
            show_count(row["n"]),
        ]
        for row in rows
    ]
    return _captioned(plain_table(columns, cells, language, numbers_from=2), texts.NEEDS_CAPTION, language)


def behind_needs(rows: Sequence[dict[str, Any]], language: Language) -> Behind:
    """Every row of the table."""
    columns = [
        Column("name", texts.LEVEL.text(language)),
        Column("what", texts.WHAT.text(language)),
        Column("value", texts.HERE.text(language), "share"),
        Column("elsewhere", texts.ELSEWHERE.text(language), "share"),
        Column("difference", texts.DIFFERENCE.text(language), "share", "low", "high"),
        Column("n", COUNT.text(language), "count"),
    ]
    return Behind.of([row | {"name": LEVEL_NAMES[row["level"]].text(language)} for row in rows], columns)


def movers_table(
    movers: pl.DataFrame, moved: pl.DataFrame, selection: Selection, settings: Settings
) -> html.Div:
    """Rows are customers, the largest rise first; the caption leads to all who rose, and all who fell."""
    language = selection.language
    cells = [
        [
            _customer(row["customer_id"], selection, settings),
            LEVEL_NAMES[row["start"]].text(language),
            LEVEL_NAMES[row["to"]].text(language),
            show_count(row["contacts_before"]),
            show_count(row["contacts"]),
        ]
        for row in movers.to_dicts()
    ]
    rose, fell = (int(moved[name][0] or 0) for name in ("rose", "fell"))
    said = texts.MOVERS_CAPTION.text(language, rose="\0", fell="\0").split("\0")
    links = (counted(rose, to_contacts(ROSE, selection)), counted(fell, to_contacts(FELL, selection)))
    caption = html.P([said[0], links[0], said[1], links[1], said[2]], className="small muted")
    return html.Div([plain_table(texts.MOVER_COLUMNS, cells, language, numbers_from=3), caption])


def behind_movers(movers: pl.DataFrame, language: Language) -> Behind:
    """Every customer of the table."""
    names = {name: words.text(language) for name, words in LEVEL_NAMES.items()}
    sources = ("customer_id", "start", "to", "contacts_before", "contacts")
    columns = [
        Column(source, words.text(language), "count" if source.startswith("contacts") else "text")
        for source, words in zip(sources, texts.MOVER_COLUMNS, strict=True)
    ]
    return Behind(movers.with_columns(pl.col("start", "to").replace(names)), columns)


def _figures() -> list[tuple[str, Words, Any]]:
    measures = [find_measure(name) for name in MEASURES]
    own: list[tuple[str, Words, Any]] = [
        ("annual", texts.ANNUAL, "money"),
        ("lifetime", texts.LIFETIME, "money"),
        ("left", texts.STAYED, "share"),
    ]
    return [*own, *((measure.name, measure.label, measure.unit) for measure in measures)]


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"difference_low": row["low"], "difference_high": row["high"]}


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _customer(customer_id: str, selection: Selection, settings: Settings) -> Any:
    href = record_of(customer_id, selection, settings)
    return dcc.Link(customer_id, href=href) if href else customer_id


def _captioned(table: html.Div, caption: Words, language: Language) -> html.Div:
    return html.Div([table, html.P(caption.text(language), className="small muted")])
