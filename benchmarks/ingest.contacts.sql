-- Grain: one row per call of the export.
SELECT
    origin,
    call_id AS contact_id,
    customer AS customer_id,
    started AS occurred_at,
    department,
    channel,
    stage,
    reason,
    agent AS agent_id,
    booked AS is_booked,
    wait AS wait_seconds,
    promised AS promised_wait_seconds,
    talk AS service_seconds,
    result AS outcome,
    complaint AS is_complaint,
    recovery,
    recovered_after AS recovery_seconds,
    cost
FROM export
