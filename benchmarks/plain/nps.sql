-- Grain: one row: Net Promoter Score of the days from `since` to `until`.
SELECT 100 * (count_if(score >= 9) - count_if(score <= 6)) / count(*) AS value
FROM answers
WHERE item = 'nps' AND score BETWEEN 0 AND 10
    AND answered_local >= $since AND answered_local < $until + INTERVAL 1 DAY
