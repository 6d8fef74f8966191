-- Grain: one row per segment and tenure: customers and months at risk, and how many left in them, in the months from $first_month
-- to $last_month. What is not recorded is ''.
SELECT
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    sum(CASE WHEN $by_records THEN customers ELSE contacted END)::BIGINT AS at_risk,
    sum(CASE WHEN $by_records THEN coalesce(left_customers, 0) ELSE contacted - coalesce(returned, 0) END)::BIGINT
        AS events
FROM churn_monthly
WHERE month BETWEEN $first_month AND $last_month
GROUP BY ALL
HAVING at_risk > 0
