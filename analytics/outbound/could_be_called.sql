-- Grain: one row per set of circumstances, whether a customer was tried in a week and reached in it: customers in a week who
-- could have been called in it, and how many of them left in the $followed_days days after it. Could have been called: had
-- a contact in the calendar month before, and was still there when the week ended. Weeks begin on Monday, from $since on, and
-- lie so that the days after them are over by $until. Reads from `picked`.
WITH calls AS MATERIALIZED (
    SELECT customer_id, date_trunc('week', day)::DATE AS week, bool_or(is_reached) AS is_reached
    FROM outbound_facts
    WHERE customer_id IS NOT NULL AND day BETWEEN $since::DATE AND $until::DATE
    GROUP BY ALL
),
weeks AS (
    SELECT DISTINCT week, date_trunc('month', week)::DATE AS month
    FROM calls
    WHERE
        week + 6 + $followed_days::INTEGER <= $until::DATE
        AND date_trunc('month', week) - INTERVAL 1 MONTH >= (SELECT min(day) FROM contact_daily)
),
could AS (
    SELECT
        customer_id,
        week,
        weeks.month,
        coalesce(customers.segment, '') AS segment,
        coalesce(tenure_of(date_trunc('month', joined_on)::DATE, weeks.month), '') AS tenure,
        least(contacts, 4)::VARCHAR AS contacts,
        over_promise_step_of(longest_over_promise_seconds)::VARCHAR AS over_promise,
        least(unrecovered_failures, 2)::VARCHAR AS unrecovered_failures,
        least(recovered_failures, 1)::VARCHAR AS recovered_failures,
        least(complaints, 1)::VARCHAR AS complaints,
        least(abandoned, 1)::VARCHAR AS abandoned,
        least(unresolved, 1)::VARCHAR AS unresolved,
        coalesce(left_on < week + 7 + $followed_days::INTEGER, false) AS has_left
    FROM customer_month AS lived
    JOIN weeks ON lived.month = weeks.month - INTERVAL 1 MONTH
    JOIN customer_facts AS customers USING (customer_id)
    WHERE
        coalesce(joined_on < week, true)
        AND coalesce(left_on >= week + 7, true)
        AND customer_id IN (FROM picked)
)
SELECT
    could.* EXCLUDE (customer_id, week, has_left) REPLACE (could.month::VARCHAR AS month),
    calls.customer_id IS NOT NULL AS is_tried,
    coalesce(calls.is_reached, false) AS is_reached,
    count(*)::DOUBLE AS customers,
    count_if(has_left)::DOUBLE AS gone
FROM could
LEFT JOIN calls ON calls.customer_id = could.customer_id AND calls.week = could.week
GROUP BY ALL
ORDER BY ALL
