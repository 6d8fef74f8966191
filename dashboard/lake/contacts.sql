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
    is_complaint,
    recovery,
    customer_id,
    contact_id,
    occurred_at
FROM contact_facts
WHERE
    occurred_local >= $since::DATE
    AND occurred_local < $until::DATE + 1
    AND (len($departments) = 0 OR list_contains($departments, department))
    AND (len($contact_tiers) = 0 OR list_contains($contact_tiers, contact_tier))
    AND (len($channels) = 0 OR list_contains($channels, channel))
