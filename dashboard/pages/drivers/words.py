"""What the page on churn drivers says."""

from warehouse.words import Words

LEVEL = Words("{driver} · {level}", "{driver} · {level}")
FOREST = Words(
    "한 달 동안 겪은 일과 다음 달 이탈 (오즈비)",
    "What customers lived through in one month, and leaving in the next (odds ratio)",
)
FOREST_CAPTION = Words(
    "1보다 오른쪽이면 이탈과 함께 나타납니다 · 선은 95 % 구간 · 흐린 점은 뚜렷하지 않음 · n은 그 일을 "
    "겪은 고객·월의 수",
    "Right of 1: goes with leaving · lines are 95 % intervals · pale dots: not clear · n: "
    "customer-months with the experience",
)
ODDS_AXIS = Words("오즈비 (로그 눈금)", "Odds ratio (log scale)")
N = Words("{n}명·월", "n {n}")

WHAT_IF = Words("줄인다면", "What if")
WHAT_IF_CAPTION = Words(
    "슬라이더를 왼쪽으로 옮기면 그보다 심한 일은 없다고 가정합니다. 다른 요인과 {adjusted}에 대한 "
    "보정으로 충분할 때만 맞습니다.",
    "Move a slider to the left to assume that nothing worse happens. The answer holds only if the "
    "adjustments for the other drivers and for {adjusted} are enough.",
)
AS_IT_IS = Words("지금대로", "as now")
NOW_THEN = Words("한 달 이탈률 {now} → {then}", "Leaving per month {now} → {then}")
NOW_THEN_DETAIL = Words(
    "차이 {difference} (95 % 구간 {interval}) · 전체 이탈의 {share} ({share_interval}) · {n}명·월",
    "Difference {difference} (95 % interval {interval}) · {share} ({share_interval}) of all leaving · "
    "{n} customer-months",
)
MOVE_A_SLIDER = Words("한 달 이탈률 {now}", "Leaving per month {now}")
MOVE_A_SLIDER_DETAIL = Words(
    "슬라이더를 움직이면 이탈률이 어떻게 달라질지 보여 줍니다.",
    "Move a slider to see how leaving would change.",
)

SHARES = Words("이탈에서 차지하는 몫", "How much of the leaving goes with each driver")
MONEY_A_YEAR = Words("한 해에 함께 떠나는 가치", "Value that leaves with it a year")
NAME_AND_MONEY = Words("{name} · 한 해 {money}", "{name} · {money} a year")
SAVED = Words(
    "한 해에 떠나는 고객 가치로는 {money} (95 % 구간 {interval}).",
    "In customers' value that leaves a year: {money} (95 % interval {interval}).",
)
SHARES_CAPTION = Words(
    "이름 옆: 그 몫에 한 해에 떠나는 고객 가치를 곱한 금액 · 왼쪽: 그 일이 없었다면 없었을 이탈의 몫과 "
    "95 % 구간(서로 겹침) · 오른쪽: 모형이 설명하는 부분을 "
    "요인별로 나눈 몫(합계 100 %)",
    "Beside the name: that share of the customers' value that leaves a year · "
    "left: the share of leaving that would be absent without the driver, with its 95 % interval; "
    "these shares overlap · right: how the explained part divides among the drivers, adding up to 100 "
    "%",
)
ATTRIBUTABLE = Words("함께 나타난 이탈의 몫", "Share of leaving")
SHAPLEY = Words("설명하는 몫 (섀플리)", "Share of explained part (Shapley)")

PLACES = Words("{driver}: 어디에서 두드러지나", "{driver}: where it matters most")
PLACES_CAPTION = Words(
    "마지막 접점이 그곳이었던 고객의 이탈 가운데 이 요인과 함께 나타난 몫과 95 % 구간. 같은 접촉도의 "
    "평균과 뚜렷이 다를 때만 칠합니다.",
    "Of the leaving after a last contact there, the share that goes with the driver, with its 95 % "
    "interval. Shaded only where it clearly differs from the average of the same tier.",
)
PICK_DRIVER = Words("요인", "Driver")
NO_PLACES = Words(
    "이 요인은 부서와 접촉도로 나누어 볼 수 없습니다.",
    "This driver cannot be broken down by department and tier.",
)

CALIBRATION = Words(
    "모형이 보지 않은 달의 예측과 실제", "Predicted and actual leaving in months the model has not seen"
)
CALIBRATION_CAPTION = Words(
    "{trained}의 자료로 만들고 {tested}에서 확인했습니다. 예측 위험으로 나눈 열 집단이며, 선은 95 % "
    "구간입니다. 점이 점선에 놓이면 예측대로입니다.",
    "Fitted to {trained}, checked on {tested}. Ten groups by predicted risk; lines are 95 % "
    "intervals. Points on the dotted line are as predicted.",
)
FROM_TIER = Words("같은 접촉도와의 차이", "Difference from the tier")
ODDS = Words("오즈비", "Odds ratio")
CUSTOMER_MONTHS = Words("고객·월 수", "Customer-months")
OBSERVED_RATE = Words("실제 한 달 이탈률", "Actual leaving per month")
EXPECTED = Words("예측한 한 달 이탈률", "Predicted leaving per month")
OBSERVED = Words("실제", "actual")
CALIBRATION_NUMBERS = Words(
    "브라이어 점수 {brier} (모두 같은 위험: {brier_of_one_rate}) · 로그 손실 {log_loss} "
    "({log_loss_of_one_rate}) · 기울기 {slope} · 실제/예측 {ratio} · n {n}",
    "Brier score {brier} (same risk for all: {brier_of_one_rate}) · log loss {log_loss} "
    "({log_loss_of_one_rate}) · slope {slope} · actual/predicted {ratio} · n {n}",
)

AT_RISK = Words("{month}에 떠날 위험이 큰 고객", "Customers likely to leave in {month}")
AT_RISK_NONE = Words("위험이 큰 고객", "Customers at risk")
AT_RISK_CAPTION = Words(
    "{month}에 겪은 일로 계산한 한 달 이탈 위험입니다. 이유에는 이탈과 뚜렷하게 함께 나타나는 일만 "
    "적습니다. 위험이 같으면 연간 금액이 큰 고객이 먼저입니다.",
    "Risk of leaving within a month, from what the customer lived through in {month}. Reasons are "
    "only those that clearly go with leaving. At equal risk, customers of higher value come first.",
)
AT_RISK_CUT = Words(
    "고객 {count}명 가운데 위험이 가장 큰 {most}명입니다. 더 많은 고객은 'touchpoints atrisk --limit'으로 "
    "봅니다.",
    "Showing the {most} likeliest of {count} customers; “touchpoints atrisk --limit” lists more.",
)
RISK_COLUMNS = {
    "customer_id": Words("고객 번호", "Customer"),
    "hazard": Words("한 달 이탈 위험", "Monthly risk"),
    "interval": Words("95 % 구간", "95 % interval"),
    "reasons": Words("이유", "Reasons"),
    "complained": Words("불평", "Complaint"),
    "open": Words("열린 일", "Open"),
    "segment": Words("고객 구분", "Segment"),
    "tenure": Words("이용 기간", "Tenure"),
    "department": Words("마지막 부서", "Last department"),
    "contact_tier": Words("접촉도", "Tier"),
    "last_contact_local": Words("마지막 접점", "Last contact"),
    "annual_value": Words("연간 금액", "Annual value"),
}
# Since the month that the model looks at; a file has them as numbers.
RISK_COUNTS = {
    "complaints": Words("불평", "Complaints"),
    "unrecovered_failures": Words("회복되지 않은 실패", "Failures not recovered"),
    "unresolved": Words("미해결 접점", "Unresolved contacts"),
}
NO_REASON = Words("해당하는 일 없음", "none")
COMPLAINED = Words("이미 불평함", "complained")
OPEN_FAILURES = Words("회복 안 된 실패 {count}", "not recovered {count}")
OPEN_UNRESOLVED = Words("미해결 {count}", "unresolved {count}")
RISK_LISTED = {
    "all": Words("위험한 고객 모두", "All at risk"),
    "before": Words("불평하기 전인 고객만", "Before they complain"),
}
PICK_LISTED = Words("누구를 보나", "Who is listed")
FILE_NAME = Words("위험고객_{month}", "customers_at_risk_{month}")

COINS = Words("무작위로 맞히면 50 %", "Guessing at random: 50 %")
NOT_CHECKED = Words("확인하지 못함", "Not checked")
NO_MODEL = Words("이탈 요인을 볼 수 없습니다.", "Churn drivers cannot be shown.")
DATES = Words(
    "기간을 고르지 않으면 온전한 달을 모두 봅니다. 고르면 그 기간에 걸친 달만 봅니다.",
    "Unless dates are picked, all complete months are used; otherwise, the months that the dates touch.",
)
LESS = Words("평균보다 작음", "below average")
MORE = Words("평균보다 큼", "above average")
