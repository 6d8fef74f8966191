-- One row per exported line: a contact by web, app, chatbot or e-mail, or an earlier state of one.
-- Times ending in Z are in UTC and become local ones; the others are local already.
WITH unfolded AS (
    SELECT
        *,
        try_cast(session AS JSON) AS visit,
        try_cast(repair AS JSON) AS mending
    FROM export
)

SELECT
    origin,
    event_id AS contact_id,
    nullif(trim("user"), '') AS customer_id,
    coalesce(
        try_strptime(ts, '%Y-%m-%dT%H:%M:%SZ') + INTERVAL 9 HOUR,
        try_strptime(ts, '%Y-%m-%dT%H:%M:%S')
    ) AS occurred_at,
    dept AS department,
    channel,
    step AS stage,
    topic AS reason,
    visit ->> '$.agent' AS agent_id,
    try_cast(visit ->> '$.wait_ms' AS DOUBLE) / 1000 AS wait_seconds,
    try_cast(visit ->> '$.promised_ms' AS DOUBLE) / 1000 AS promised_wait_seconds,
    try_cast(visit ->> '$.duration_ms' AS DOUBLE) / 1000 AS service_seconds,
    CASE result
        WHEN 'done' THEN 'resolved'
        WHEN 'open' THEN 'unresolved'
        WHEN 'error' THEN 'failed'
        WHEN 'quit' THEN 'abandoned'
        WHEN 'handover' THEN 'transferred'
        ELSE result
    END AS outcome,
    complaint AS is_complaint,
    CASE mending ->> '$.status'
        WHEN 'none' THEN 'none'
        WHEN 'tried' THEN 'attempted'
        WHEN 'fixed' THEN 'recovered'
        ELSE mending ->> '$.status'
    END AS recovery,
    try_cast(mending ->> '$.minutes' AS DOUBLE) * 60 AS recovery_seconds,
    cost_krw AS cost,
    try_cast(handover AS JSON) ->> '$.to' AS handed_to,
    mending ->> '$.cause' AS failure_origin,
    array_to_string(try_cast(mending -> '$.by' AS VARCHAR[]), '|') AS recovery_kind
FROM unfolded
