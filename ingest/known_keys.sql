-- Grain: one row per key that the load brought and an earlier one had brought before.
SELECT DISTINCT known.{key}
FROM {kind} AS known
JOIN {kind} AS brought USING ({key})
WHERE known.load_id < getvariable('load_id') AND brought.load_id = getvariable('load_id')
