"""Sliders that cap drivers, and the leaving that would go with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
import polars as pl
from dash import Input, Output, html

from analytics.drivers.declared import DRIVERS, Factor
from analytics.drivers.model import DriverModel
from analytics.drivers.summary import adjusting_labels
from analytics.drivers.whatif import Caps, WhatIf, what_if_of
from analytics.money.lost import everybody
from analytics.money.money_a_year import share_a_year
from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.store import Reading, Store
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.facts import value_lost_in
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.leaving_model import leaving_model
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight
from dashboard.wording.numbers import (
    MINUS,
    show_change,
    show_change_interval,
    show_count,
    show_estimate,
    show_interval,
    show_value,
)
from warehouse.settings import Settings
from warehouse.words import Language

ANSWER = "what-if-answer"


def _slider_id(driver: str) -> str:
    """The id of a driver's slider."""
    return f"what-if-{driver}"


def caps_of(selection: Selection) -> Caps:
    """The caps that the address asks for; what makes no sense is left aside."""
    caps: dict[str, int] = {}
    for text in selection.caps:
        name, _, level = text.partition("=")
        driver = DRIVERS.get(name)
        if driver and level.isdecimal() and int(level) < len(driver.levels) - 1:
            caps[name] = int(level)
    return tuple(sorted(caps.items()))


def _place(selection: Selection, _store: Store) -> html.Section:
    """A slider per driver, as the address has them, under the answer."""
    caps = dict(caps_of(selection))
    sliders = [_slider(driver, caps.get(name), selection.language) for name, driver in DRIVERS.items()]
    return html.Section(
        [
            html.H2(texts.WHAT_IF.text(selection.language)),
            html.Div(id=ANSWER, className="what-if-answer"),
            html.Div(sliders, className="what-if"),
            sight(ANSWER),
        ],
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    """The answer to the sliders, which are kept in the address."""
    callbacks.when_seen(ANSWER).show(_answer, [], Output(ANSWER, "children"))
    names = list(DRIVERS)

    @callbacks.app.callback(
        turn_output(),
        *(Input(_slider_id(name), "value") for name in names),
        SEARCH_NOW,
        prevent_initial_call=True,
    )
    def slide(*given: Any) -> Any:
        *places, search = given
        before = read_search(search, callbacks.store.settings)
        caps = {
            name: place
            for name, place in zip(names, places, strict=True)
            if place is not None and place < len(DRIVERS[name].levels) - 1
        }
        if tuple(sorted(caps.items())) == caps_of(before):
            return dash.no_update
        return turned(replace(before, caps=tuple(f"{name}={place}" for name, place in caps.items())), before)


def _answer(reading: Reading, selection: Selection, _span: Span) -> list[Any]:
    model = leaving_model(reading, selection.view_of_months())
    lost = value_lost_in(reading, selection.view_of_months())
    return what_if_answer(model, reading.settings, selection, lost)


def what_if_answer(
    model: DriverModel, settings: Settings, selection: Selection, lost: pl.DataFrame | None = None
) -> list[Any]:
    """Leaving now and then, or why there is no answer; in money too where lost tells what leaves a year."""
    language = selection.language
    answer = what_if_of(model, caps_of(selection), settings)
    adjusted = ", ".join(label.text(language) for label in adjusting_labels(model))
    caption = texts.WHAT_IF_CAPTION.text(language, adjusted=adjusted)
    if answer.contrast is None:
        said: list[Any] = [html.P(note.text(language)) for note in answer.notes]
    else:
        said = [*_contrast(answer, language), *_money(answer, lost, language)]
    return [*said, html.P(caption, className="small muted")]


def _contrast(answer: WhatIf, language: Language) -> list[Any]:
    assert answer.contrast is not None
    now, then, difference, share = answer.contrast
    half = max((difference.high - difference.low) / 2, 1e-4)
    shown_now, shown_then = (show_value(rate.value, half, "share", language) for rate in (now, then))
    if not answer.caps:
        return [
            html.P(texts.MOVE_A_SLIDER.text(language, now=shown_now), className="large"),
            html.P(texts.MOVE_A_SLIDER_DETAIL.text(language), className="small muted"),
        ]
    size = show_change(difference.value, half, now.value, "share", language)
    detail = texts.NOW_THEN_DETAIL.text(
        language,
        difference=f"{MINUS}{size}" if difference.value < 0 else size,
        interval=show_change_interval(difference.low, difference.high, "share", language),
        share=show_estimate(*share, "share", language),
        share_interval=show_interval(share.low, share.high, "share", language),
        n=show_count(answer.n),
    )
    headline = texts.NOW_THEN.text(language, now=shown_now, then=shown_then)
    return [html.P(headline, className="large"), html.P(detail, className="small muted")]


def _money(answer: WhatIf, lost: pl.DataFrame | None, language: Language) -> list[Any]:
    """The share that falls away, of all the value that leaves a year."""
    whole = None if lost is None else everybody(lost)
    if whole is None or answer.contrast is None or not answer.caps:
        return []
    saved = share_a_year(answer.contrast.share, whole)
    money = show_estimate(*saved, "money", language)
    interval = show_interval(saved.low, saved.high, "money", language)
    return [html.P(texts.SAVED.text(language, money=money, interval=interval))]


def _slider(driver: Factor, cap: int | None, language: Language) -> html.Div:
    highest = len(driver.levels) - 1
    labels = [level.label.text(language) for level in driver.levels[:-1]]
    labels.append(texts.AS_IT_IS.text(language))
    name = driver.label.text(language)
    slider = dmc.Slider(
        id=_slider_id(driver.name),
        min=0,
        max=highest,
        step=1,
        value=highest if cap is None else cap,
        marks=_marks(labels),
        label=None,
        restrictToMarks=True,
        updatemode="mouseup",
        inverted=True,
        thumbLabel=name,
        size="sm",
        **labelled(name),
    )
    return html.Div([html.P(name, className="small"), slider])


def _marks(labels: Sequence[str]) -> list[dict[str, Any]]:
    return [{"value": place, "label": label} for place, label in enumerate(labels)]


SLIDERS = tuple(_slider_id(name) for name in DRIVERS)
WHAT_IF = Custom(_place, _register)
