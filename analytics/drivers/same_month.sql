-- Grain: as customer_month, one row per month and known customer, moved to the month before: a query that
-- looks at the month before then finds what was lived through in the month at risk itself.
SELECT (month - INTERVAL 1 MONTH)::DATE AS month, * EXCLUDE (month)
FROM customer_month
