-- Grain: one row per tenth of customers by value, 1 the highest, of those picked: how many, their sums of value, cost to serve and
-- contacts, and how their contacts went.
WITH dated AS (
    SELECT
        *,
        $until::DATE AS day,
        tenure_of(date_trunc('month', joined_on)::DATE, $until::DATE) AS tenure,
        age_band_of(born_on, $until::DATE) AS age_band
    FROM customer_facts
),
customers_picked AS (
    SELECT customer_id FROM dated WHERE {picked}
),
grouped AS (
    SELECT *
    FROM ({value_groups})
    SEMI JOIN customers_picked USING (customer_id)
),
met AS (
    SELECT
        customer_id,
        contact_tier,
        handled_by,
        outcome,
        recovery,
        -- Beside what is usual in the channel: a letter takes longer than a call.
        CASE WHEN outcome <> 'abandoned' THEN wait_seconds END
            / nullif(avg(CASE WHEN outcome <> 'abandoned' THEN wait_seconds END) OVER (PARTITION BY channel), 0) AS wait_beside
    FROM contact_facts
    WHERE occurred_local >= $since::DATE AND occurred_local < $until::DATE + 1
),
care AS (
    SELECT
        value_group,
        count(wait_beside) AS waited,
        coalesce(sum(wait_beside), 0)::DOUBLE AS wait_beside,
        coalesce(sum(wait_beside ** 2), 0)::DOUBLE AS wait_squares,
        count(*) AS met,
        count(contact_tier) AS tiers_known,
        count_if(contact_tier = 'high') AS in_high,
        count_if(handled_by = 'person') AS by_person,
        count(recovery) FILTER (outcome = 'failed') AS failed,
        count_if(outcome = 'failed' AND recovery IN ('attempted', 'recovered')) AS taken_up
    FROM met
    JOIN grouped USING (customer_id)
    GROUP BY value_group
)
SELECT
    value_group,
    count(*) AS customers,
    sum(annual)::DOUBLE AS annual,
    sum(years)::DOUBLE AS years,
    sum(cost)::DOUBLE AS cost,
    sum(cost_known)::BIGINT AS cost_known,
    sum(cost ** 2)::DOUBLE AS cost_squares,
    sum(years ** 2)::DOUBLE AS year_squares,
    sum(cost * years)::DOUBLE AS products,
    count_if(is_at_a_loss) AS at_a_loss,
    coalesce(sum(cost - annual * years) FILTER (is_at_a_loss), 0)::DOUBLE AS loss,
    coalesce(any_value(waited), 0) AS waited,
    coalesce(any_value(wait_beside), 0) AS wait_beside,
    coalesce(any_value(wait_squares), 0) AS wait_squares,
    coalesce(any_value(met), 0) AS met,
    coalesce(any_value(tiers_known), 0) AS tiers_known,
    coalesce(any_value(in_high), 0) AS in_high,
    coalesce(any_value(by_person), 0) AS by_person,
    coalesce(any_value(failed), 0) AS failed,
    coalesce(any_value(taken_up), 0) AS taken_up
FROM grouped
LEFT JOIN care USING (value_group)
GROUP BY value_group
ORDER BY value_group
