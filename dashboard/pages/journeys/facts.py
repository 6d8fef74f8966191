"""The sentence on top and the key figures."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.customer_sample import EVERYBODY, said_of_sample, show_per_mille
from analytics.journeys.found import Journeys
from analytics.journeys.rules import verdict_of
from analytics.journeys.tables import MOST_CONTACTS
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.journeys import words as texts
from dashboard.pages.journeys.shown import Row, less_by, narrowed_to, show_part, touchpoint_name
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import MINUS, show_count
from warehouse.settings import Settings
from warehouse.words import Language


def is_empty(found: Journeys) -> bool:
    """Whether there are no journeys."""
    return found.days is None or not found.counts["journeys"][0]


def spoiler_of(found: Journeys) -> Row | None:
    """The touchpoint that spoils journeys most, of those that surely do."""
    sure = found.touchpoints.filter("spoils")
    return sure.row(0, named=True) if sure.height else None


def journeys_finding(found: Journeys, settings: Settings, language: Language) -> html.Div:
    """Whether the product tells satisfaction best, what spoils journeys, and what a journey is."""
    if found.days is None or is_empty(found):
        return notice(texts.NOBODY.text(language), texts.NEEDED.text(language))
    counts, spoiler = found.counts.row(0, named=True), spoiler_of(found)
    spoiled = texts.NOTHING_SPOILS.text(language)
    if spoiler:
        less, interval = less_by(spoiler)
        words = {"touchpoint": touchpoint_name(spoiler), "less": less, "interval": interval}
        spoiled = texts.SPOILED.text(language, **words)
    told = [said_of(found.rules, outcome, language) for outcome in texts.OUTCOMES]
    reason = texts.SAME_REASON.text(language) if settings.journeys.joined_by == "reason" else ""
    numbers = {name: show_count(counts[name]) for name in ("journeys", "contacts")}
    period = show_period(found.days.starts, found.days.until, language)
    gap = settings.journeys.gap_days
    defined = texts.DEFINED.text(language, gap=gap, reason=reason, period=period, **numbers)
    end = texts.END_WHOLE if counts["as_a_whole"] else texts.END_ANSWER
    scored = texts.SCORED.text(
        language,
        own=show_part(counts["own"]),
        least=show_count(settings.definitions.small_n),
        end=end.text(language),
    )
    drawn = said_of_sample(found.days.per_mille, MOST_CONTACTS, language)
    return sentence(told[0], f"{told[1]} {spoiled}", defined, *drawn, scored)


def said_of(rules: pl.DataFrame, outcome: str, language: Language) -> str:
    """What can be told of the product by an outcome."""
    name, verdict = texts.OUTCOMES[outcome].text(language), verdict_of(rules, outcome)
    if verdict is None:
        notes = rules.filter(outcome=outcome)["note"].drop_nulls()
        why = texts.WHY[notes[0] if notes.len() else "not_in_data"].text(language)
        return texts.NO_VERDICT.text(language, outcome=name, why=why)
    kind, named = verdict
    rule = _rule(named[0], language) if named else ""
    listed = ", ".join(_rule(one, language) for one in named)
    return texts.VERDICTS[kind].text(language, outcome=name, rule=rule, rules=listed)


def journeys_cards(found: Journeys, settings: Settings, there: Selection) -> list[html.Article]:
    """How many journeys, how long, what tells each outcome best, and what spoils them."""
    if is_empty(found):
        return []
    language, counts = there.language, found.counts.row(0, named=True)
    several, spoiler = counts["several"], spoiler_of(found)
    share = show_part(several / counts["journeys"])
    still = texts.STILL_OPEN.text(language, open=show_count(counts["open"]))
    notes = [texts.JOURNEYS_NOTE.text(language, several=show_count(several), share=share)]
    if found.days is not None and found.days.per_mille < EVERYBODY:
        notes.append(figure_words.SAMPLE.text(language, share=show_per_mille(found.days.per_mille)))
    gap = texts.LENGTH_NOTE.text(language, gap=settings.journeys.gap_days)
    length = f"{counts['contacts'] / counts['journeys']:.2f}"
    best = [
        _best(found.rules, outcome, name, language)
        for outcome, name in (
            ("satisfaction", texts.BY_SATISFACTION.text(language)),
            ("staying", texts.BY_STAYING.text(language)),
        )
    ]
    return [
        _card(texts.JOURNEYS.text(language), show_count(counts["journeys"]), notes, [still]),
        _card(texts.LENGTH.text(language), length, [gap], []),
        *best,
        *([_spoiler(spoiler, there)] if spoiler else []),
    ]


def _best(rules: pl.DataFrame, outcome: str, name: str, language: Language) -> html.Article:
    verdict = verdict_of(rules, outcome)
    later = rules.filter(outcome=outcome)["later"]
    judged = texts.JUDGED.text(language, n=show_count(later[0] if later.len() else 0))
    if verdict is None:
        return _card(name, texts.NO_FIGURE.text(language), [said_of(rules, outcome, language)], [])
    kind, named = verdict
    told = rules.filter(pl.col("outcome") == outcome).drop_nulls("difference")
    # What it is hardest to tell from, unless another is better.
    nearest = told.sort(pl.col("difference").abs() if kind != "product" else "difference")
    rival = told.filter(rule=named[0]) if kind == "other" else nearest
    best = {"product": "product", "unsure": "", "other": named[0] if named else ""}[kind]
    answer = _rule(best, language) if best else texts.NOT_TOLD.text(language)
    value, notes = _ahead(rival.row(0, named=True), language)
    return _card(f"{name}: {answer}", value, [*notes, judged], [])


def _ahead(row: Row, language: Language) -> tuple[str, list[str]]:
    """By how much the product is ahead of a rule, which rule that is, and the interval."""
    value, low, high = (f"{row[end]:+.1f}".replace("-", MINUS) for end in ("difference", "low", "high"))
    return value, [f"{low} – {high}", texts.AGAINST.text(language, rule=_rule(row["rule"], language))]


def _spoiler(row: Row, there: Selection) -> html.Article:
    language = there.language
    less, interval = less_by(row)
    note = texts.SPOILER_NOTE.text(language, less=interval)
    href = to_contacts("contacts", narrowed_to(row, there))
    link = dcc.Link(figure_words.SEE_CONTACTS.text(language), href=href)
    n = texts.OF_JOURNEYS.text(language, n=show_count(row["journeys"]))
    name = f"{texts.SPOILER.text(language)}: {touchpoint_name(row)}"
    return _card(name, f"{MINUS}{less}", [note], [n, link])


def _rule(rule: str, language: Language) -> str:
    name = texts.RULES[rule].text(language)
    return name if language == "ko" else name.lower()


def _card(name: str, value: str, notes: Sequence[str], footer: Sequence[Any]) -> html.Article:
    head = html.P(name, className="card-name small")
    small = [html.P(note, className="small muted") for note in notes if note]
    return card(head, value, [*small, html.Div(className="course")], [html.Span(part) for part in footer])
