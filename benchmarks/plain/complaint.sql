-- Grain: one row: share of contacts with a complaint, of those that say, days from `since` to `until`.
SELECT count_if(is_complaint) / count(is_complaint) AS value
FROM contacts
WHERE occurred_local >= $since AND occurred_local < $until + INTERVAL 1 DAY
