-- Grain: one row: contacts of the days from `since` to `until`.
SELECT count(*) AS value
FROM contacts
WHERE occurred_local >= $since AND occurred_local < $until + INTERVAL 1 DAY
