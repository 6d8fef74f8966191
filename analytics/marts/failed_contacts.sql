-- Grain: one row per contact that failed, with all that is known of it. Of a hundred contacts a few fail: what is told of
-- recovery looks at them without all others.
FROM contact_facts
WHERE
    outcome = 'failed'
    AND occurred_local >= getvariable('first_day')
    AND occurred_local < getvariable('end_day')
