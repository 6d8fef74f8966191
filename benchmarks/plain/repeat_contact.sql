-- Grain: one row: share of known customers' contacts that were followed within 7 days, of the days from `since`
-- to `until` that had 7 days after them.
WITH followed AS (
    SELECT
        occurred_local,
        count(*) OVER (
            PARTITION BY customer_id
            ORDER BY occurred_local
            RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING AND INTERVAL 7 DAY FOLLOWING
        ) > 0 AS is_followed
    FROM contacts
    WHERE customer_id IS NOT NULL AND occurred_local >= $since
)
SELECT count_if(is_followed) / count(*) AS value
FROM followed
WHERE
    occurred_local < $until + INTERVAL 1 DAY
    AND occurred_local::DATE <= (SELECT max(occurred_local)::DATE FROM contacts) - 7
