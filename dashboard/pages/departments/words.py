"""What the departments page says."""

from warehouse.words import Words

PICK = Words("부서 선택", "Department shown")
EVERY_CHOSEN = Words("{departments} (합계)", "{departments} (combined)")
TIERS = Words("접촉도별 {measure}", "{measure} by contact tier")
INTERVALS_READING = Words("선은 95 % 구간", "Lines are 95 % intervals")
TIERS_READING = Words(
    "● 이 부서 · ◇ 같은 접촉도의 다른 부서 전체 · 선은 95 % 구간",
    "● this department · ◇ all other departments in the same tier · lines are 95 % intervals",
)
