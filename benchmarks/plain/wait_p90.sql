-- Grain: one row: the wait that nine in ten answered contacts did not exceed, days from `since` to `until`.
SELECT quantile_disc(wait_seconds, 0.9) AS value
FROM contacts
WHERE outcome <> 'abandoned' AND occurred_local >= $since AND occurred_local < $until + INTERVAL 1 DAY
