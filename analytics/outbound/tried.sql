-- Grain: one row per number of attempts (8 and more together) with a customer in the days of the view: how many customers, how
-- many of them were reached, and answered.
SELECT
    least(attempts, 8)::BIGINT AS attempts,
    count(*) AS customers,
    count_if(is_reached) AS reached,
    count_if(is_answered) AS answered,
    sum(attempts)::BIGINT AS calls,
    sum(attempts ** 2)::DOUBLE AS squares
FROM (
    SELECT customer_id, count(*) AS attempts, bool_or(is_reached) AS is_reached, bool_or(is_answered) AS is_answered
    FROM outbound_facts
    WHERE customer_id IS NOT NULL AND day BETWEEN $since::DATE AND $until::DATE AND {picked}
    GROUP BY customer_id
)
GROUP BY ALL
ORDER BY ALL
