-- Grain: one row per channel with contacts whose tier neither the export nor the settings say.
SELECT channel, sum(contacts)::BIGINT AS contacts
FROM contact_daily
WHERE contact_tier IS NULL
GROUP BY channel
ORDER BY contacts DESC
