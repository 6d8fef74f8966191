-- Grain: one row per customer who was there for at least 30 days from $since to $until and whose yearly value is known: that value
-- after the margin, the years there, what contacts in these days cost, and the tenth by value, 1 the highest.
WITH bought AS (
    SELECT customer_id, sum(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) AS amount
    FROM purchases
    WHERE purchased_local >= $since::DATE AND purchased_local < $until::DATE + 1
    GROUP BY customer_id
),
there AS (
    SELECT
        customer_id,
        annual_value,
        count(annual_value) OVER () > 0 AS is_recorded,
        (least(coalesce(left_on, $until), $until) - greatest(coalesce(joined_on, $since), $since) + 1) / 365 AS years
    FROM customer_facts
    WHERE coalesce(left_on >= $since, true) AND coalesce(joined_on <= $until, true)
),
valued AS (
    SELECT
        customer_id,
        years,
        -- What was bought stands in where no record says what customers bring.
        $margin * CASE
            WHEN is_recorded THEN annual_value
            WHEN EXISTS (FROM bought) THEN coalesce(bought.amount, 0) / years
        END AS annual
    FROM there
    LEFT JOIN bought USING (customer_id)
    WHERE years * 365 >= 30
),
served AS (
    SELECT customer_id, count(*) AS contacts, count(cost) AS cost_known, coalesce(sum(cost), 0) AS cost
    FROM contacts
    WHERE occurred_local >= $since::DATE AND occurred_local < $until::DATE + 1
    GROUP BY customer_id
)
SELECT
    customer_id,
    annual,
    years,
    coalesce(contacts, 0) AS contacts,
    coalesce(cost_known, 0) AS cost_known,
    coalesce(cost, 0) AS cost,
    ntile(10) OVER (ORDER BY annual DESC, customer_id) AS value_group,
    coalesce(cost, 0) > annual * years AS is_at_a_loss
FROM valued
LEFT JOIN served USING (customer_id)
WHERE annual IS NOT NULL
