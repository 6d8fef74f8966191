-- Grain: one row per rule that values of staged records broke and were emptied for, with how many and an example.
WITH each_value AS (
    SELECT unnest(emptied_values, recursive := true) FROM read_parquet({path}) WHERE emptied_values IS NOT NULL
)
SELECT rule, count(*) AS rows, any_value(value) AS value FROM each_value GROUP BY rule ORDER BY rows DESC, rule
