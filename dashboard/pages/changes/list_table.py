"""The register: every change from its problem to its effect."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dash import dcc, html

from analytics.changes.effect import Effect
from analytics.changes.rows import effect_rows, register_rows
from analytics.changes.words import KINDS, STATES, VERDICTS
from dashboard.address.selection import Selection, Span, write_search
from dashboard.charts.behind import Behind, Column
from dashboard.pages.changes import shown
from dashboard.pages.changes import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count
from warehouse.words import Language

_TONES = {"better": "better", "worse": "worse"}


def list_table(found: Sequence[Effect], span: Span, today: date, selection: Selection) -> html.Div:
    """A row per change, newest first; its number shows it above, its n leads to the contacts since."""
    language = selection.language
    newest = sorted(found, key=lambda one: one.change.begins_on, reverse=True)
    rows = [_row(one, span, today, selection) for one in newest]
    table = plain_table(texts.COLUMNS, rows, language, numbers_from=len(texts.COLUMNS) - 1)
    return html.Div([table, html.P(texts.LIST_CAPTION.text(language), className="small muted")])


def behind_list(found: Sequence[Effect], language: Language) -> Behind:
    """The register with its effects, every column."""
    register = register_rows([one.change for one in found])
    effects = effect_rows(found).drop("begins_on", "departments", "contact_tier", "measure")
    names = [words.text(language) for words in texts.COLUMNS]
    sources = (
        "change_id",
        "begins_on",
        "departments",
        "kind",
        "problem",
        "plan",
        "owner",
        "due",
        "done_on",
        "state",
        "measure",
    )
    columns = [Column(source, name) for source, name in zip(sources, names, strict=False)]
    columns += [
        Column("effect", names[11], "number", "low", "high"),
        Column("verdict", names[12]),
        Column("n_after", names[13], "count"),
    ]
    return Behind(register.join(effects, on="change_id", how="left", maintain_order="left"), columns)


def _row(one: Effect, span: Span, today: date, selection: Selection) -> list[Any]:
    change, language = one.change, selection.language
    there = write_search(replace(selection, listed=str(change.change_id)))
    n = show_count(one.n_after) if one.effect else "–"
    return [
        dcc.Link(str(change.change_id), href=f"/changes{there}"),
        change.begins_on.isoformat(),
        shown.place_name(change, language),
        KINDS[change.kind].text(language),
        change.problem or "–",
        change.plan,
        change.owner or "–",
        _due(one, today, language),
        change.done_on.isoformat() if change.done_on else "–",
        STATES[change.state].text(language),
        shown.measure_of(one).label.text(language),
        _effect(one, language),
        html.Span(VERDICTS[one.verdict].text(language), className=_TONES.get(one.verdict, "muted")),
        dcc.Link(n, href=shown.contacts_since(one, span, selection)) if one.effect else n,
    ]


def _due(one: Effect, today: date, language: Language) -> str:
    due = one.change.due
    if due is None:
        return "–"
    is_late = due < today and one.change.state in ("planned", "under_way")
    return texts.LATE.text(language, day=due.isoformat()) if is_late else due.isoformat()


def _effect(one: Effect, language: Language) -> Any:
    if one.effect is None:
        return "–"
    ends = shown.ends_text(one.effect.low, one.effect.high, shown.measure_of(one), language)
    return [f"{shown.effect_text(one, language)} ", html.Span(f"({ends})", className="small muted")]
