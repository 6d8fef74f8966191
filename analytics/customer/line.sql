-- Grain: one row per event of the customer $customer: a contact, a call of the company, a questionnaire answered, a purchase or refund, a change
-- of what is known of them. Answers about their contacts and purchases out of these are theirs too.
WITH own_contacts AS MATERIALIZED (
    FROM contacts_either_way
    WHERE customer_id = $customer
),
own_calls AS (
    SELECT
        contact_id,
        CASE WHEN is_answered THEN 'answered' WHEN is_reached THEN 'reached' WHEN NOT is_reached THEN 'no_answer' END
            AS call_outcome
    FROM outbound_facts
    WHERE customer_id = $customer
),
own_answers AS (
    SELECT
        survey_id,
        min(answered_local) AS at_local,
        any_value(department) AS department,
        any_value(contact_tier) AS contact_tier,
        any_value(contact_id) AS contact_id,
        list({'item': item, 'score': score} ORDER BY item) AS scores,
        string_agg(DISTINCT comment, ' / ') AS comment
    FROM customer_answers
    WHERE
        customer_id = $customer
        OR contact_id IN (SELECT contact_id FROM own_contacts)
    GROUP BY survey_id
),
own_purchases AS (
    FROM purchases
    WHERE
        customer_id = $customer
        OR contact_id IN (SELECT contact_id FROM own_contacts)
),
states AS MATERIALIZED (
    FROM customer_states
    WHERE customer_id = $customer
),
-- What is said of joining and leaving has days of its own.
known_values AS (
    FROM (
        SELECT
            valid_from,
            COLUMNS(* EXCLUDE (customer_id, valid_from, joined_on, left_on, leave_causes, load_id))::VARCHAR
        FROM states
    )
    UNPIVOT INCLUDE NULLS (after FOR what IN (COLUMNS(* EXCLUDE (valid_from))))
),
changes AS (
    SELECT
        valid_from::TIMESTAMP AS at_local,
        what,
        lag(after) OVER by_day AS before,
        after,
        row_number() OVER by_day AS place
    FROM known_values
    WINDOW by_day AS (PARTITION BY what ORDER BY valid_from)
)
SELECT
    -- What the company began is no sign that the customer came, and ends in another way.
    CASE WHEN direction = 'outbound' THEN 'call' ELSE 'contact' END AS kind,
    contact_id AS id,
    occurred_local AS at_local,
    department,
    channel,
    contact_tier::VARCHAR AS contact_tier,
    stage,
    reason,
    agent_id,
    CASE WHEN direction = 'outbound' THEN call_outcome ELSE outcome::VARCHAR END AS outcome,
    wait_seconds,
    promised_wait_seconds,
    service_seconds,
    is_complaint,
    recovery::VARCHAR AS recovery,
    recovery_kind,
    failure_origin::VARCHAR AS failure_origin,
    handed_to,
    asked_again,
    is_no_show,
    is_booked
FROM own_contacts
LEFT JOIN own_calls USING (contact_id)
UNION ALL BY NAME
SELECT 'answers' AS kind, survey_id AS id, * EXCLUDE (survey_id) REPLACE (contact_tier::VARCHAR AS contact_tier)
FROM own_answers
UNION ALL BY NAME
SELECT
    'purchase' AS kind,
    purchase_id AS id,
    purchased_local AS at_local,
    department,
    channel,
    contact_id,
    kind::VARCHAR AS what,
    amount
FROM own_purchases
UNION ALL BY NAME
SELECT 'change' AS kind, at_local, what, before, after
FROM changes
WHERE place > 1 AND before IS DISTINCT FROM after
UNION ALL BY NAME
SELECT 'joined' AS kind, max(joined_on)::TIMESTAMP AS at_local
FROM states
HAVING max(joined_on) IS NOT NULL
UNION ALL BY NAME
SELECT 'left' AS kind, left_on::TIMESTAMP AS at_local, leave_causes AS what
FROM customers
WHERE customer_id = $customer AND left_on IS NOT NULL
ORDER BY at_local DESC NULLS LAST, kind, id, what
