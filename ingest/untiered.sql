-- Grain: one row per load, channel and stated delivery mode of the staged contacts that are taken and state no tier.
SELECT load_id, channel, delivery_mode, count(*) AS contacts
FROM read_parquet([{paths}])
WHERE reject_rule IS NULL AND contact_tier IS NULL
GROUP BY ALL
