-- Grain: one row per customer who left, on the day of leaving: the causes named, the dimensions of the last contact until
-- that day, and what the customer lived through in the calendar month before. That is null where the data begin later.
WITH leavers AS (
    SELECT
        customer_id,
        left_on AS day,
        (date_trunc('month', left_on) - INTERVAL 1 MONTH)::DATE AS month_before,
        list_sort(list_distinct(list_filter(
            list_transform(string_split(coalesce(leave_causes, ''), '|'), lambda cause: trim(cause)),
            lambda cause: cause <> ''
        ))) AS causes
    FROM customers
    WHERE left_on IS NOT NULL
),
last_contacts AS (
    SELECT
        contact_facts.customer_id,
        max_by(contact_facts.contact_id, (occurred_at, contact_facts.contact_id)) AS contact_id
    FROM contact_facts
    JOIN leavers ON leavers.customer_id = contact_facts.customer_id
    WHERE occurred_local < leavers.day + 1
    GROUP BY ALL
),
about AS (
    SELECT
        customer_id,
        contact_id AS last_contact_id,
        -- What is left are dimensions, the company's own among them.
        COLUMNS(lambda name: NOT list_contains(
            [
                'contact_id', 'customer_id', 'occurred_at', 'occurred_local', 'day', 'hour', 'load_id',
                'wait_seconds', 'promised_wait_seconds', 'service_seconds', 'recovery_seconds', 'cost', 'recovery',
                'is_complaint', 'is_no_show'
            ],
            name
        ))
    FROM contact_facts
    SEMI JOIN last_contacts USING (contact_id)
),
span AS (
    SELECT date_trunc('month', min(day))::DATE AS first_month
    FROM contact_daily
)
SELECT
    leavers.customer_id,
    leavers.day,
    causes,
    month_before >= first_month AS is_month_before_known,
    CASE WHEN is_month_before_known THEN coalesce(longest_over_promise_seconds > 0, false) END AS over_promise,
    CASE WHEN is_month_before_known THEN coalesce(unrecovered_failures > 0, false) END AS unrecovered_failures,
    CASE WHEN is_month_before_known THEN coalesce(recovered_failures > 0, false) END AS recovered_failures,
    CASE WHEN is_month_before_known THEN coalesce(complaints > 0, false) END AS complaints,
    CASE WHEN is_month_before_known THEN coalesce(abandoned > 0, false) END AS abandoned,
    CASE WHEN is_month_before_known THEN coalesce(unresolved > 0, false) END AS unresolved,
    about.* EXCLUDE (customer_id)
FROM leavers
CROSS JOIN span
LEFT JOIN about ON about.customer_id = leavers.customer_id
LEFT JOIN customer_month
    ON customer_month.customer_id = leavers.customer_id
    AND customer_month.month = leavers.month_before
