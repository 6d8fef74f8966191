"""What the figures on churn drivers mean: for people, one click away from every figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse.words import Words


@dataclass(frozen=True)
class Explained:
    """A figure's name, what it means, how it is computed, how its interval comes about, and its source."""

    label: Words
    meaning: Words
    formula: Words
    interval: Words
    source: str


_ROBUST = Words(
    "95 % 구간. 같은 부서와 달의 고객이 서로 닮은 만큼 넓힙니다(묶음별 잭나이프, 자유도 = 묶음 수 − 1의 t).",
    "95 % interval, as wide as customers of one department and month are alike (jackknife over these"
    " clusters, t with clusters − 1 degrees of freedom).",
)

FIGURES: Mapping[str, Explained] = MappingProxyType(
    {
        "left": Explained(
            Words("떠난 고객", "Customers who left"),
            Words("모형이 보는 달에 떠난 고객 수입니다.", "Customers who left in the months of the model."),
            Words("이탈한 고객을 셉니다.", "Leavers are counted."),
            Words("푸아송 평균의 정확한 95 % 구간.", "Exact 95 % interval of a Poisson mean."),
            "Garwood 1936",
        ),
        "at_risk": Explained(
            Words("고객 × 달", "Customer-months at risk"),
            Words(
                "달마다 떠날 수 있었던 고객 수를 더한 것입니다.",
                "Customers who could have left, added up over the months.",
            ),
            Words("달별 고객 수의 합.", "The sum of each month's customers."),
            Words("센 값이므로 구간이 없습니다.", "A count of what there was; it has no interval."),
            "Singer and Willett 2003",
        ),
        "rate": Explained(
            Words("한 달 이탈률", "Leaving per month"),
            Words("한 고객이 한 달에 떠날 확률입니다.", "The chance that a customer leaves within a month."),
            Words("떠난 고객 ÷ (고객 × 달).", "Customers who left / customer-months at risk."),
            _ROBUST,
            "Singer and Willett 2003",
        ),
        "share": Explained(
            Words("모든 요인과 함께한 이탈", "Leaving that goes with all drivers"),
            Words(
                "아무도 이 요인들을 겪지 않고 나머지가 그대로일 때 없을 이탈의 몫입니다. 맞춘 것으로"
                " 충분할 때만 그렇게 읽습니다.",
                "The part of the leaving that would not be there if nobody had these drivers and all else"
                " stayed, as far as the adjustments suffice.",
            ),
            Words("1 − Σ 요인을 없앤 예측 ÷ Σ 예측.", "1 − Σ predicted without the drivers / Σ predicted."),
            _ROBUST,
            "Greenland and Drescher 1993",
        ),
        "auc": Explained(
            Words("못 본 달에서 가려내는 힘", "Telling leavers in unseen months"),
            Words(
                "앞선 달로 만든 모형이 뒤 달에서, 떠난 고객과 남은 고객 한 쌍 가운데 떠난 쪽에 더 높은"
                " 위험을 준 비율입니다. 50 %면 동전 던지기와 같습니다.",
                "Fitted to earlier months, how often the model gave the leaver of a pair of a leaver and"
                " a stayer in later months the higher risk. 50 % is tossing a coin.",
            ),
            Words("뒤 3분의 1 달의 AUC.", "The AUC in the last third of the months."),
            Words("95 % 구간 (DeLong).", "95 % interval (DeLong)."),
            "DeLong, DeLong and Clarke-Pearson 1988",
        ),
        "odds": Explained(
            Words("오즈비", "Odds ratio"),
            Words(
                "앞 달에 그 일을 겪은 고객의 이탈 오즈가 겪지 않은 고객의 몇 배인지입니다. 1이면 차이가"
                " 없습니다.",
                "How many times the odds of leaving are those of customers without it, for customers who"
                " lived through it in the month before. 1 is no difference.",
            ),
            Words(
                "월별 이탈의 로짓 모형. 앞 달의 경험만 봅니다.",
                "Logit model of leaving month by month, on what was lived through in the month before only.",
            ),
            _ROBUST,
            "Allison 1982; MacKinnon, Nielsen and Webb 2023; Holm 1979",
        ),
        "places": Explained(
            Words("곳마다의 몫", "Share by place"),
            Words(
                "마지막 접점이 그 부서와 접촉도였던 고객의 이탈 가운데 이 요인과 함께한 몫입니다. 계수는"
                " 모두 같고, 겪은 빈도만 다릅니다.",
                "The part of the leaving after a last contact there that goes with the driver. The odds"
                " ratios are the same everywhere; how often it happens is not.",
            ),
            Words(
                "1 − Σ 요인을 없앤 예측 ÷ Σ 예측, 곳마다.",
                "1 − Σ predicted without the driver / Σ predicted, by place.",
            ),
            _ROBUST,
            "Greenland and Drescher 1993",
        ),
    }
)
