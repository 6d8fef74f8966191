-- Grain: one row per answer to the item of a customer who is looked at, of the view: its score, weight and circumstances.
SELECT
    customer_id,
    contact_id,
    answer_id,
    answered_local,
    day,
    round(score)::INTEGER AS score,
    weight,
    concat_ws(' · ', department, contact_tier) AS place,
    segment,
    tenure
FROM answer_facts
WHERE
    item = $item
    AND score BETWEEN $lowest AND $highest
    AND customer_id IS NOT NULL
    AND {sampled}
    AND {picked}
