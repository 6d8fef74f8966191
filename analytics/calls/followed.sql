-- Grain: one row per profile of the model and whether its customers were called in $month: how many were still there
-- at the month's end, and how many of them stayed through the month after.
WITH profiled AS ({profiled}),
called_customers AS (
    SELECT DISTINCT customer_id, true AS is_called
    FROM called
)
SELECT
    scored.profile,
    coalesce(is_called, false) AS is_called,
    count(*) AS customers,
    count(*) FILTER (coalesce(left_on >= $known_until::DATE, true)) AS stayed
FROM profiled
JOIN scored USING (
    tenure, segment, contacts, contact_tier, over_promise, unrecovered_failures, recovered_failures,
    complaints, abandoned, unresolved
)
LEFT JOIN called_customers USING (customer_id)
GROUP BY ALL
ORDER BY ALL
