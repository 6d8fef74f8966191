-- Grain: one row per call. `call_id` starts anew every month and on every line.
SELECT
    origin,
    left(date, 4) || '-' || "vru+line" || '-' || call_id AS contact_id,
    nullif(customer_id, '0') AS customer_id,
    try_strptime(date || ' ' || vru_entry, '%y%m%d %H:%M:%S') AS occurred_at,
    type AS department,
    type AS reason,
    'phone' AS channel,
    CASE priority WHEN '2' THEN 'high' END AS contact_tier,
    nullif(server, 'NO_SERVER') AS agent_id,
    q_time AS wait_seconds,
    ser_time AS service_seconds,
    CASE outcome WHEN 'AGENT' THEN 'resolved' WHEN 'HANG' THEN 'abandoned' ELSE outcome END AS outcome
FROM export
