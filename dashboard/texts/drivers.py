"""What the page on churn drivers says."""

from warehouse.words import Words

LEVEL = Words("{driver} · {level}", "{driver} · {level}")
FOREST = Words(
    "앞 달에 겪은 일과 다음 달 이탈 (오즈비)",
    "What was lived through in a month, and leaving in the next (odds ratio)",
)
FOREST_READING = Words(
    "1보다 오른쪽이면 이탈과 함께 나타납니다 · 선은 95 % 구간 · 흐린 점은 뚜렷하지 않음 · n은 그 일을"
    " 겪은 고객 × 달",
    "Right of 1: goes with leaving · lines are 95 % intervals · pale dots: not clear · n: customer-months"
    " with it",
)
ODDS_AXIS = Words("오즈비 (로그 눈금)", "Odds ratio (log scale)")
N = Words("{n}명·월", "n {n}")

WHAT_IF = Words("줄인다면", "What if")
WHAT_IF_READING = Words(
    "슬라이더를 왼쪽으로 옮기면 그보다 심한 일이 없었다고 봅니다. 서로와 {adjusted}을(를) 맞춘 것으로"
    " 충분할 때만 맞습니다.",
    "Move a slider to the left: nothing worse than that happens. Holds as far as the adjustments for each"
    " other and"
    " for {adjusted} suffice.",
)
AS_IT_IS = Words("지금대로", "as it is")
NOW_THEN = Words("한 달 이탈률 {now} → {then}", "Leaving per month {now} → {then}")
NOW_THEN_DETAIL = Words(
    "차이 {difference} (95 % 구간 {interval}) · 이탈의 {share} ({share_interval}) · {n}명·월",
    "Difference {difference} (95 % interval {interval}) · {share} ({share_interval}) of the leaving · {n}"
    " customer-months",
)
MOVE_A_SLIDER = Words("한 달 이탈률 {now}", "Leaving per month {now}")
MOVE_A_SLIDER_DETAIL = Words(
    "슬라이더를 움직이면 달라질 이탈률을 봅니다.", "Move a slider to see what leaving would be."
)

SHARES = Words("이탈 가운데 얼마나", "How much of the leaving")
SHARES_READING = Words(
    "왼쪽: 그 일이 없었다면 없을 이탈의 몫과 95 % 구간, 서로 겹칩니다 · 오른쪽: 설명하는 힘을 나눈 몫,"
    " 더하면 100 %",
    "Left: leaving that would not be there without it, with 95 % interval; shares overlap · right: how the"
    " explained part divides, adding up to 100 %",
)
ATTRIBUTABLE = Words("함께한 이탈의 몫", "Share of leaving")
SHAPLEY = Words("설명한 몫 (섀플리)", "Explained part (Shapley)")

PLACES = Words("{driver}: 어디에서 큰가", "{driver}: where it matters most")
PLACES_READING = Words(
    "그곳 접점이 마지막이었던 고객의 이탈 가운데 이 요인과 함께한 몫과 95 % 구간. 같은 접촉도의"
    " 평균과 뚜렷이 다를 때만 칠합니다.",
    "Share of the leaving after a last contact there that goes with the driver, with its 95 % interval."
    " Shaded only where clearly different from the average of the same tier.",
)
PICK_DRIVER = Words("요인", "Driver")
NO_PLACES = Words("이 요인은 곳마다 나누어 볼 수 없습니다.", "This driver cannot be told apart by place.")

CALIBRATION = Words("못 본 달에서 예측과 실제", "Predicted and real in unseen months")
CALIBRATION_READING = Words(
    "{trained}로 만들고 {tested}에서 확인. 예측 위험의 십분위, 선은 95 % 구간. 점선 위면 예측대로입니다.",
    "Fitted to {trained}, checked on {tested}. Tenths by predicted risk, lines are 95 % intervals; on the"
    " dotted line"
    " as predicted.",
)
EXPECTED = Words("예측한 한 달 이탈률", "Predicted leaving per month")
OBSERVED = Words("실제", "real")
CALIBRATION_NUMBERS = Words(
    "브라이어 {brier} (모두 같은 위험: {brier_of_one_rate}) · 로그 손실 {log_loss}"
    " ({log_loss_of_one_rate}) · 기울기 {slope}"
    " · 실제/예측 {ratio} · n {n}",
    "Brier {brier} (one risk for all: {brier_of_one_rate}) · log loss {log_loss} ({log_loss_of_one_rate})"
    " · slope"
    " {slope} · real/predicted {ratio} · n {n}",
)

AT_RISK = Words("{month}에 떠날 위험이 큰 고객", "Customers likely to leave in {month}")
AT_RISK_NONE = Words("위험이 큰 고객", "Customers at risk")
AT_RISK_READING = Words(
    "{month}의 경험으로 본 한 달 위험. 까닭은 이탈과 뚜렷하게 함께 나타나는 일만 적습니다. 위험이 같으면"
    " 연간 금액이 큰 고객이"
    " 먼저입니다.",
    "Risk within the month, by what was lived through in {month}. Reasons are what clearly goes with"
    " leaving. At equal"
    " risk the more valuable come first.",
)
RISK_COLUMNS = {
    "customer_id": Words("고객 번호", "Customer"),
    "hazard": Words("한 달 위험", "Risk a month"),
    "interval": Words("95 % 구간", "95 % interval"),
    "reasons": Words("까닭", "Reasons"),
    "segment": Words("고객 구분", "Segment"),
    "tenure": Words("이용 기간", "Tenure"),
    "department": Words("마지막 부서", "Last department"),
    "contact_tier": Words("접촉도", "Tier"),
    "last_contact_local": Words("마지막 접점", "Last contact"),
    "annual_value": Words("연간 금액", "Value a year"),
}
NO_REASON = Words("겪은 일 없음", "nothing lived through")
FILE_NAME = Words("위험고객_{month}.csv", "customers_at_risk_{month}.csv")

COINS = Words("동전 던지기는 50 %", "Tossing a coin: 50 %")
NOT_CHECKED = Words("확인하지 못함", "Not checked")
NO_MODEL = Words("이탈 요인을 볼 수 없습니다.", "Churn drivers cannot be shown.")
DATES = Words(
    "기간을 고르지 않으면 온전한 달을 모두 봅니다. 고르면 그 기간이 닿는 달만 봅니다.",
    "Without picked dates all complete months are looked at; with them, the months they touch.",
)
LESS = Words("평균보다 작음", "less than average")
MORE = Words("평균보다 큼", "more than average")
