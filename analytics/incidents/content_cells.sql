-- Grain: one row per month, tier, department, reason, origin of the failure, and whether it was an incident of the bits:
-- how many contacts. Reads from `contacts_lived`.
SELECT
    month,
    tier,
    department,
    reason,
    failure_origin AS origin,
    lived & $bits::INTEGER > 0 AS is_incident,
    count(*) AS contacts
FROM contacts_lived
GROUP BY ALL
