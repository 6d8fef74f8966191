-- Grain: one row per month at risk; department, contact tier and channel of the last contact in the month before;
-- segment; tenure; and what was lived through in the month before, in steps. `customers` of the customer records
-- were at risk, of whom `left_customers` left in the month. `contacted` customers, with a record or not, had a
-- contact in the month before, of whom `returned` came again within `inactivity_days` of it; months whose
-- time to return is still open are left to the reader to drop.
WITH span AS (
    SELECT
        date_trunc('month', min(day)) + INTERVAL 1 MONTH AS first_month,
        date_trunc('month', max(day)) + INTERVAL 1 MONTH AS last_month
    FROM contact_daily
),
months AS (
    SELECT unnest(generate_series(
        greatest(first_month, getvariable('first_day')),
        least(last_month, getvariable('end_day') - INTERVAL 1 DAY),
        INTERVAL 1 MONTH
    ))::DATE AS month
    FROM span
),
lived_through AS (
    SELECT
        (month + INTERVAL 1 MONTH)::DATE AS month,
        * EXCLUDE (month),
        lead(first_contact_local) OVER (PARTITION BY customer_id ORDER BY month) - last_contact_local
            <= to_days(getvariable('inactivity_days')) AS has_returned
    FROM customer_month
    WHERE
        month >= getvariable('first_day') - INTERVAL 1 MONTH
        AND month < getvariable('end_day') + to_days(getvariable('inactivity_days'))
),
records AS (
    SELECT
        customer_id,
        segment,
        date_trunc('month', joined_on)::DATE AS joined_month,
        date_trunc('month', left_on)::DATE AS left_month
    FROM customers
),
recorded AS (
    SELECT
        lived_through.*,
        segment,
        joined_month,
        left_month,
        records.customer_id IS NOT NULL
            AND coalesce(joined_month <= month, true)
            AND coalesce(left_month >= month, true) AS is_at_risk
    FROM lived_through
    SEMI JOIN months ON months.month = lived_through.month
    LEFT JOIN records ON records.customer_id = lived_through.customer_id
),
with_contact AS (
    SELECT
        month,
        department,
        contact_tier,
        channel,
        segment,
        tenure_of(joined_month, month) AS tenure,
        least(contacts, 3) AS contacts,
        CASE
            WHEN longest_over_promise_seconds IS NULL OR longest_over_promise_seconds <= 0 THEN 0
            WHEN longest_over_promise_seconds <= 300 THEN 1
            WHEN longest_over_promise_seconds <= 1800 THEN 2
            ELSE 3
        END AS over_promise,
        least(unrecovered_failures, 2) AS unrecovered_failures,
        least(recovered_failures, 1) AS recovered_failures,
        least(complaints, 1) AS complaints,
        least(abandoned, 1) AS abandoned,
        least(unresolved, 1) AS unresolved,
        count(*) FILTER (is_at_risk) AS customers,
        count(*) FILTER (is_at_risk AND left_month = month) AS left_customers,
        count(*) AS contacted,
        count(*) FILTER (has_returned) AS returned
    FROM recorded
    GROUP BY ALL
),
alike AS (
    SELECT segment, joined_month, left_month, count(*) AS customers
    FROM records
    GROUP BY ALL
),
everybody AS (
    SELECT
        month,
        segment,
        tenure_of(joined_month, month) AS tenure,
        sum(customers) AS customers,
        coalesce(sum(customers) FILTER (left_month = month), 0) AS left_customers
    FROM alike
    JOIN months ON coalesce(joined_month <= month, true) AND coalesce(left_month >= month, true)
    GROUP BY ALL
),
those_with_contact AS (
    SELECT month, segment, tenure, sum(customers) AS customers, sum(left_customers) AS left_customers
    FROM with_contact
    GROUP BY ALL
),
without_contact AS (
    SELECT
        everybody.month,
        NULL AS department,
        NULL AS contact_tier,
        NULL AS channel,
        everybody.segment,
        everybody.tenure,
        0 AS contacts,
        0 AS over_promise,
        0 AS unrecovered_failures,
        0 AS recovered_failures,
        0 AS complaints,
        0 AS abandoned,
        0 AS unresolved,
        everybody.customers - coalesce(those_with_contact.customers, 0) AS customers,
        everybody.left_customers - coalesce(those_with_contact.left_customers, 0) AS left_customers,
        0 AS contacted,
        0 AS returned
    FROM everybody
    LEFT JOIN those_with_contact
        ON those_with_contact.month = everybody.month
        AND those_with_contact.segment IS NOT DISTINCT FROM everybody.segment
        AND those_with_contact.tenure IS NOT DISTINCT FROM everybody.tenure
    WHERE everybody.customers > coalesce(those_with_contact.customers, 0)
)
FROM with_contact
UNION ALL BY NAME
FROM without_contact
