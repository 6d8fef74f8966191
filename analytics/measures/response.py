"""How many customers say anything when asked."""

from collections.abc import Sequence

import polars as pl

from analytics.estimators import after, share
from analytics.marts.mart import CONTACTS_AND_RESPONSES
from analytics.measures import behind
from analytics.measures.measure import InSql, Measure
from analytics.measures.methods import WILSON
from analytics.reading import Counts, sums
from warehouse.words import Words

_ANSWERED = share(pl.min_horizontal("responses", "contacts"), pl.col("contacts"))


def _where_asked(counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Where no questionnaire names a contact at all, nothing is known of who answers: no rate, not 0 %."""
    whole = counts.group_by(keys).agg(pl.col("responses", "contacts").sum())
    return whole if whole["responses"].sum() else whole.clear()


RESPONSE_RATE = Measure(
    name="response_rate",
    label=Words("설문 응답률", "Survey response rate"),
    meaning=Words(
        "이루어진 접점(포기 제외) 가운데 설문 응답이 들어온 비율입니다. 접점 번호가 있는 설문만 셀 수 "
        "있으므로 실제보다 낮을 수 있고, 마지막 며칠의 접점에는 응답이 더 올 수 있습니다. 날짜는 접점의 "
        "날짜입니다.",
        "The share of contacts that took place (not abandoned) about which a questionnaire was answered. "
        "Only questionnaires that name their contact can count, so the true rate may be higher, and "
        "contacts of the last days may still be answered. Days are those of the contact.",
    ),
    formula=Words(
        "접점 번호가 있는 설문 ÷ 포기(abandoned)가 아닌 접점",
        "questionnaires that name a contact ÷ contacts not abandoned",
    ),
    unit="share",
    direction="higher",
    needs=Words("접점 번호(contact_id)가 있는 설문 응답", "answers that name their contact (contact_id)"),
    interval=WILSON,
    source="Response rate 1 of AAPOR (2023), Standard Definitions, every contact taken as asked; interval: "
    "Wilson (1927), Journal of the American Statistical Association 22",
    contacts_behind=behind.WITH_ANSWERS,
    counts=Counts(
        CONTACTS_AND_RESPONSES.name,
        sums("responses", "contacts"),
    ),
    in_sql=InSql(
        "least(sum(responses), sum(contacts)) / nullif(sum(contacts), 0)", "sum(contacts)", "sum(contacts)"
    ),
    estimate=after(_where_asked, _ANSWERED),
)

MEASURES = (RESPONSE_RATE,)
