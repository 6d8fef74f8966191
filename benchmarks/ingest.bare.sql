-- Grain: one row per line of the export: the columns of the contract in their types, nothing checked.
SELECT
    call_id AS contact_id,
    customer AS customer_id,
    started::TIMESTAMPTZ AS occurred_at,
    department,
    channel,
    stage,
    reason,
    agent AS agent_id,
    booked AS is_booked,
    wait::DOUBLE AS wait_seconds,
    promised::DOUBLE AS promised_wait_seconds,
    talk::DOUBLE AS service_seconds,
    result AS outcome,
    complaint AS is_complaint,
    recovery,
    recovered_after::DOUBLE AS recovery_seconds,
    cost
FROM read_csv(getvariable('export'))
