-- Grain: one row per month, tier, department, channel, reason, and whether it was an incident of the bits: how many
-- customers, each by their first contact of the month for the reason, as what goes wrong brings further contacts for the
-- same one. Reads from `contacts_lived`.
SELECT
    month,
    tier,
    department,
    channel,
    reason,
    is_incident,
    count(*) AS contacts
FROM (
    SELECT
        month,
        reason,
        arg_min(tier, occurred_local) AS tier,
        arg_min(department, occurred_local) AS department,
        arg_min(channel, occurred_local) AS channel,
        arg_min(lived & $bits::INTEGER > 0, occurred_local) AS is_incident
    FROM contacts_lived
    WHERE reason IS NOT NULL
    GROUP BY customer_id, month, reason
)
GROUP BY ALL
