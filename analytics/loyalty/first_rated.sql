-- Grain: one row per customer with an answer after which so many days are over: the first such answer. That it is the
-- first hangs on nothing that came after it.
SELECT
    *,
    {within} AS within
FROM rated_customers
WHERE day + {within} <= (SELECT max(day) FROM contact_daily)
QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY answered_local, answer_id) = 1
