-- Grain: one row per length of the time from one day with contacts of a known customer to the next, in whole days;
-- the last one of a customer is cut short by the end of the data.
WITH contact_days AS (
    SELECT day, previous_day, customers
    FROM customer_daily
    WHERE day <= $last_day::DATE
),
-- Of those who had a contact on a day, all but those whose contact before was on it have not come back.
still_away AS (
    SELECT day, sum(customers)::BIGINT AS customers
    FROM (
        SELECT day, customers
        FROM contact_days
        UNION ALL
        SELECT previous_day, -customers
        FROM contact_days
        WHERE previous_day IS NOT NULL
    )
    GROUP BY ALL
    HAVING sum(customers) > 0
)
SELECT day - previous_day AS days, true AS has_ended, sum(customers)::BIGINT AS gaps
FROM contact_days
WHERE previous_day IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT $last_day::DATE - day AS days, false AS has_ended, sum(customers)::BIGINT AS gaps
FROM still_away
GROUP BY ALL
