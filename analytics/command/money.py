"""The verbs `worth`, `value` and `purchases`."""

from typing import TYPE_CHECKING, Annotated

import typer

from analytics.command.options import EVERYTHING, Config, Printed, Raw, over_a_view
from analytics.view import View
from warehouse.asking import asked
from warehouse.printing import Format, print_rows
from warehouse.verbs import settings_of
from warehouse.visible import tell
from warehouse.words import Words

if TYPE_CHECKING:
    from analytics.money.refunds import Refunds
    from warehouse.settings import Settings

_OVERLAP = Words(
    "항목은 서로 겹치므로 더하지 않습니다. 이탈과 함께 나타나는 것이 그 원인이라는 뜻은 아닙니다.",
    "Items overlap and do not add up. What goes with leaving need not be what it comes of.",
)
_AHEAD = Words(
    "{years}년 안의 가치를 해마다 {rate}씩 낮추어 셉니다. 이탈은 {first:%Y-%m} – {last:%Y-%m}의 것입니다.",
    "Value within {years} years, what comes later discounted by {rate} a year; leaving as in {first:%Y-%m} – "
    "{last:%Y-%m}.",
)
_LIKELIER = Words(
    "회복되지 않은 실패 뒤에는 환불이 {ratio:.2f}배 ({low:.2f} – {high:.2f}) 잦습니다.",
    "After a failure that was not recovered refunds are {ratio:.2f} times as frequent ({low:.2f} – "
    "{high:.2f}).",
)


@over_a_view
def worth(
    rules: Annotated[
        bool, typer.Option("--rules", help="Rules of thumb of the trade beside your own figures.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What goes wrong, in money a year, most first: leaving and its drivers, avoidable contacts, refunds."""
    from analytics.money.money_a_year import money_a_year
    from analytics.money.rules_of_thumb import rules_of_thumb

    settings = settings_of(config)
    if rules:
        print_rows(asked(settings, rules_of_thumb, view), printed, raw=raw)
        return
    print_rows(asked(settings, money_a_year, view), printed, raw=raw)
    tell(_OVERLAP.text(settings.language))


@over_a_view
def value(
    lost: Annotated[
        bool, typer.Option("--lost", help="Of those who left, a year, by the causes that they name.")
    ] = False,
    serving: Annotated[
        bool, typer.Option("--serving", help="Tenths of customers by value: cost to serve and care.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What customers are worth: yearly value times the discounted years that they will stay."""
    from analytics.money.lifetime_value import lifetime_value
    from analytics.money.lost import value_lost
    from analytics.money.serving import serving as read_serving

    if lost and serving:
        raise typer.BadParameter("--lost and --serving print different rows: give one of them.")
    settings = settings_of(config)
    if lost or serving:
        rows = asked(settings, value_lost if lost else read_serving, view)
        print_rows(rows, printed, beside=[name for name in rows.columns if _is_beside(name)], raw=raw)
        return
    found = asked(settings, lifetime_value, view)
    rows = found.groups.vstack(found.whole)
    print_rows(rows, printed, beside=[name for name in rows.columns if _is_beside(name)], raw=raw)
    if found.prospects is not None:
        first, last = found.prospects.months
        rate = f"{100 * settings.money.discount_rate:g} %"
        years = settings.money.horizon_years
        tell(_AHEAD.text(settings.language).format(years=years, rate=rate, first=first, last=last))


@over_a_view
def purchases(
    refunds: Annotated[
        bool, typer.Option("--refunds", help="Refunds after failures, beside those of other days.")
    ] = False,
    view: View = EVERYTHING,
    printed: Printed = Format.table,
    raw: Raw = False,
    config: Config = None,
) -> None:
    """What is bought: the first time, again, something else, more of it; at contacts or not; and refunds."""
    from analytics.money.bought import bought
    from analytics.money.refunds import refunds_after_failures

    settings = settings_of(config)
    if not refunds:
        rows = asked(settings, bought, view)
        print_rows(rows, printed, beside=("share_low", "share_high", "note"), raw=raw)
        return
    found = asked(settings, refunds_after_failures, view)
    print_rows(found.frame.drop("squares"), printed, raw=raw)
    _tell_ratio(found, settings)


def _tell_ratio(found: "Refunds", settings: "Settings") -> None:
    if found.ratio is not None:
        ratio, low, high = found.ratio
        tell(_LIKELIER.text(settings.language).format(ratio=ratio, low=low, high=high))


def _is_beside(name: str) -> bool:
    return name.endswith(("_low", "_high", "_n")) or name in ("n", "note", "losing")
