-- Grain: one row: share of answered contacts that waited no longer than 20 seconds, days from `since` to `until`.
SELECT count_if(wait_seconds <= 20) / count(wait_seconds) AS value
FROM contacts
WHERE outcome <> 'abandoned' AND occurred_local >= $since AND occurred_local < $until + INTERVAL 1 DAY
