-- Grain: one row per customer with an answer to the item after which `$within` days are over: the first such answer of the
-- view, its score, weight and circumstances. That it is the first hangs on nothing that came after it.
SELECT
    customer_id,
    contact_id,
    answered_local,
    day,
    round(score)::INTEGER AS score,
    weight,
    concat_ws(' · ', department, contact_tier) AS place,
    segment,
    tenure
FROM answer_facts
WHERE
    item = $item
    AND score BETWEEN $lowest AND $highest
    AND customer_id IS NOT NULL
    AND day + $within::INTEGER <= (SELECT max(day) FROM contact_daily)
    AND {picked}
QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY answered_local, answer_id) = 1
