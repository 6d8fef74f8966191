"""The sentence on top, the key figures, and who is nearest where nobody has the id."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.customer.record import CustomerRecord, NoSuchCustomer
from analytics.customer.summary import sentences
from dashboard.address.links import to_customer, to_record
from dashboard.address.selection import Selection, Span
from dashboard.pages.customer import words as texts
from dashboard.pages.customer.event_words import is_broken_promise
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import terms
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count, show_seconds
from warehouse.settings import Settings
from warehouse.words import Language, Words

# Words that tell nothing are not set in large.
_NO_FIGURE = "–"


def finding(
    found: CustomerRecord | NoSuchCustomer | None, settings: Settings, selection: Selection, span: Span
) -> html.Div:
    """What is open and what came twice; where nobody has the id, whose are near it."""
    language = selection.language
    if settings.server.customer_records == "hidden":
        return notice(texts.HIDDEN.text(language), texts.HIDDEN_WAY.text(language))
    if found is None:
        return notice(texts.ASK.text(language), texts.ASK_MORE.text(language))
    if isinstance(found, NoSuchCustomer):
        return _nobody(found, selection)
    title, *more = (
        words.text(language) for words in sentences(found, settings.definitions.first_contact_days)
    )
    said = sentence(title, *more)
    if len(found.contacts):
        way = to_customer(found.customer_id, span, selection)
        link = dcc.Link(texts.ALL_CONTACTS.text(language), href=way)
        said.children = [*(said.children or []), html.P(link, className="small")]
    return said


def cards(record: CustomerRecord, selection: Selection) -> list[html.Article]:
    """Who it is, what they are worth, how much they went through and what is open."""
    language = selection.language
    return [
        _segment(record, language),
        _value(record, language),
        _contacts(record, language),
        _promises(record, language),
        _open(record, language),
        _rated(record, language),
    ]


def _nobody(found: NoSuchCustomer, selection: Selection) -> html.Div:
    language = selection.language
    said = notice(texts.NOBODY.text(language, given=found.given), "")
    links: list[Any] = [texts.NEAREST.text(language)]
    for place, customer_id in enumerate(found.nearest):
        links += [", "] if place else []
        links.append(dcc.Link(customer_id, href=to_record(customer_id, selection)))
    said.children = [said.children[0], *([html.P(links)] if found.nearest else [])]
    return said


def _segment(record: CustomerRecord, language: Language) -> html.Article:
    known = record.known
    joined, left = known.get("joined_on"), known.get("left_on")
    more = [texts.SINCE.text(language, day=joined)] if joined else []
    more += [texts.LEFT.text(language, day=left)] if left else []
    kind = known.get("customer_type")
    also = terms.value_name("customer_type", kind, language) if kind else ""
    return _card(texts.SEGMENT, known.get("segment"), " · ".join(more), also, language)


def _value(record: CustomerRecord, language: Language) -> html.Article:
    value = record.known.get("annual_value")
    bought = record.line.filter(pl.col("kind") == "purchase")
    sign = pl.when(pl.col("what") == "refund").then(-1).otherwise(1)
    amount = bought.select((pl.col("amount") * sign).sum()).item()
    note = texts.BOUGHT.text(language, count=show_count(len(bought)), amount=show_count(round(amount)))
    shown = None if value is None else show_count(round(value))
    return _card(texts.VALUE, shown, note if len(bought) else "", "", language)


def _contacts(record: CustomerRecord, language: Language) -> html.Article:
    contacts = record.contacts
    last, waits = contacts["at_local"].max(), contacts["wait_seconds"].drop_nulls()
    note = texts.LAST_CONTACT.text(language, moment=show_moment(last)) if last else ""  # type: ignore[arg-type]
    waited = (
        texts.WITH_WAITS.text(language, wait=show_seconds(float(waits.sum()), 1, language))
        if len(waits)
        else ""
    )
    return _card(texts.CONTACTS, show_count(len(contacts)), note, waited, language)


def _promises(record: CustomerRecord, language: Language) -> html.Article:
    promised = record.contacts.drop_nulls(["wait_seconds", "promised_wait_seconds"]).rows(named=True)
    broken = sum(map(is_broken_promise, promised))
    shown = show_count(broken) if promised else None
    note = texts.OF_PROMISES.text(language, count=show_count(len(promised))) if promised else ""
    return _card(texts.PROMISES, shown, note, "", language)


def _open(record: CustomerRecord, language: Language) -> html.Article:
    failures = record.open.filter(pl.col("open") == "failure").height
    note = texts.OPEN_OF.text(language, failures=failures, unresolved=len(record.open) - failures)
    return _card(texts.OPEN, show_count(len(record.open)), note if len(record.open) else "", "", language)


def _rated(record: CustomerRecord, language: Language) -> html.Article:
    scores = record.line.filter(pl.col("kind") == "answers").explode("scores").unnest("scores")
    rated = scores.filter(pl.col("item") == "csat")
    if rated.is_empty():
        return _card(texts.RATED, None, texts.NOT_RATED.text(language), "", language)
    latest = rated.row(0, named=True)
    moment = texts.RATED_AT.text(language, moment=show_moment(latest["at_local"]))
    return _card(texts.RATED, f"{latest['score']:g}", moment, "", language)


def _card(name: Words, value: str | None, note: str, footer: str, language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted")] if note else []
    beneath = footer or ("" if value or note else texts.NOT_KNOWN.text(language))
    return card(head, value or _NO_FIGURE, small, [html.Span(beneath)])
