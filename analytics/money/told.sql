-- Grain: one row: customers' answers after failed contacts to whether they told others something bad, and how many did.
SELECT count(*) AS asked, count_if(score >= 1) AS told
FROM answer_facts
WHERE
    item = 'word_of_mouth'
    AND outcome = 'failed'
    AND coalesce(day >= $since, true)
    AND coalesce(day <= $until, true)
