-- Grain: one row per customer who left, on the day of leaving: the causes named, and what the customer lived through in
-- the calendar month before. That is null where the data begin later.
WITH left_customers AS (
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
span AS (
    SELECT date_trunc('month', min(day))::DATE AS first_month
    FROM contact_daily
)
SELECT
    left_customers.customer_id,
    left_customers.day,
    causes,
    month_before >= first_month AS is_month_before_known,
    CASE WHEN is_month_before_known THEN coalesce(longest_over_promise_seconds > 0, false) END AS over_promise,
    CASE WHEN is_month_before_known THEN coalesce(unrecovered_failures > 0, false) END AS unrecovered_failures,
    CASE WHEN is_month_before_known THEN coalesce(recovered_failures > 0, false) END AS recovered_failures,
    CASE WHEN is_month_before_known THEN coalesce(complaints > 0, false) END AS complaints,
    CASE WHEN is_month_before_known THEN coalesce(abandoned > 0, false) END AS abandoned,
    CASE WHEN is_month_before_known THEN coalesce(unresolved > 0, false) END AS unresolved
FROM left_customers
CROSS JOIN span
LEFT JOIN customer_month
    ON customer_month.customer_id = left_customers.customer_id
    AND customer_month.month = left_customers.month_before
