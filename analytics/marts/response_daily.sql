-- Grain: one row per business day of the answer, business day of the contact asked about, department, contact
-- tier and channel of the contact, its outcome, whether it was booked, step of its wait (half an octave: step k
-- holds waits from 2^(k/2) up to 2^((k+1)/2) seconds; 0 holds shorter ones) and whether it outlasted the promise.
-- Only questionnaires that name a contact in the warehouse.
SELECT
    answers.answered_local::DATE AS day,
    contacts.occurred_local::DATE AS contact_day,
    contacts.department,
    tier_of(contacts.contact_tier, contacts.delivery_mode, contacts.channel) AS contact_tier,
    contacts.channel,
    contacts.outcome,
    contacts.is_booked,
    floor(2 * log2(greatest(contacts.wait_seconds, 1)))::INTEGER AS wait_step,
    contacts.wait_seconds > contacts.promised_wait_seconds AS is_promise_broken,
    count(DISTINCT answers.survey_id) AS responses,
    count_if(answers.item = 'csat' AND answers.score BETWEEN 1 AND 5) AS csat_answers,
    count_if(answers.item = 'csat' AND answers.score BETWEEN 4 AND 5) AS csat_satisfied,
    coalesce(sum(answers.score) FILTER (answers.item = 'csat' AND answers.score BETWEEN 1 AND 5), 0) AS csat_total,
    coalesce(sum(answers.score ** 2) FILTER (answers.item = 'csat' AND answers.score BETWEEN 1 AND 5), 0) AS csat_squares
FROM answers
JOIN contacts ON contacts.contact_id = answers.contact_id
WHERE answers.answered_local >= getvariable('first_day') AND answers.answered_local < getvariable('end_day')
GROUP BY ALL
