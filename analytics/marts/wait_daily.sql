-- Grain: one row per business day, dimensions (stored: department, contact tier, channel), whether the customer gave
-- up, and wait bucket. Bucket k holds waits from 1.04^k up to 1.04^(k+1) seconds, so that any quantile is right within
-- 2 %; waits under a hundredth of a second fall into the lowest. No-shows did not wait.
SELECT
    day,
    COLUMNS(getvariable('dimensions')),
    outcome = 'abandoned' AS is_abandoned,
    floor(ln(greatest(wait_seconds, 0.01)) / ln(1.04))::INTEGER AS wait_bucket,
    count(*) AS contacts
FROM contact_facts
WHERE
    wait_seconds IS NOT NULL
    AND NOT is_no_show
    AND occurred_local >= getvariable('first_day')
    AND occurred_local < getvariable('end_day')
GROUP BY ALL
