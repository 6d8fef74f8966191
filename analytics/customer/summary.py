"""What is said of a customer's record in sentences, and its line as plain rows."""

from collections.abc import Iterator

import polars as pl

from analytics.customer.record import CustomerRecord
from analytics.drivers.at_risk import CustomersAtRisk
from warehouse.words import Words

_IN_ALL = Words(
    "고객 {customer}: 접점 {contacts}건, 열린 일 {open}건.",
    "Customer {customer}: contacts {contacts}, open matters {open}.",
)
_OPEN = Words(
    "회복되지 않은 실패 {failures}건, 이어진 접점이 없는 미해결 {unresolved}건.",
    "Failures not recovered {failures}, unresolved without a later contact {unresolved}.",
)
_AGAIN = Words(
    "다시 말해야 했던 접점 {asked}건, {days}일 안에 같은 이유로 다시 온 접점 {same}건.",
    "Contacts in which something had to be said again {asked}, for the same reason in {days} days {same}.",
)
_LEFT = Words("{day}에 떠났습니다.", "Left on {day}.")
_UNKNOWN = Words("고객 기록에는 없는 번호입니다.", "The customer records do not hold this id.")
_RISK = Words(
    "{month}에 떠날 위험 {risk} (95 % 구간 {low} – {high}).",
    "Risk of leaving in {month}: {risk} (95 % interval {low} – {high}).",
)
_REASONS = Words("이탈과 함께 나타나는 일: {reasons}.", "Goes with leaving: {reasons}.")
_NO_REASON = Words(
    "이탈과 뚜렷하게 함께 나타나는 일을 겪지 않았습니다.", "Nothing lived through clearly goes with leaving."
)
_NO_RISK = Words(
    "떠났거나 이탈 모형이 보는 고객이 아니어서 위험을 말할 수 없습니다.",
    "Has left, or is not among the customers that the model of leaving looks at: no risk can be told.",
)


def sentences(record: CustomerRecord, within_days: int) -> Iterator[Words]:
    """Who it is, what is open and what came twice; nothing of what there is none of.

    within_days: settings.definitions.first_contact_days, as the record was read with.
    """
    opened, again = _counts(record.open, "open"), _counts(record.repeated, "again")
    yield _filled(_IN_ALL, customer=record.customer_id, contacts=len(record.contacts), open=len(record.open))
    if opened:
        yield _filled(_OPEN, failures=opened.get("failure", 0), unresolved=opened.get("unresolved", 0))
    if again:
        asked, same = again.get("asked_again", 0), again.get("same_reason", 0)
        yield _filled(_AGAIN, asked=asked, same=same, days=within_days)
    if not record.known:
        yield _UNKNOWN
    elif record.known["left_on"] is not None:
        yield _filled(_LEFT, day=record.known["left_on"])


def risk_sentences(risk: CustomersAtRisk) -> Iterator[Words]:
    """The risk with its interval, and what goes with it; else why there is none. risk: of one customer."""
    if risk.customers.is_empty() or risk.month is None:
        yield _NO_RISK
        return
    row = risk.customers.row(0, named=True)
    chances = {name: f"{100 * row[name]:.1f} %" for name in ("low", "high")}
    yield _filled(_RISK, month=f"{risk.month:%Y-%m}", risk=f"{100 * row['hazard']:.1f} %", **chances)
    if row["reasons_ko"]:
        yield Words(
            _REASONS.ko.format(reasons=row["reasons_ko"]), _REASONS.en.format(reasons=row["reasons_en"])
        )
    else:
        yield _NO_REASON


def line_rows(record: CustomerRecord) -> pl.DataFrame:
    """The line with its scores as one text, and `open` and `again` of the contacts that have them."""
    score = pl.element().struct.field("score")
    scores = pl.format("{} {}", pl.element().struct.field("item"), score)
    marks = [
        found.select("id", "kind", name)
        for found, name in ((record.open, "open"), (record.repeated, "again"))
    ]
    marked = record.line
    for mark in marks:
        marked = marked.join(mark, on=["kind", "id"], how="left", maintain_order="left")
    return marked.with_columns(pl.col("scores").list.eval(scores).list.join(", "))


def _counts(rows: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(rows.group_by(column).len().iter_rows())


def _filled(words: Words, **values: object) -> Words:
    return Words(*(text.format(**values) for text in words))
