-- Grain: one row per month at risk, department of the last contact in the month before, and covariates:
-- how many customers were at risk, and how many of them left. A covariate that is not recorded is ''.
SELECT
    month,
    department,
    contact_tier AS tier_of_contact,
    coalesce(contact_tier, '') AS contact_tier,
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    contacts::VARCHAR AS contacts,
    over_promise::VARCHAR AS over_promise,
    coalesce(unrecovered_failures, 0)::VARCHAR AS unrecovered_failures,
    coalesce(recovered_failures, 0)::VARCHAR AS recovered_failures,
    coalesce(complaints, 0)::VARCHAR AS complaints,
    coalesce(abandoned, 0)::VARCHAR AS abandoned,
    coalesce(unresolved, 0)::VARCHAR AS unresolved,
    sum(CASE WHEN $by_records THEN customers ELSE contacted END)::BIGINT AS at_risk,
    sum(CASE WHEN $by_records THEN coalesce(left_customers, 0) ELSE contacted - coalesce(returned, 0) END)::BIGINT
        AS events
FROM churn_monthly
WHERE
    month BETWEEN $first_month AND $last_month
    AND {picked}
GROUP BY ALL
HAVING at_risk > 0
ORDER BY ALL
