-- Grain: one row per part, month of the first contact in the data and later month, both by their first day: how many
-- customers were first seen, had not yet fallen silent when the month ended, and had a contact in it. A month is
-- complete when the $inactivity_days days after its end are over. Reads from `silences` and `parts`.
WITH months AS (
    SELECT unnest(generate_series(
        date_trunc('month', $first_day::DATE), date_trunc('month', $last_day::DATE), INTERVAL 1 MONTH
    ))::DATE AS month
),
members AS (
    SELECT customer_id, any_value("group") AS "group", min(month) AS cohort
    FROM customer_month
    {join} parts USING (customer_id)
    GROUP BY customer_id
    HAVING min(month) BETWEEN date_trunc('month', $first_day::DATE) AND $last_day::DATE
),
alike AS (
    SELECT "group", cohort, date_trunc('month', left_day)::DATE AS left_month, count(*) AS customers
    FROM members
    LEFT JOIN silences USING (customer_id)
    GROUP BY ALL
),
there AS (
    SELECT
        "group",
        cohort,
        month,
        sum(customers) AS customers,
        coalesce(sum(customers) FILTER (coalesce(left_month > month, true)), 0) AS still_there
    FROM alike
    JOIN months ON month >= cohort
    GROUP BY ALL
),
with_contact AS (
    SELECT "group", cohort, month, count(*) AS active
    FROM members
    JOIN customer_month USING (customer_id)
    WHERE month >= cohort
    GROUP BY ALL
)
SELECT
    there."group",
    there.cohort,
    there.month,
    customers::BIGINT AS customers,
    still_there::BIGINT AS still_there,
    coalesce(active, 0)::BIGINT AS active,
    last_day(there.month) + $inactivity_days::INTEGER <= $last_day::DATE AS is_complete,
    last_day(there.month) <= $last_day::DATE AS is_over
FROM there
LEFT JOIN with_contact
    ON with_contact."group" IS NOT DISTINCT FROM there."group"
    AND with_contact.cohort = there.cohort
    AND with_contact.month = there.month
