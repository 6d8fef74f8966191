-- Grain: one row per contact of a made company, in the order of their times, from row `first_row` up to
-- `end_row` of `contacts` that fill a year. Each column is drawn by a hash of the row.
WITH drawn AS (
    SELECT
        i,
        hash(32 * i + 1) / 18446744073709551616 AS u1,
        hash(32 * i + 2) / 18446744073709551616 AS u2,
        hash(32 * i + 3) / 18446744073709551616 AS u3,
        hash(32 * i + 4) / 18446744073709551616 AS u4,
        hash(32 * i + 5) / 18446744073709551616 AS u5,
        hash(32 * i + 6) / 18446744073709551616 AS u6
    FROM range(getvariable('first_row'), getvariable('end_row')) AS rows (i)
),
placed AS (
    SELECT
        *,
        TIMESTAMP '2025-01-01' + to_microseconds((i * (31536000000000 / getvariable('contacts')))::BIGINT) AS moment,
        -- Squared, so that some customers come often and others hardly ever.
        (u1 * u1 * getvariable('customers'))::BIGINT AS customer,
        list_extract(['phone', 'phone', 'phone', 'web', 'web', 'app', 'branch', 'visit'], 1 + (u2 * 8)::INTEGER % 8) AS channel
    FROM drawn
),
waited AS (
    SELECT
        *,
        CASE channel WHEN 'web' THEN NULL WHEN 'app' THEN NULL WHEN 'visit' THEN -1200 * ln(1 - u3) ELSE -90 * ln(1 - u3) END AS wait,
        CASE channel WHEN 'visit' THEN 1800 WHEN 'phone' THEN 120 WHEN 'branch' THEN 180 END AS promise,
        u4 < 0.06 AS is_failed
    FROM placed
)
SELECT
    'k' || i AS contact_id,
    CASE WHEN u5 < 0.95 THEN 'c' || customer END AS customer_id,
    moment AS occurred_at,
    list_extract(['billing', 'support', 'sales', 'installation', 'retention', 'counter', 'field'], 1 + (u5 * 7)::INTEGER % 7)
        AS department,
    channel,
    NULL AS delivery_mode,
    NULL AS contact_tier,
    NULL AS stage,
    list_extract(['bill', 'fault', 'move', 'question'], 1 + (u6 * 4)::INTEGER % 4) AS reason,
    'a' || (u6 * 500)::INTEGER AS agent_id,
    NULL AS is_booked,
    round(wait, 1) AS wait_seconds,
    promise AS promised_wait_seconds,
    round(-200 * ln(1 - u6), 1) AS service_seconds,
    CASE WHEN is_failed THEN 'failed' WHEN u4 < 0.12 THEN 'abandoned' WHEN u4 < 0.2 THEN 'unresolved' ELSE 'resolved' END AS outcome,
    u6 < CASE WHEN is_failed THEN 0.3 ELSE 0.01 END AS is_complaint,
    CASE WHEN is_failed THEN CASE WHEN u6 < 0.5 THEN 'recovered' ELSE 'none' END END AS recovery,
    CASE WHEN is_failed AND u6 < 0.5 THEN 86400 * u3 END AS recovery_seconds,
    NULL AS cost,
    moment AS occurred_local,
    getvariable('load_id') AS load_id
FROM waited
