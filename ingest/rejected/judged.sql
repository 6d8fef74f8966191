-- Grain: one row per open reject that was judged anew: whether its record is still bad, and by the same rule.
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    rejected_rows.rowid AS reject_id,
    record_kind,
    line,
    rule,
    value,
    EXISTS (
        FROM still WHERE still.record_kind = rejected_rows.record_kind AND still.line = rejected_rows.line
    ) AS is_bad,
    EXISTS (
        FROM still
        WHERE
            still.record_kind = rejected_rows.record_kind
            AND still.line = rejected_rows.line
            AND still.rule = rejected_rows.rule
            AND still.value IS NOT DISTINCT FROM rejected_rows.value
    ) AS is_same
FROM rejected_rows
SEMI JOIN lines USING (record_kind, line)
WHERE load_id = getvariable('judged_load') AND replayed_in IS NULL AND raw IS NOT NULL
