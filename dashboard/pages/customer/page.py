"""Customer record: all that is known of one customer, on one time line."""

import duckdb
from dash import html

from analytics.customer.record import CustomerRecord, NoSuchCustomer, customer_record
from analytics.customer.summary import risk_sentences
from analytics.drivers.at_risk import CustomersAtRisk, at_risk_by
from analytics.drivers.months import month_before
from analytics.view import View
from dashboard.address.links import CUSTOMER
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.customer import facts
from dashboard.pages.customer import words as texts
from dashboard.pages.customer.id_field import ID_FIELD
from dashboard.pages.customer.line_chart import HEIGHT, line_chart
from dashboard.pages.customer.tables import again_table, behind_line, line_table, open_table
from dashboard.parts.leaving_model import leaving_model
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.settings import Settings
from warehouse.words import Words


def _found(reading: Reading, selection: Selection) -> CustomerRecord | NoSuchCustomer | None:
    """Nothing where no id was given, or where the settings hide records."""
    if selection.customer is None or reading.settings.server.customer_records == "hidden":
        return None
    return reading.ask(customer_record, selection.customer)


def _record(reading: Reading, selection: Selection) -> CustomerRecord:
    found = _found(reading, selection)
    assert isinstance(found, CustomerRecord)
    return found


def _is_empty(reading: Reading, selection: Selection, _span: Span) -> bool:
    return not isinstance(_found(reading, selection), CustomerRecord)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return facts.finding(_found(reading, selection), reading.settings, selection, span)


def _cards(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    found = _found(reading, selection)
    return facts.cards(found, selection) if isinstance(found, CustomerRecord) else []


def _line(reading: Reading, selection: Selection, span: Span) -> Drawn:
    record, language = _record(reading, selection), selection.language
    behind = behind_line(record.line, language).at(record.customer_id).over(span)
    return Drawn(texts.LINE_CHART.text(language), line_chart(record, selection), behind)


def _risk_of(reading: Reading, customer_id: str) -> CustomersAtRisk:
    """By the model that is kept for all customers."""
    model = leaving_model(reading, View())

    def of_one(connection: duckdb.DuckDBPyConnection, settings: Settings, one: str) -> CustomersAtRisk:
        return at_risk_by(connection, settings, model, 1, View(), customer_id=one)

    return reading.ask(of_one, customer_id)


def _risk(reading: Reading, selection: Selection, _span: Span) -> Laid:
    """What the model of leaving says of customers like this one."""
    language = selection.language
    found = _risk_of(reading, _record(reading, selection).customer_id)
    said = [html.P(words.text(language)) for words in risk_sentences(found)]
    month = f"{month_before(found.month):%Y-%m}" if found.month else ""
    basis = texts.RISK_BASIS.text(language, month=month) if len(found.customers) else ""
    return Laid(texts.RISK.text(language), html.Div([*said, html.P(basis, className="small muted")]))


def _open(reading: Reading, selection: Selection, _span: Span) -> Laid:
    record, language = _record(reading, selection), selection.language
    return Laid(texts.OPEN_TITLE.text(language), open_table(record, language))


def _again(reading: Reading, selection: Selection, _span: Span) -> Laid:
    record, language = _record(reading, selection), selection.language
    days = reading.settings.definitions.first_contact_days
    return Laid(texts.AGAIN_TITLE.text(language), again_table(record, days, language))


def _events(reading: Reading, selection: Selection, span: Span) -> Laid:
    record, language = _record(reading, selection), selection.language
    behind = behind_line(record.line, language).at(record.customer_id).over(span)
    return Laid(texts.LINE_TITLE.text(language), line_table(record, language), behind)


PAGE = Page(
    key="customer",
    path=CUSTOMER,
    name=Words("고객 기록", "Customer record"),
    group="customers",
    records=("contacts", "answers", "customers", "purchases"),
    above=[ID_FIELD],
    finding=_finding,
    cards=_cards,
    card_count=6,
    is_empty=_is_empty,
    parts=[
        Chart("customer-line", _line, HEIGHT, texts.LINE_CAPTION),
        Row(
            [
                Table("customer-open", _open, is_words=True),
                Table("customer-again", _again, is_words=True),
            ]
        ),
        Table("customer-risk", _risk, is_words=True),
        Table("customer-events", _events),
    ],
    filters=(),
    record_of=texts.RECORD_OF,
)
