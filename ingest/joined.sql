-- Grain: one row per record of several staged files that is good, in their order, which a join would not keep.
SELECT * EXCLUDE (reject_rule, reject_value, reject_origin, emptied_values)
FROM read_parquet([{paths}])
WHERE reject_rule IS NULL
