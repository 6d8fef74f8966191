-- Grain: one row per contact and item that a monitor and its customer both rated; the mean where one rated it more than once.
WITH asked AS (
    SELECT unnest($item) AS item, unnest($place) AS place, unnest($worst) AS worst, unnest($best) AS best
),
monitored AS MATERIALIZED (
    SELECT contact_id, {keys} place, worst, best, avg(score) AS monitored
    FROM monitor_answers
    JOIN asked USING (item)
    WHERE contact_id IS NOT NULL AND score BETWEEN least(worst, best) AND greatest(worst, best) AND {picked}
    GROUP BY ALL
),
said AS (
    SELECT contact_id, place, avg(score) AS said
    FROM customer_answers
    JOIN asked USING (item)
    WHERE contact_id IN (SELECT contact_id FROM monitored) AND score BETWEEN least(worst, best) AND greatest(worst, best)
    GROUP BY ALL
)
SELECT contact_id, {names} place, worst, best, monitored, said
FROM monitored
JOIN said USING (contact_id, place)
ORDER BY contact_id, place
