-- Grain: one row: when something was loaded last, or was tried to be.
SELECT max(loaded_at) AS loaded_at
FROM loads
