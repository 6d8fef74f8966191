-- Grain: one row per customer who has not left and whose covariates, lived through in $exposure_month, are among
-- those of `likeliest`. The likeliest to leave first, the most valuable among equals.
-- Of one alone if $customer is given; without those who complained since $exposure_month if $is_before_complaint.
WITH profiled AS ({profiled}),
lived_through_since AS (
    SELECT
        customer_id,
        sum(complaints) AS complaints_since,
        sum(unrecovered_failures) AS unrecovered_failures_since,
        sum(unresolved) AS unresolved_since
    FROM customer_month
    WHERE month >= $exposure_month AND coalesce(customer_id = $customer, true)
    GROUP BY customer_id
)
SELECT
    customer_id,
    segment,
    tenure,
    department,
    tier_of_contact,
    last_contact_local,
    annual_value,
    coalesce(complaints_since, 0) AS complaints,
    coalesce(unrecovered_failures_since, 0) AS unrecovered_failures,
    coalesce(unresolved_since, 0) AS unresolved,
    likeliest.profile
FROM profiled
JOIN likeliest USING (
    tenure, segment, contacts, contact_tier, over_promise, unrecovered_failures, recovered_failures,
    complaints, abandoned, unresolved
)
LEFT JOIN lived_through_since USING (customer_id)
WHERE NOT $is_before_complaint OR coalesce(complaints_since, 0) = 0
ORDER BY likeliest.hazard DESC, annual_value DESC NULLS LAST, customer_id
LIMIT $most
