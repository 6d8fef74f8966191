"""The sentence on top and the key figures."""

from typing import Any

import polars as pl
from dash import html

from analytics.intervals import mean
from analytics.people.scores import CSAT
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.pages.people import words as texts
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import terms
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words

Row = dict[str, Any]
# Of the staff survey.
_SCALE = (1, 5)


def nobody(language: Language) -> html.Div:
    """No contact says who served."""
    return notice(texts.NOBODY.text(language), texts.NEEDED_COLUMN.text(language))


def people_finding(
    spread: pl.DataFrame, quality: pl.DataFrame, factors: pl.DataFrame, view: View, selection: Selection
) -> html.Div:
    """The tier in which agents surely differ most in satisfaction, what stands out, what goes with it."""
    language = selection.language
    known = spread.filter(figure=CSAT).drop_nulls("between").sort("between_low", "n", descending=True)
    looks = quality.height - quality["z"].null_count()
    count = quality.height - quality["stands_out"].null_count()
    beneath = texts.LOOKS.text(language, looks=show_count(looks), count=show_count(count))
    if known.is_empty():
        return sentence(texts.DIFFER_NOT.text(language), beneath)
    row = known.row(0, named=True)
    low, high = row["between_low"], row["between_high"]
    title = texts.DIFFER_NOT.text(language)
    if low > 0:
        between = show_estimate(row["between"], low, high, "score", language)
        title = texts.DIFFER.text(
            language, tier=terms.tier_name(row["contact_tier"], language), between=between
        )
    sure = texts.SURE.text(
        language,
        interval=show_interval(low, high, "score", language),
        n=show_count(row["n"]),
        agents=show_count(row["agents"]),
        period=show_period(*view.days, language),
    )
    return sentence(title, sure, _factor(factors, language), beneath)


def people_cards(load: Row, people: pl.DataFrame, selection: Selection) -> list[html.Article]:
    """Agents, contacts per hour, occupancy, and what staff say of their work."""
    language = selection.language
    contacts = texts.IN_DAYS.text(language, n=show_count(load["contacts"]))
    days = texts.DAYS_OF.text(language, n=show_count(load["agent_days"]))
    return [
        _card(texts.AGENTS, show_count(load["agents"]), "", contacts, language),
        _figure_card(texts.PER_HOUR, load, "contacts_per_hour", "score", days, language),
        _figure_card(texts.OCCUPANCY, load, "occupancy", "share", days, language),
        _said_card(texts.OWN, people, "satisfaction", language),
        _said_card(texts.LOAD, people, "load", language),
    ]


def _factor(factors: pl.DataFrame, language: Language) -> str:
    """Those that satisfaction surely goes with."""
    clear = factors.filter((pl.col("low") > 0) | (pl.col("high") < 0))
    return " ".join(
        texts.FACTOR.text(
            language,
            factor=_sentence_case(texts.FACTORS[row["factor"]].text(language)),
            slope=show_estimate(abs(row["slope"]), row["low"], row["high"], "score", language),
            direction=(texts.HIGHER if row["slope"] > 0 else texts.LOWER).text(language),
            interval=show_interval(row["low"], row["high"], "score", language),
        )
        for row in clear.iter_rows(named=True)
    )


def _sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]


def _figure_card(
    name: Words, load: Row, figure: str, unit: Any, footer: str, language: Language
) -> html.Article:
    value, low, high = (load[f"{figure}{end}"] for end in ("", "_low", "_high"))
    if value is None or low is None:
        return _card(name, "–", texts.NO_TIMES.text(language) if value is None else "", footer, language)
    interval = show_interval(low, high, unit, language)
    return _card(name, show_estimate(value, low, high, unit, language), interval, footer, language)


def _said_card(name: Words, people: pl.DataFrame, said: str, language: Language) -> html.Article:
    answers = people[said].drop_nulls()
    total, squares = answers.sum(), (answers**2).sum()
    value, low, high = pl.select(
        **mean(pl.lit(total), pl.lit(squares), pl.lit(answers.len()), *_SCALE)._asdict()
    ).row(0)
    if low is None:
        return _card(name, "–", "", texts.NOT_ASKED.text(language), language)
    shown = show_estimate(value, low, high, "score", language)
    footer = texts.SAID_BY.text(language, n=show_count(answers.len()))
    return _card(name, shown, show_interval(low, high, "score", language), footer, language)


def _card(name: Words, value: str, note: str, footer: str, language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted")] if note else []
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer)])
