-- Grain: one row per set of circumstances, whether a customer was tried in a week and reached in it: customers in a week who
-- could have been called in it, and how many of them left in the $followed_days days after it. Could have been called: had
-- a contact in the calendar month before, and was still there when the week ended. Weeks begin on Monday, from $since on,
-- and lie so that the days after them are over by $until.
WITH calls AS MATERIALIZED (
    SELECT customer_id, date_trunc('week', day)::DATE AS week, bool_or(is_reached) AS is_reached
    FROM outbound_facts
    WHERE customer_id IS NOT NULL AND day BETWEEN $since::DATE AND $until::DATE
    GROUP BY ALL
),
weeks AS MATERIALIZED (
    SELECT DISTINCT week, date_trunc('month', week)::DATE AS month
    FROM calls
    WHERE
        week + 6 + $followed_days::INTEGER <= $until::DATE
        AND date_trunc('month', week) - INTERVAL 1 MONTH >= (SELECT min(day) FROM contact_daily)
),
-- Whoever was called is looked at among the customers of the weeks of calls alone: far fewer.
lived AS (
    SELECT
        customer_id,
        left_on,
        lived.month,
        coalesce(customers.segment, '') AS segment,
        coalesce(tenure_of(date_trunc('month', joined_on)::DATE, lived.month), '') AS tenure,
        least(contacts, 4) AS contacts,
        over_promise_step_of(longest_over_promise_seconds) AS over_promise,
        least(unrecovered_failures, 2) AS unrecovered_failures,
        least(recovered_failures, 1) AS recovered_failures,
        least(complaints, 1) AS complaints,
        least(abandoned, 1) AS abandoned,
        least(unresolved, 1) AS unresolved
    -- The month after it, as a day, with which days compare fast.
    FROM (SELECT * REPLACE ((month + INTERVAL 1 MONTH)::DATE AS month) FROM customer_month) AS lived
    JOIN customer_facts AS customers USING (customer_id)
    WHERE
        {picked}
        AND lived.month IN (SELECT month FROM weeks)
        AND coalesce(joined_on < lived.month, true)
        AND coalesce(left_on >= lived.month, true)
),
-- Customers alike are told apart by nothing but the day of leaving, so weeks need not look at each of them.
alike AS (
    SELECT
        COLUMNS(* EXCLUDE (customer_id, left_on)),
        CASE WHEN left_on < month + 50 + $followed_days::INTEGER THEN left_on END AS left_on,
        count(*) AS customers
    FROM lived
    GROUP BY ALL
),
everybody AS (
    SELECT
        alike.* EXCLUDE (left_on, customers),
        sum(customers)::BIGINT AS customers,
        coalesce(sum(customers) FILTER (left_on < week + 7 + $followed_days::INTEGER), 0)::BIGINT AS gone
    FROM alike
    JOIN weeks USING (month)
    WHERE coalesce(left_on >= week + 7, true)
    GROUP BY ALL
),
called AS MATERIALIZED (
    SELECT
        lived.* EXCLUDE (customer_id, left_on),
        is_reached,
        count(*) AS customers,
        count(*) FILTER (left_on < week + 7 + $followed_days::INTEGER) AS gone
    FROM lived
    JOIN (FROM calls JOIN weeks USING (week)) AS called_then USING (customer_id, month)
    WHERE coalesce(left_on >= week + 7, true)
    GROUP BY ALL
),
others AS (
    SELECT
        * EXCLUDE (customers, gone), sum(customers)::BIGINT AS customers, sum(gone)::BIGINT AS gone
    FROM (
        FROM everybody
        UNION ALL
        SELECT * EXCLUDE (is_reached) REPLACE (-customers AS customers, -gone AS gone)
        FROM called
    )
    GROUP BY ALL
    HAVING sum(customers) > 0
)
SELECT
    COLUMNS(* EXCLUDE (is_tried, is_reached, customers, gone))::VARCHAR,
    is_tried,
    is_reached,
    customers::DOUBLE AS customers,
    gone::DOUBLE AS gone
FROM (
    SELECT *, true AS is_tried FROM called
    UNION ALL BY NAME
    SELECT *, false AS is_tried, false AS is_reached FROM others
)
ORDER BY ALL
