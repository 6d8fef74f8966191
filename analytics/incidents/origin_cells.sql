-- Grain: one row per tier and origin of failures: how many contacts. Reads from `contacts_lived`.
SELECT
    tier,
    failure_origin AS origin,
    count(*) AS n
FROM contacts_lived
WHERE failure_origin IS NOT NULL
GROUP BY ALL
