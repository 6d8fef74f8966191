"""The record form: takes a new change, edits one, and marks it as done, where that may be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, ctx, html

from analytics.catalogue import MEASURES, find_measure
from analytics.changes.checking import checked
from analytics.changes.fitting import why_no_effect
from analytics.changes.words import KINDS, STATES
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.changes import words as texts
from dashboard.pages.changes.shown import chosen
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight, sight_of
from dashboard.wording import terms
from dashboard.wording.dates import business_day
from state.changes import MOST_CHARACTERS, Change, add_change, edit_change
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError, TouchpointsError
from warehouse.words import Language

FORM, SAID = "changes-form", "changes-said"
ADD, SAVE, DONE = "changes-add", "changes-save", "changes-done"
# What shows something of the register, by the part that has to be seen.
SHOWS = ("changes", "changes-course", "changes-placebos", "changes-list")
_ALL = "*"
_TEXTS, _DAYS = ("problem", "plan", "owner"), ("begins_on", "due", "done_on")
_SHARE = 100


def _id(field: str) -> str:
    return f"changes-field-{field}"


SEVERAL = (_id("departments"),)


def _place(selection: Selection, store: Store) -> html.Section:
    language = selection.language
    head = html.Div(html.H2(texts.FORM.text(language)), className="panel-head")
    if not store.may_write:
        return html.Section(
            [head, html.P(texts.READ_ONLY.text(language), className="small muted")], className="panel"
        )
    fields = [_field(name, words.text(language), language, store) for name, words in texts.FIELDS.items()]
    buttons = [
        html.Button(words.text(language), id=name, className="switch")
        for name, words in ((ADD, texts.ADD), (SAVE, texts.SAVE), (DONE, texts.DONE))
    ]
    return html.Section(
        [
            sight(FORM),
            head,
            html.Div(fields, className="change-fields", id=FORM),
            html.Div(buttons, className="switches"),
            html.P(id=SAID, className="small", role="status"),
            html.P(texts.FORM_CAPTION.text(language), className="small muted"),
        ],
        className="panel",
    )


def _field(name: str, label: str, language: Language, store: Store) -> Any:
    given: dict[str, Any] = {"id": _id(name), "label": label}
    if name == "departments":
        nothing: list[str] = []
        known = store.find(lambda reading: reading.values("department"), nothing)
        return dmc.MultiSelect(data=known, value=[], searchable=True, **given)
    if name in _TEXTS:
        return dmc.TextInput(value="", inputProps={"maxLength": MOST_CHARACTERS}, **given)
    if name in _DAYS:
        return dmc.TextInput(value="", inputProps={"type": "date"}, **given)
    if name == "wanted":
        return dmc.TextInput(value="", inputProps={"inputMode": "decimal", "maxLength": 20}, **given)
    data = [{"value": value, "label": text} for value, text in _options(name, language).items()]
    return dmc.Select(
        data=data, value=data[0]["value"], allowDeselect=False, searchable=name == "measure", **given
    )


def _options(name: str, language: Language) -> dict[str, str]:
    if name == "contact_tier":
        tiers = {tier: terms.tier_name(tier, language) for tier in CONTACT_TIERS}
        return {_ALL: texts.EVERY_TIER.text(language)} | tiers
    if name == "measure":
        fit = {key: found for key, found in MEASURES.items() if why_no_effect(found) is None}
        return {key: found.label.text(language) for key, found in fit.items()}
    named = KINDS if name == "kind" else STATES
    return {value: words.text(language) for value, words in named.items()}


def _register(callbacks: PageCallbacks) -> None:
    if not callbacks.store.may_write:
        return
    places = [Output(_id(name), "value") for name in texts.FIELDS]
    callbacks.when_seen(FORM).show(_values, [dash.no_update] * len(places), *places)

    @callbacks.app.callback(
        Output(SAID, "children"),
        *(Output(sight_of(part), "search", allow_duplicate=True) for part in SHOWS),
        *(Input(name, "n_clicks") for name in (ADD, SAVE, DONE)),
        *(State(_id(name), "value") for name in texts.FIELDS),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def write(*given: Any) -> Any:
        *values, search, path = given[3:]
        selection = callbacks.selection(search, path)
        fields = dict(zip(texts.FIELDS, values, strict=True))
        said = _written(callbacks.store, str(ctx.triggered_id), fields, selection)
        return said, *[_asked_anew(search)] * len(SHOWS)


def _written(store: Store, button: str, fields: Mapping[str, Any], selection: Selection) -> str:
    """Write what the form says; what there is to say about it."""
    language = selection.language
    try:
        with store.reading() as reading:
            one = None if button == ADD else chosen(reading, selection)
            if button != ADD and one is None:
                return texts.PICK_FIRST.text(language)
            number = one.change.change_id if one else 0
            change = replace(_change(fields, language), change_id=number)
            if button == DONE:
                change = replace(change, state="done", done_on=business_day(store.settings))
            reading.check(checked, change)
        if button == ADD:
            return texts.ADDED.text(language, number=add_change(store.settings, change, datetime.now(UTC)))
        edit_change(store.settings, change, datetime.now(UTC))
        return texts.SAVED.text(language, number=number)
    except TouchpointsError as error:
        return texts.NOT_SAVED.text(language, problem=str(error))


def _asked_anew(search: str | None) -> str:
    """The address as parts are asked for it once more, as what they show was written to."""
    return f"{search or '?'}&written={datetime.now(UTC).timestamp():.6f}"


def _change(fields: Mapping[str, Any], language: Language) -> Change:
    """The change that the form says; only what it offers is taken. Raises QueryError for what is none."""
    measure = str(fields["measure"])
    begins_on = _day(fields["begins_on"])
    if begins_on is None:
        raise QueryError(texts.NO_DAY.text(language), "")
    state, tier = str(fields["state"]), str(fields["contact_tier"])
    return Change(
        change_id=0,
        begins_on=begins_on,
        departments=tuple(str(name) for name in fields["departments"] or ()),
        contact_tier=None if tier == _ALL else tier,
        kind=str(fields["kind"]),  # type: ignore[arg-type]  # checked with the rest
        problem=str(fields["problem"] or "").strip(),
        plan=str(fields["plan"] or "").strip(),
        owner=str(fields["owner"] or "").strip(),
        due=_day(fields["due"]),
        done_on=_day(fields["done_on"]) or (begins_on if state == "done" else None),
        measure=measure,
        wanted=_size(fields["wanted"], measure, language),
        state=state,  # type: ignore[arg-type]  # checked with the rest
    )


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _size(text: Any, measure: str, language: Language) -> float | None:
    written = str(text or "").strip().replace("−", "-").replace(",", "")
    if not written:
        return None
    try:
        size = float(written)
    except ValueError as error:
        raise QueryError(texts.NO_NUMBER.text(language), "") from error
    return size / _SHARE if measure in MEASURES and find_measure(measure).unit == "share" else size


def _values(reading: Reading, selection: Selection, _span: Span) -> list[Any]:
    """What the fields say of the chosen change; of a new one next to nothing."""
    one = chosen(reading, selection)
    if one is None:
        usual = {"kind": "process", "state": "planned", "measure": "csat", "contact_tier": _ALL}
        return [usual.get(name, [] if name == "departments" else "") for name in texts.FIELDS]
    return [_shown(one.change, name) for name in texts.FIELDS]


def _shown(change: Change, name: str) -> Any:
    value = getattr(change, name)
    if name == "contact_tier":
        return value or _ALL
    if name == "departments":
        return list(value)
    if name == "wanted" and value is not None:
        unit = find_measure(change.measure).unit
        return f"{value * (_SHARE if unit == 'share' else 1):g}"
    return "" if value is None else str(value)


FORM_PANEL = Custom(_place, _register)
