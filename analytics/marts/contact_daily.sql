-- Grain: one row per business day, department, contact tier and channel: the sums of `contact_hourly`.
SELECT
    day,
    department,
    contact_tier,
    channel,
    sum(COLUMNS(* EXCLUDE (day, hour, department, contact_tier, channel))) AS "\0"
FROM contact_hourly
WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
GROUP BY ALL
