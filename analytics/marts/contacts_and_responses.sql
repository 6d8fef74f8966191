-- Grain: one row per business day of the contact, dimensions and outcome, with the contacts that took place; and rows
-- of the same columns with the questionnaires answered about them.
SELECT
    contact_day AS day,
    COLUMNS(getvariable('dimensions')),
    outcome,
    0 AS contacts,
    responses,
    csat_answers,
    csat_weight,
    csat_weight_squares,
    csat_satisfied,
    csat_total,
    csat_squares
FROM response_daily
WHERE outcome <> 'abandoned'
UNION ALL BY NAME
SELECT
    day,
    COLUMNS(getvariable('dimensions')),
    outcome,
    ended AS contacts,
    0 AS responses,
    0 AS csat_answers,
    0 AS csat_weight,
    0 AS csat_weight_squares,
    0 AS csat_satisfied,
    0 AS csat_total,
    0 AS csat_squares
FROM contact_daily
UNPIVOT (ended FOR outcome IN (resolved, unresolved, failed, transferred))
