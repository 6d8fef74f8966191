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
usual AS (
    -- Beside what is usual in the channel: a letter takes longer than a call.
    SELECT channel, nullif(avg(wait_seconds), 0) AS usual_seconds
    FROM contact_facts
    WHERE outcome <> 'abandoned' AND occurred_local >= $since::DATE AND occurred_local < $until::DATE + 1
    GROUP BY channel
),
met AS (
    -- By customer before tenths are known: joining contacts to customers takes three times as long.
    SELECT
        customer_id,
        count(wait_beside) AS waited,
        sum(wait_beside) AS wait_beside,
        sum(wait_beside ** 2) AS wait_squares,
        count(*) AS met,
        count(contact_tier) AS tiers_known,
        count_if(contact_tier = 'high') AS in_high,
        count_if(handled_by = 'person') AS by_person,
        count(recovery) FILTER (outcome = 'failed') AS failed,
        count_if(outcome = 'failed' AND recovery IN ('attempted', 'recovered')) AS taken_up
    FROM (
        SELECT
            contact_facts.*,
            CASE WHEN outcome <> 'abandoned' THEN wait_seconds END / usual_seconds AS wait_beside
        FROM contact_facts
        LEFT JOIN usual USING (channel)
        WHERE occurred_local >= $since::DATE AND occurred_local < $until::DATE + 1
    )
    GROUP BY customer_id
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
    coalesce(sum(waited), 0)::BIGINT AS waited,
    coalesce(sum(wait_beside), 0)::DOUBLE AS wait_beside,
    coalesce(sum(wait_squares), 0)::DOUBLE AS wait_squares,
    coalesce(sum(met), 0)::BIGINT AS met,
    coalesce(sum(tiers_known), 0)::BIGINT AS tiers_known,
    coalesce(sum(in_high), 0)::BIGINT AS in_high,
    coalesce(sum(by_person), 0)::BIGINT AS by_person,
    coalesce(sum(failed), 0)::BIGINT AS failed,
    coalesce(sum(taken_up), 0)::BIGINT AS taken_up
FROM grouped
LEFT JOIN met USING (customer_id)
GROUP BY value_group
ORDER BY value_group
