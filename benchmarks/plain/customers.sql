-- Grain: one row: different known customers of the days from `since` to `until`.
SELECT count(DISTINCT customer_id) AS value
FROM contacts
WHERE occurred_local >= $since AND occurred_local < $until + INTERVAL 1 DAY
