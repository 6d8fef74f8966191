-- Grain: one row per rejected record that can be mapped again and has not been judged anew yet.
SELECT load_id, source, file, record_kind, line, lines, raw
FROM rejected_rows
WHERE
    record_kind IS NOT NULL
    AND raw IS NOT NULL
    AND replayed_in IS NULL
    AND source = coalesce($source, source)
ORDER BY load_id, line
