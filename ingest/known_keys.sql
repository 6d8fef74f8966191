-- Grain: one row per key that the loads brought and an earlier one had brought before.
SELECT {key}
FROM {kind} AS known
SEMI JOIN (SELECT {key} FROM read_parquet({paths})) AS brought USING ({key})
WHERE known.load_id < getvariable('load_id')
