-- Grain: one row per contact of the view, with the columns that its table shows and measures ask for.
SELECT
    occurred_local,
    department,
    channel,
    contact_tier,
    reason,
    wait_seconds,
    promised_wait_seconds,
    service_seconds,
    outcome,
    is_no_show,
    is_booked,
    appointment_at,
    asked_again,
    is_complaint,
    cost,
    recovery,
    recovery_kind,
    customer_id,
    agent_id,
    contact_id,
    occurred_at,
    handed_to,
    load_id
FROM {facts}
WHERE
    occurred_local >= $since::DATE
    AND occurred_local < $until::DATE + 1
    AND {picked}
