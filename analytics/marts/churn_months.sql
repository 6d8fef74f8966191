-- Grain: one row per month that has to be made again in `churn_monthly` whichever days changed: all of them
-- when `customers_changed`, else those that the data have come to reach, or reach no longer.
WITH span AS (
    SELECT
        date_trunc('month', min(day)) + INTERVAL 1 MONTH AS first_month,
        date_trunc('month', max(day)) + INTERVAL 1 MONTH AS last_month
    FROM contact_daily
),
reached AS (
    SELECT unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH))::DATE AS month
    FROM span
),
present AS (
    SELECT DISTINCT month
    FROM churn_monthly
)
SELECT coalesce(reached.month, present.month) AS month
FROM reached
FULL JOIN present ON present.month = reached.month
WHERE getvariable('customers_changed') OR reached.month IS NULL OR present.month IS NULL
