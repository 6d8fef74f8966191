-- Grain: one row per business day of the answer, business day of the contact asked about, dimensions (stored: department, contact tier, channel)
-- of the contact, its outcome, whether it was booked, step of its wait (half an octave: step k
-- holds waits from 2^(k/2) up to 2^((k+1)/2) seconds; 0 holds shorter ones) and whether it outlasted the promise. Only
-- questionnaires that name a contact in the warehouse.
WITH given AS (
    SELECT
        contact_id AS about_id,
        answered_local::DATE AS answer_day,
        survey_id,
        score,
        coalesce(weight, 1) AS weight,
        item = 'csat' AND score BETWEEN 1 AND 5 AS is_csat
    FROM customer_answers
    WHERE answered_local >= getvariable('first_day') AND answered_local < getvariable('end_day')
)
SELECT
    given.answer_day AS day,
    day AS contact_day,
    COLUMNS(getvariable('dimensions')),
    outcome,
    is_booked,
    floor(2 * log2(greatest(wait_seconds, 1)))::INTEGER AS wait_step,
    wait_seconds > promised_wait_seconds AS is_promise_broken,
    count(DISTINCT survey_id) AS responses,
    count_if(is_csat) AS csat_answers,
    coalesce(sum(weight) FILTER (is_csat), 0) AS csat_weight,
    coalesce(sum(weight ** 2) FILTER (is_csat), 0) AS csat_weight_squares,
    coalesce(sum(weight) FILTER (is_csat AND score >= 4), 0) AS csat_satisfied,
    coalesce(sum(weight * score) FILTER (is_csat), 0) AS csat_total,
    coalesce(sum(weight * score ** 2) FILTER (is_csat), 0) AS csat_squares
FROM given
JOIN answered_contacts AS contacts ON contacts.contact_id = about_id AND contacts.answer_day = given.answer_day
WHERE direction IS DISTINCT FROM 'outbound'
GROUP BY ALL
