-- Grain: one row per customer who had not left before $there_on, with the covariates of the month at risk $month as the
-- model has them, lived through in $exposure_month; steps as in churn_monthly. Of one alone if $customer is given.
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
records AS (
    SELECT
        *,
        tenure_of(date_trunc('month', joined_on)::DATE, $month) AS tenure,
        true AS is_recorded
    FROM customer_facts
    WHERE coalesce(date_trunc('month', joined_on)::DATE <= $month, true) AND coalesce(customer_id = $customer, true)
),
present AS (
    SELECT
        * EXCLUDE (contact_tier, segment, tenure, contacts, is_recorded),
        contact_tier AS tier_of_contact,
        coalesce(contact_tier, CASE WHEN contacts IS NULL THEN $no_contact_tier ELSE '' END) AS contact_tier,
        coalesce(segment, '') AS segment,
        coalesce(tenure, '') AS tenure,
        coalesce(contacts, 0) AS contacts
    FROM records
    FULL JOIN lived_through USING (customer_id)
    WHERE
        coalesce(left_on >= $there_on::DATE, true)
        AND CASE WHEN $by_records THEN is_recorded IS NOT NULL ELSE contacts IS NOT NULL END
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
FROM as_text
