-- Grain: one row per business day, department, contact tier, channel, whether the customer gave up, and wait
-- bucket. Bucket k holds waits from 1.04^k up to 1.04^(k+1) seconds, so that any quantile is right within 2 %;
-- waits under a hundredth of a second fall into the lowest.
WITH by_stored_tier AS (
    SELECT
        occurred_local::DATE AS day,
        department,
        contact_tier,
        delivery_mode,
        channel,
        outcome = 'abandoned' AS is_abandoned,
        floor(ln(greatest(wait_seconds, 0.01)) / ln(1.04))::INTEGER AS wait_bucket,
        count(*) AS contacts
    FROM contacts
    WHERE wait_seconds IS NOT NULL AND occurred_local >= getvariable('first_day') AND occurred_local < getvariable('end_day')
    GROUP BY ALL
)
SELECT
    day,
    department,
    coalesce(stored.contact_tier, delivery_modes.contact_tier) AS contact_tier,
    channel,
    is_abandoned,
    wait_bucket,
    sum(contacts)::BIGINT AS contacts
FROM by_stored_tier AS stored
LEFT JOIN channels USING (channel)
LEFT JOIN delivery_modes
    ON delivery_modes.delivery_mode = coalesce(stored.delivery_mode, channels.delivery_mode)
GROUP BY ALL
