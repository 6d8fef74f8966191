-- Grain: one row per segment: what customers bought net of refunds in the year up to $day, the years they were there in it, and
-- the sums of squares and products over customers of both.
WITH span AS (
    SELECT greatest(min(purchased_local)::DATE, $day::DATE - 364) AS first_day
    FROM purchases
),
net AS (
    SELECT customer_id, sum(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) AS amount
    FROM purchases
    CROSS JOIN span
    WHERE purchased_local >= first_day AND purchased_local < $day::DATE + 1
    GROUP BY customer_id
),
there AS (
    SELECT
        customer_id,
        coalesce(segment, '') AS segment,
        (least(coalesce(left_on, $day), $day) - greatest(coalesce(joined_on, first_day), first_day) + 1) / 365 AS years
    FROM customer_facts
    CROSS JOIN span
    WHERE coalesce(left_on >= first_day, true) AND coalesce(joined_on <= $day, true)
)
SELECT
    segment,
    count(*) AS customers,
    coalesce(sum(amount), 0)::DOUBLE AS amount,
    sum(years)::DOUBLE AS years,
    coalesce(sum(amount ** 2), 0)::DOUBLE AS amount_squares,
    sum(years ** 2)::DOUBLE AS year_squares,
    coalesce(sum(amount * years), 0)::DOUBLE AS products
FROM there
LEFT JOIN net USING (customer_id)
GROUP BY segment
