-- Grain: one row per part, month of joining and later month of the data, both by their first day: how many joined,
-- were still there when the month ended, and had a contact in it. Joining months that the data do not hold whole from
-- their first day are left out: who left at once may be missing. Reads from `parts`.
WITH months AS (
    SELECT unnest(generate_series(
        date_trunc('month', $first_day::DATE), date_trunc('month', $last_day::DATE), INTERVAL 1 MONTH
    ))::DATE AS month
),
members AS (
    SELECT customer_id, "group", date_trunc('month', joined_on)::DATE AS cohort, left_on
    FROM customers
    {join} parts USING (customer_id)
    WHERE
        joined_on <= $last_day::DATE
        AND date_trunc('month', joined_on) >= $first_day::DATE
        AND coalesce(left_on >= $first_day::DATE, true)
),
alike AS (
    SELECT "group", cohort, date_trunc('month', left_on)::DATE AS left_month, count(*) AS customers
    FROM members
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
    last_day(there.month) <= $last_day::DATE AS is_complete,
    last_day(there.month) <= $last_day::DATE AS is_over
FROM there
LEFT JOIN with_contact
    ON with_contact."group" IS NOT DISTINCT FROM there."group"
    AND with_contact.cohort = there.cohort
    AND with_contact.month = there.month
