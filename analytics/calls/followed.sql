-- Grain: one row per profile of the model and whether its customers were called: how many were still there on $there_on,
-- and how many of them stayed until $known_until. Whoever was called at another time of the month is neither.
WITH profiled AS ({profiled}),
called_customers AS (
    SELECT customer_id, bool_or(is_now) AS is_called
    FROM called
    GROUP BY customer_id
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
WHERE coalesce(is_called, true)
GROUP BY ALL
ORDER BY ALL
