-- Grain: one row: share of satisfied answers of the days from `since` to `until`.
SELECT count_if(score >= 4) / count(*) AS value
FROM answers
WHERE item = 'csat' AND score BETWEEN 1 AND 5
    AND answered_local >= $since AND answered_local < $until + INTERVAL 1 DAY
