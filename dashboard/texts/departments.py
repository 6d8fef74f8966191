"""What the departments page says."""

from warehouse.words import Words

PICK = Words("볼 부서", "Department to look at")
EVERY_CHOSEN = Words("{departments} (모두)", "{departments} (together)")
TIERS = Words("접촉도별 {measure}", "{measure} by contact tier")
INTERVALS_READING = Words("선은 95 % 구간", "Lines are 95 % intervals")
TIERS_READING = Words(
    "● 이 부서 · ◇ 같은 접촉도의 다른 부서 모두 · 선은 95 % 구간",
    "● this department · ◇ same tier, all other departments · lines are 95 % intervals",
)
