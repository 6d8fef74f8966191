-- Grain: one row per call, `rows` in all over a year; one in a thousand without a usable result, one in a
-- thousand a second copy of the call before it.
SELECT
    'C' || lpad((call - (call % 1000 = 999)::INTEGER)::VARCHAR, 10, '0') AS call_id,
    CASE WHEN hash(call, 1) % 10 > 0 THEN 'K' || lpad((hash(call, 2) % 500000)::VARCHAR, 7, '0') END AS customer,
    strftime(
        TIMESTAMP '2025-01-01' + to_seconds((call * 31536000 / getvariable('rows'))::BIGINT),
        '%Y-%m-%d %H:%M:%S'
    ) AS started,
    ['loans', 'cards', 'deposits', 'claims', 'support', 'sales'][(1 + hash(call, 3) % 6)::INTEGER] AS department,
    ['phone', 'web', 'app', 'branch', 'email'][(1 + hash(call, 4) % 5)::INTEGER] AS channel,
    ['reservation', 'order', 'processing', 'delivery', 'after_service'][(1 + hash(call, 5) % 5)::INTEGER] AS stage,
    ['billing', 'delivery', 'fault', 'advice'][(1 + hash(call, 6) % 4)::INTEGER] AS reason,
    'A' || (hash(call, 7) % 400)::VARCHAR AS agent,
    (hash(call, 8) % 5 = 0)::VARCHAR AS booked,
    (-60 * ln(1 - hash(call, 9) / 18446744073709551616))::INTEGER AS wait,
    ['60', '120', '300'][(1 + hash(call, 10) % 3)::INTEGER] AS promised,
    hash(call, 11) % 900 AS talk,
    CASE WHEN call % 1000 = 500 THEN 'phantom' ELSE
        ['resolved', 'resolved', 'resolved', 'unresolved', 'failed', 'abandoned', 'transferred'][
            (1 + hash(call, 12) % 7)::INTEGER
        ]
    END AS result,
    (hash(call, 13) % 20 = 0)::VARCHAR AS complaint,
    ['none', 'attempted', 'recovered'][(1 + hash(call, 14) % 3)::INTEGER] AS recovery,
    hash(call, 15) % 9000 AS recovered_after,
    (hash(call, 16) % 100000 / 10)::DECIMAL(10, 1) AS cost
FROM range(getvariable('rows')) AS calls (call)
