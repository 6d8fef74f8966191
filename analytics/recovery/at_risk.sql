-- Grain: one row per row of `churn_monthly` with a contact in the month before and no failures of both kinds in
-- it: customers at risk in a month, what went wrong in the month before, and its circumstances.
SELECT
    *,
    month AS day,
    CASE
        WHEN recovered_failures > 0 THEN 'recovered'
        WHEN unrecovered_failures > 0 THEN 'unrecovered'
        ELSE 'never_failed'
    END AS lived_through,
    concat_ws(' · ', department, contact_tier) AS place,
    complaints > 0 AS has_complained
FROM churn_monthly
WHERE contacts > 0 AND NOT (recovered_failures > 0 AND unrecovered_failures > 0)
