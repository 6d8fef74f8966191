-- Grain: one row per customer who has not left and whose covariates, lived through in $exposure_month, are among
-- those of `likeliest`; steps as in churn_monthly. The likeliest to leave first, the most valuable among equals.
-- Of one alone if $customer is given; without those who complained since $exposure_month if $is_before_complaint.
WITH lived_through AS (
    SELECT
        * REPLACE (
            least(contacts, 3) AS contacts,
            least(unrecovered_failures, 2) AS unrecovered_failures,
            least(recovered_failures, 1) AS recovered_failures,
            least(complaints, 1) AS complaints,
            least(abandoned, 1) AS abandoned,
            least(unresolved, 1) AS unresolved
        ),
        over_promise_step_of(longest_over_promise_seconds) AS over_promise
    FROM customer_month
    WHERE month = $exposure_month AND coalesce(customer_id = $customer, true)
),
lived_through_since AS (
    SELECT
        customer_id,
        sum(complaints) AS complaints_since,
        sum(unrecovered_failures) AS unrecovered_failures_since,
        sum(unresolved) AS unresolved_since
    FROM customer_month
    WHERE month >= $exposure_month AND coalesce(customer_id = $customer, true)
    GROUP BY customer_id
),
records AS (
    SELECT
        *,
        tenure_of(date_trunc('month', joined_on)::DATE, $month) AS tenure,
        left_on IS NOT NULL AS has_left
    FROM customer_facts
    WHERE coalesce(date_trunc('month', joined_on)::DATE <= $month, true) AND coalesce(customer_id = $customer, true)
),
present AS (
    SELECT
        * EXCLUDE (contact_tier, segment, tenure, contacts, has_left),
        contact_tier AS tier_of_contact,
        coalesce(contact_tier, CASE WHEN contacts IS NULL THEN $no_contact_tier ELSE '' END) AS contact_tier,
        coalesce(segment, '') AS segment,
        coalesce(tenure, '') AS tenure,
        coalesce(contacts, 0) AS contacts
    FROM records
    FULL JOIN lived_through USING (customer_id)
    WHERE
        NOT coalesce(has_left, false)
        AND CASE WHEN $by_records THEN has_left IS NOT NULL ELSE contacts IS NOT NULL END
        AND {picked}
),
as_text AS (
    SELECT
        * REPLACE (
            contacts::VARCHAR AS contacts,
            coalesce(over_promise, 0)::VARCHAR AS over_promise,
            coalesce(unrecovered_failures, 0)::VARCHAR AS unrecovered_failures,
            coalesce(recovered_failures, 0)::VARCHAR AS recovered_failures,
            coalesce(complaints, 0)::VARCHAR AS complaints,
            coalesce(abandoned, 0)::VARCHAR AS abandoned,
            coalesce(unresolved, 0)::VARCHAR AS unresolved
        )
    FROM present
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
FROM as_text
JOIN likeliest USING (
    tenure, segment, contacts, contact_tier, over_promise, unrecovered_failures, recovered_failures,
    complaints, abandoned, unresolved
)
LEFT JOIN lived_through_since USING (customer_id)
WHERE NOT $is_before_complaint OR coalesce(complaints_since, 0) = 0
ORDER BY likeliest.hazard DESC, annual_value DESC NULLS LAST, customer_id
LIMIT $most
