-- Grain: one row per key that the loads brought more than once.
SELECT {key} FROM read_parquet({paths}) GROUP BY {key} HAVING count(*) > 1
