-- Grain: one row per business day of the failure, dimensions (stored: department, contact tier, channel), what was
-- done about it, whole days until it was recovered, and bucket of the time to recover (as in `wait_daily`).
SELECT
    day,
    COLUMNS(getvariable('dimensions')),
    recovery,
    is_complaint,
    CASE WHEN recovery = 'recovered' THEN
        (occurred_local + to_microseconds((recovery_seconds * 1e6)::BIGINT))::DATE - occurred_local::DATE
    END AS recovered_after_days,
    CASE WHEN recovery = 'recovered' THEN floor(ln(greatest(recovery_seconds, 0.01)) / ln(1.04))::INTEGER
    END AS recovery_bucket,
    count(*) AS failures
FROM contact_facts
WHERE
    outcome = 'failed'
    AND occurred_local >= getvariable('first_day')
    AND occurred_local < getvariable('end_day')
GROUP BY ALL
