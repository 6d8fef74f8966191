"""What goes wrong in money a year, in words."""

from collections.abc import Mapping

from analytics.drivers.declared import DRIVERS
from analytics.money.money_a_year import (
    AFTER_FAILURES,
    AVOIDABLE,
    DRIVER,
    LEAVING,
    REFUNDED_AFTER,
    REFUNDS,
)
from warehouse.words import Language, Words

ITEMS: Mapping[str, Words] = {
    LEAVING: Words("이탈 전체", "All leaving"),
    AVOIDABLE: Words("줄일 수 있는 접점", "Avoidable contacts"),
    "failed": Words("실패한 접점", "Failed contacts"),
    "handed_over": Words("넘긴 접점", "Contacts handed over"),
    "asked_again": Words("다시 말해야 했던 접점", "Contacts with something said again"),
    "no_show": Words("오지 않은 예약", "Bookings nobody came to"),
    AFTER_FAILURES: Words("실패 뒤 더 생긴 접점", "Further contacts after failures"),
    REFUNDS: Words("환불 전체", "All refunds"),
    REFUNDED_AFTER: Words("실패 뒤 더 생긴 환불", "Further refunds after failures"),
    **{
        f"{DRIVER}{name}": Words(f"이탈: {driver.label.ko}", f"Leaving: {driver.label.en}")
        for name, driver in DRIVERS.items()
    },
}
KINDS = {
    "value": Words("고객 가치", "customers' value"),
    "cost": Words("접점 비용", "cost of contacts"),
    "sales": Words("판매", "sales"),
}
ITEM = Words("항목", "Item")
KIND = Words("무엇의 돈", "Money of")
A_YEAR = Words("한 해", "A year")
RECORDS = Words("건수", "n")
VALUE_A_YEAR = Words("한 해에 떠나는 가치", "Value that leaves a year")
NOT_KNOWN = Words("자료에 없음", "not in the data")
TOO_FEW = Words("기록이 적음", "too few records")


def item_name(item: str, language: Language) -> str:
    """What an item of `money_a_year` is called."""
    return ITEMS[item].text(language)
