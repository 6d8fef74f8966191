-- Grain: one row per key that the load brought more than once.
SELECT {key} FROM {kind} WHERE load_id = getvariable('load_id') GROUP BY {key} HAVING count(*) > 1
