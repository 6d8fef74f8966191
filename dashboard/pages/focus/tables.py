"""The departments with their focus, what moved where, and how those who moved fared."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.focus.agreeing import FIGURES
from analytics.focus.lists import Way, moved_by
from analytics.focus.moves import DIRECTIONS, OUTCOMES, Moves
from analytics.measures.measure import Unit
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.pages.focus import words as texts
from dashboard.parts.definition import defined_name
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.words import Language, Words

MOST_MOVES = 15
_UNITS: dict[str, Unit] = {
    "csat": "score",
    "failed": "share",
    "resolved": "share",
    "followed": "share",
    "cost": "money",
}


def focus_table(found: pl.DataFrame, later: View, selection: Selection) -> html.Div:
    """A row per department, all together first; its name leads to its contacts. later: what is compared."""
    language = selection.language
    head = [html.Th(words.text(language), scope="col") for words in (texts.DEPARTMENT, texts.WAY)]
    numbers = [words.text(language) for words in (texts.CHANGE, texts.LOW_CHANGE)]
    numbers += [defined_name(find_measure(name), language) for name in FIGURES]
    head += [html.Th(name, scope="col", className="number") for name in numbers]
    head.append(html.Th(texts.AGREES.text(language), scope="col"))
    rows = [_department(row, selection) for row in found.iter_rows(named=True)]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="plain figures")
    days = {"later": later.days, "earlier": later.before().days}
    said = {name: show_period(*part, language) for name, part in days.items()}
    caption = texts.FOCUS_CAPTION.text(language, **said)
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_focus(found: pl.DataFrame, language: Language) -> Behind:
    """Every department with all its changes."""
    changes = [
        Column(
            f"{name}_change",
            find_measure(name).label.text(language),
            "ratio",
            f"{name}_change_low",
            f"{name}_change_high",
        )
        for name in FIGURES
    ]
    columns = [
        Column("department", texts.DEPARTMENT.text(language)),
        Column("focus", texts.WAY.text(language)),
        Column("change", texts.CHANGE.text(language), "ratio", "change_low", "change_high"),
        Column("low_change", texts.LOW_CHANGE.text(language), "ratio"),
        *changes,
        Column("agreement", texts.AGREES.text(language)),
    ]
    said = found.with_columns(
        pl.col("department").fill_null(texts.ALL.text(language)),
        pl.col("focus").replace(_texts(texts.FOCI, language)),
        pl.col("agreement").replace(_texts(texts.AGREEMENTS, language)),
    )
    return Behind(said, columns)


def moves_table(found: Moves, view: View, selection: Selection) -> html.Div:
    """The ways that clearly more took than came back; words where there are none."""
    language, looks = selection.language, show_count(found.ways.height)
    sample = _sample(found, language)
    clear = found.ways.filter("is_clear").head(MOST_MOVES)
    if clear.is_empty():
        said = texts.NO_MOVES.text(language, looks=looks, matters=show_count(found.matters))
        return html.Div(html.P([said, sample], className="muted"))
    heads = (texts.REASON, texts.FROM, texts.TO, texts.DIRECTION, texts.MOVED, texts.BACK, texts.SHARE)
    rows = [_way(row, found, view, selection) for row in clear.iter_rows(named=True)]
    caption = texts.MOVES_CAPTION.text(language, on=show_day(found.on, language), looks=looks)
    table = plain_table(heads, rows, language, numbers_from=4)
    return html.Div([table, html.P([caption, sample], className="small muted")])


def _sample(found: Moves, language: Language) -> str:
    """How many customers were drawn, where not all are looked at."""
    return "" if found.one_in == 1 else " " + texts.SAMPLE.text(language, one_in=found.one_in)


def behind_moves(ways: pl.DataFrame, language: Language) -> Behind:
    """Every way looked at."""
    columns = [
        Column("reason", texts.REASON.text(language)),
        Column("from_channel", texts.FROM.text(language)),
        Column("to_channel", texts.TO.text(language)),
        Column("direction", texts.DIRECTION.text(language)),
        Column("moved", texts.MOVED.text(language), "count"),
        Column("back", texts.BACK.text(language), "count"),
        Column("share", texts.SHARE.text(language), "share", "low", "high"),
        Column("is_clear", texts.CLEAR.text(language)),
    ]
    said = ways.with_columns(pl.col("direction").replace(_texts(texts.DIRECTIONS, language)))
    return Behind(said, columns)


def effects_table(found: Moves, selection: Selection) -> html.Div:
    """A row per outcome, a column per direction."""
    language = selection.language
    effects = {(row["direction"], row["outcome"]): row for row in found.effects.iter_rows(named=True)}
    rows = [
        [
            texts.OUTCOMES[outcome].text(language),
            *(_effect(effects[direction, outcome], language) for direction in DIRECTIONS),
        ]
        for outcome in OUTCOMES
    ]
    table = plain_table((texts.OUTCOME, texts.TO_LESS, texts.TO_MORE), rows, language, numbers_from=1)
    caption = texts.EFFECTS_CAPTION.text(language, on=show_day(found.on, language))
    return html.Div([table, html.P([caption, _sample(found, language)], className="small muted")])


def behind_effects(effects: pl.DataFrame, language: Language) -> Behind:
    """Every effect as a plain number."""
    columns = [
        Column("direction", texts.DIRECTION.text(language)),
        Column("outcome", texts.OUTCOME.text(language)),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("moved", texts.MOVED.text(language), "count"),
        Column("stayed", texts.STAYED.text(language), "count"),
        Column("is_clear", texts.CLEAR.text(language)),
    ]
    said = effects.with_columns(
        pl.col("direction").replace(_texts(texts.DIRECTIONS, language)),
        pl.col("outcome").replace(_texts(texts.OUTCOMES, language)),
    )
    return Behind(said, columns)


def _texts(words: Any, language: Language) -> dict[str, str]:
    said: dict[str, Words] = dict(words)
    return {name: word.text(language) for name, word in said.items()}


def _department(row: dict[str, Any], selection: Selection) -> html.Tr:
    language, department = selection.language, row["department"]
    name: Any = texts.ALL.text(language)
    if department is not None:
        name = dcc.Link(department, href=to_contacts("contacts", selection.pick(department=department)))
    is_told = row["change"] is not None
    low_change = row["low_change"]
    cells = [
        html.Td(texts.FOCI[row["focus"]].text(language)),
        _change(row, "change", "share", language, is_clear=row["focus"] != "cannot_tell"),
        html.Td(
            show_difference(low_change, low_change - 0.005, low_change + 0.005, "share", language)
            if is_told
            else NO_FIGURE,
            className="number",
        ),
        *(
            _change(
                row,
                f"{figure}_change",
                find_measure(figure).unit,
                language,
                is_clear=row[f"{figure}_is_real"],
            )
            for figure in FIGURES
        ),
        html.Td(texts.AGREEMENTS[row["agreement"]].text(language)),
    ]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _change(
    row: dict[str, Any], name: str, unit: Unit, language: Language, *, is_clear: bool | None
) -> html.Td:
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return html.Td(NO_FIGURE, className="number muted")
    shown = show_difference(value, low, high, unit, language)
    interval = show_change_interval(low, high, unit, language)
    said = html.Strong(shown) if is_clear else shown
    return html.Td([said, html.Div(interval, className="small muted")], className="number")


def _way(row: dict[str, Any], found: Moves, view: View, selection: Selection) -> list[Any]:
    language, (first, last) = selection.language, view.days
    ends = ("from_channel", "from_tier", "to_channel", "to_tier")
    way = Way(first, found.on, last, row["reason"], *(row[name] for name in ends))._replace(
        one_in=found.one_in
    )
    link = dcc.Link(show_count(row["moved"]), href=to_contacts(moved_by(way), selection))
    share = show_estimate(row["share"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    return [
        row["reason"],
        f"{way.from_channel} · {terms.tier_name(way.from_tier, language)}",
        f"{way.to_channel} · {terms.tier_name(way.to_tier, language)}",
        texts.DIRECTIONS[row["direction"]].text(language),
        link,
        show_count(row["back"]),
        f"{share} ({interval})",
    ]


def _effect(row: dict[str, Any], language: Language) -> Any:
    if row["note"] is not None:
        return html.Span(texts.FEW.text(language), className="muted")
    unit, ends = _UNITS[row["outcome"]], (row["low"], row["high"])
    shown = show_difference(row["difference"], *ends, unit, language)
    said = html.Strong(shown) if row["is_clear"] else shown
    counts = {name: show_count(row[name]) for name in ("moved", "stayed")}
    interval = show_change_interval(*ends, unit, language)
    beside = f"{interval} · {texts.OF_MOVED.text(language, **counts)}"
    return html.Div([said, html.Div(beside, className="small muted")])
