-- Grain: one row per load with records that stand rejected and could be judged anew: how many.
SELECT load_id, count(*) AS records
FROM rejected_rows
WHERE record_kind IS NOT NULL AND raw IS NOT NULL AND replayed_in IS NULL
GROUP BY load_id
