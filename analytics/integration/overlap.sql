-- Grain: one row per set of sources: how many customers these saw and no others.
WITH seen AS (
    FROM ({contacts})
    UNION
    FROM ({answers})
    UNION
    FROM ({purchases})
),
customers AS (
    SELECT customer, list(source ORDER BY source) AS sources FROM seen WHERE source IS NOT NULL GROUP BY customer
)
SELECT sources, count(*)::BIGINT AS customers FROM customers GROUP BY sources
