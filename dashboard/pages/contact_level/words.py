"""What the page on customers' own contact level says."""

from warehouse.words import Words

ROSE = Words(
    "접촉 수준이 오른 고객({rose})이 내린 고객({fell})보다 많습니다: 고객 100명당 {points}명 ({interval}).",
    "More customers rose in contact level ({rose}) than fell ({fell}): {points} of 100 ({interval}).",
)
FELL = Words(
    "접촉 수준이 내린 고객({fell})이 오른 고객({rose})보다 많습니다: 고객 100명당 {points}명 ({interval}).",
    "More customers fell in contact level ({fell}) than rose ({rose}): {points} of 100 ({interval}).",
)
BALANCED = Words(
    "오른 고객({rose})과 내린 고객({fell})의 수는 우연을 넘어 다르지 않습니다: 100명당 {points}명 "
    "({interval}).",
    "As many customers rose in contact level ({rose}) as fell ({fell}), as far as one can tell: {points} of "
    "100 "
    "({interval}).",
)
TOO_FEW = Words(
    "앞 기간과 견줄 고객이 적어 접촉 수준이 어떻게 움직였는지 말할 수 없습니다 (최소 {least}명). 앞 기간이 "
    "자료 안에 "
    "들어오도록 기간을 고르세요.",
    "Too few customers can be compared with the days before to say how contact levels moved ({least} "
    "needed). "
    "Choose days before which the data hold as many.",
)
DEFINED = Words(
    "{period} 동안을 그 앞 같은 길이의 기간과 견줍니다. 잦음: 30일에 {often}건 이상 접촉. 깊음: 접점의 "
    "{deep} "
    "이상이 고·중접촉. "
    "고객이 시작한 접점만 세고, 회사가 건 전화는 세지 않습니다. 두 기간 모두에 있던 고객 {n}명. 많이 접촉한 "
    "고객이 다음 "
    "기간에 덜 접촉하는 것은 우연만으로도 흔하므로, 오르내림의 차이를 봅니다.",
    "{period} beside as many days before. Often: {often} contacts or more in 30 days. Deep: {deep} or more "
    "of them in "
    "the high or medium tier. Counted are contacts that customers began, not calls that the company made. "
    "{n} customers "
    "were there in both. Who made many contacts often makes fewer later by chance alone, so what counts is "
    "how far "
    "those who rose and those who fell differ.",
)
NOBODY = Words("접촉 수준을 말할 고객이 없습니다.", "There are no customers to tell contact levels of.")
NEEDED = Words("고객 번호(customer_id)가 적힌 접점이 필요합니다.", "Contacts with a customer_id are needed.")
OF_ALL = Words("고객 {n}명 가운데 {share} ({interval})", "{share} of {n} customers ({interval})")
CONTACTS = Words("접점 {n}건", "{n} contacts")

WORTH = Words("집단별 고객 한 명의 연간 가치", "What one customer of each group brings a year")
WORTH_CAPTION = Words(
    "점은 평균, 선은 95 % 구간 · 기록의 연간 가치, 없으면 구매에서",
    "Dot: mean, line: 95 % interval · yearly value as recorded, else from purchases",
)
NO_WORTH = Words(
    "고객 기록의 annual_value도 구매 기록도 없어 가치를 말할 수 없습니다.",
    "Neither annual_value of customers nor purchases are in the data, so values cannot be told.",
)
ANNUAL, LIFETIME = Words("연간 가치", "Value a year"), Words("생애 가치", "Lifetime value")
GROUPS = Words("집단별 가치와 서비스", "What groups are worth, and how their contacts go")
LEVEL, CUSTOMERS, STAYED = (
    Words("접촉 수준", "Contact level"),
    Words("고객", "Customers"),
    Words("떠남", "Left"),
)
GROUPS_CAPTION = Words(
    "떠남: 앞 기간에 그 집단이던 고객 가운데 이 기간에 떠난 비율 · 생애 가치는 등급과 이용 기간에 따른 "
    "이탈로 셈 · 괄호는 "
    "95 % 구간 · 수를 누르면 접점으로 감",
    "Left: of those in the group in the days before, who left in these days · lifetime value by leaving of "
    "segment "
    "and tenure · in brackets: 95 % intervals · click a number for the contacts",
)
MOVES = Words("집단 사이의 이동", "Movement between groups")
MOVES_CAPTION = Words(
    "행은 앞 기간의 집단, 열은 이 기간의 집단 · 비율, 95 % 구간(윌슨), 고객 수 · 수를 누르면 그 고객들의 "
    "이 기간 접점으로 감 · –: {least}명 미만",
    "Rows: the group in the days before; columns: in these days · share, 95 % interval (Wilson), customers · "
    "click a number for their contacts in these days · –: fewer than {least}",
)
NEEDS = Words(
    "집단별로 더 많이 찾는 이유와 채널", "What each group comes for, and by which channel, more than others"
)
WHAT, HERE, ELSEWHERE, DIFFERENCE = (
    Words("이유·채널", "Reason or channel"),
    Words("이 집단", "In the group"),
    Words("다른 집단", "In all others"),
    Words("차이", "Difference"),
)
NEEDS_CAPTION = Words(
    "우연을 넘어 더 많은 것만, 차이가 뚜렷한 차례로 (여럿을 견준 만큼 엄격하게: 본페로니) · 같은 이유로 "
    "다시 온 접점은 한 "
    "번만 셈 · 깊은 집단의 채널은 깊음의 정의를 따름",
    "Only what is more beyond chance, the clearest first (as strict as looking at many asks: Bonferroni) · "
    "repeats for "
    "the same reason count once · channels of deep groups follow from what deep means",
)
NO_NEEDS = Words("집단 사이에 우연을 넘는 차이가 없습니다.", "Groups do not differ beyond chance.")
MOVERS = Words("가장 많이 오르고 내린 고객", "Customers who rose and fell most")
MOVER_COLUMNS = (
    Words("고객", "Customer"),
    Words("앞 기간", "Before"),
    Words("이 기간", "Now"),
    Words("앞 접점", "Contacts before"),
    Words("이 접점", "Contacts now"),
)
MOVERS_CAPTION = Words(
    "접점 수가 가장 많이 달라진 고객 · 번호를 누르면 고객 기록으로 · 오른 고객 모두: {rose} · 내린 고객 "
    "모두: {fell}",
    "Those whose contacts changed most · click a number for the record · all who rose: {rose} · all who "
    "fell: {fell}",
)
SHARE = Words("비율", "Share")
