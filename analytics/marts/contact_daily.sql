-- Grain: one row per business day and dimensions (stored: department, contact tier, channel): the sums of
-- `contact_hourly`.
SELECT
    day,
    COLUMNS(getvariable('dimensions')),
    sum(COLUMNS(
        lambda name: NOT list_contains(
            ['day', 'hour', 'department', 'contact_tier', 'channel'] || getvariable('dimensions'), name
        )
    )) AS "\0"
FROM contact_hourly
WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
GROUP BY ALL
