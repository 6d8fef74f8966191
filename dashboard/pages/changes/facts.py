"""The sentence on top and the key figures."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from analytics.changes.effect import NAMED, Effect
from analytics.changes.words import NOTES, VERDICTS
from dashboard.address.selection import Selection, Span
from dashboard.pages.changes import shown
from dashboard.pages.changes import words as texts
from dashboard.parts.card import card
from dashboard.parts.definition import defined
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.figure_words import MEANING
from dashboard.wording.numbers import show_count, show_difference, show_estimate
from warehouse.words import Language, Words


def changes_finding(found: Sequence[Effect], one: Effect | None, selection: Selection) -> html.Div:
    """What followed the change that is shown, how surely, and how the others stand."""
    language = selection.language
    if not found:
        return notice(texts.NOTHING.text(language), texts.HOW_TO_ADD.text(language))
    counted = _counted(found, language)
    if one is None:
        return sentence(texts.NEW.text(language), counted)
    place, plan = shown.place_name(one.change, language), one.change.plan
    verdict = VERDICTS[one.verdict].text(language)
    if one.verdict not in NAMED:
        title = texts.NOT_CLEAR.text(language, place=place, plan=plan, verdict=verdict)
        return sentence(title, _why(one, language), counted)
    size, measure = shown.effect_text(one, language), shown.measure_of(one).label.text(language)
    title = texts.NAMED.text(language, place=place, plan=plan, measure=measure, size=size, verdict=verdict)
    return sentence(title, _how_surely(one, language), counted)


def changes_cards(one: Effect, span: Span, selection: Selection) -> list[html.Article]:
    """The effect both ways, before and after of either side, and what could be told."""
    if one.effect is None or one.window is None:
        return []
    language, measure = selection.language, shown.measure_of(one)
    made, synthetic = one.effect, one.synthetic.effect if one.synthetic else None
    weeks = texts.WEEKS.text(language, before=one.window.weeks_before, after=one.window.weeks_after)
    cards = [
        _card(
            _defined(texts.EFFECT, texts.EFFECT_METHOD, language),
            shown.effect_text(one, language),
            [shown.ends_text(made.low, made.high, measure, language), _wanted(one, language)],
            [weeks, _link(shown.contacts_since(one, span, selection), language)],
        )
    ]
    if synthetic is not None:
        rank = texts.RANK.text(language, p=shown.p_text(one.rank)) if one.rank is not None else ""
        value = shown.effect_text(_with(one, synthetic), language)
        ends = shown.ends_text(synthetic.low, synthetic.high, measure, language)
        cards.append(
            _card(_defined(texts.SYNTHETIC, texts.SYNTHETIC_METHOD, language), value, [ends, rank], [weeks])
        )
    cards.append(
        _card(
            texts.OWN.text(language),
            _figure(one, one.after, language),
            [_before(one, one.before, language), shown.place_name(one.change, language)],
            [show_count(one.n_before + one.n_after), _link(shown.contacts_before(one, selection), language)],
        )
    )
    cards.append(
        _card(
            texts.CONTROL.text(language),
            _figure(one, one.control_after, language),
            [
                _before(one, one.control_before, language),
                texts.CONTROLS.text(language, names=", ".join(one.controls)),
            ],
            [_link(shown.contacts_of_control(one, selection), language)],
        )
    )
    cards.append(_detectable(one, language))
    return cards


def _detectable(one: Effect, language: Language) -> html.Article:
    assert one.effect is not None and one.relevant is not None
    matters = texts.MATTERS.text(language, size=shown.size_text(one.relevant, one, language))
    rule = "" if one.change.wanted is not None else texts.BY_RULE.text(language)
    detectable = shown.size_text(one.effect.detectable, one, language)
    return _card(
        _defined(texts.DETECTABLE, texts.DETECTABLE_METHOD, language),
        detectable,
        [matters, rule, _more(one, language)],
        [],
    )


def _with(one: Effect, made: Any) -> Effect:
    return Effect(one.change, one.verdict, effect=made)


def _figure(one: Effect, value: float | None, language: Language) -> str:
    assert one.effect is not None and value is not None
    half, unit = (one.effect.high - one.effect.low) / 2, shown.measure_of(one).unit
    return show_estimate(value, value - half, value + half, unit, language)


def _before(one: Effect, value: float | None, language: Language) -> str:
    return texts.BEFORE.text(language, before=_figure(one, value, language))


def _defined(name: Words, method: Words, language: Language) -> dmc.Popover:
    return defined(name.text(language), ((MEANING, method.text(language)),), language)


def _wanted(one: Effect, language: Language) -> str:
    if one.change.wanted is None:
        return ""
    half = abs(one.change.wanted) / 10
    unit, wanted = shown.measure_of(one).unit, one.change.wanted
    size = show_difference(wanted, wanted - half, wanted + half, unit, language)
    return texts.WANTED.text(language, wanted=size)


def _how_surely(one: Effect, language: Language) -> str:
    assert one.effect is not None and one.p_value is not None
    interval = shown.ends_text(one.effect.low, one.effect.high, shown.measure_of(one), language)
    return texts.SURE.text(language, interval=interval, p=shown.p_text(one.p_value))


def _why(one: Effect, language: Language) -> str:
    """Why no effect is named."""
    if one.note is not None:
        return NOTES[one.note].text(language)
    if one.effect is None or one.relevant is None or one.window is None:
        return ""
    interval = shown.ends_text(one.effect.low, one.effect.high, shown.measure_of(one), language)
    found = texts.FOUND.text(language, size=shown.effect_text(one, language), interval=interval)
    sizes = {
        "detectable": shown.size_text(one.effect.detectable, one, language),
        "relevant": shown.size_text(one.relevant, one, language),
    }
    if one.verdict == "no_effect":
        return f"{found} · {texts.TOLD.text(language, **sizes)}"
    early = texts.TOO_EARLY.text(language, weeks=one.window.weeks_after, more=_more(one, language), **sizes)
    return f"{found} · {early}"


def _more(one: Effect, language: Language) -> str:
    if one.more_weeks is None:
        return texts.NEVER.text(language)
    return texts.MORE_WEEKS.text(language, more=one.more_weeks) if one.more_weeks else ""


def _counted(found: Sequence[Effect], language: Language) -> str:
    def number(*verdicts: str) -> str:
        return show_count(sum(one.verdict in verdicts for one in found))

    return texts.COUNTED.text(
        language,
        count=show_count(len(found)),
        named=number(*NAMED),
        early=number("too_early", "not_yet"),
        cannot=number("cannot_tell"),
        planned=number("planned"),
    )


def _link(href: str, language: Language) -> dcc.Link:
    return dcc.Link(texts.SEE.text(language), href=href)


def _card(name: Any, value: str, notes: Sequence[str], footer: Sequence[Any]) -> html.Article:
    small = [html.P(note, className="small muted") for note in notes if note]
    head = html.P(name, className="card-name small") if isinstance(name, str) else name
    return card(head, value, [*small, html.Div(className="course")], [html.Span(part) for part in footer])
