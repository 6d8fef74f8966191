-- Grain: one row per business day of the contact, department, contact tier, channel and outcome, with the
-- contacts that took place; and rows of the same columns with the questionnaires answered about them.
SELECT
    contact_day AS day,
    department,
    contact_tier,
    channel,
    outcome,
    0 AS contacts,
    responses,
    csat_answers,
    csat_satisfied,
    csat_total,
    csat_squares
FROM response_daily
WHERE outcome <> 'abandoned'
UNION ALL
SELECT day, department, contact_tier, channel, outcome, ended, 0, 0, 0, 0, 0
FROM contact_daily
UNPIVOT (ended FOR outcome IN (resolved, unresolved, failed, transferred))
