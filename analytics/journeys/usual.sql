-- Grain: one row per way that a contact of `steps` went: the score from 1 to 5 that it has where its customer gave none,
-- the mean of those that went alike before $later; of few of them, that of the same outcome and recovery; of few of
-- these, a rule of thumb: resolved or recovered 4, transferred 3, unresolved, given up or recovery tried 2, failed 1,
-- and 1 less each for a wait beyond the promise and for a complaint.
WITH alike AS (
    SELECT
        way,
        way // 4 AS ended,
        count(own) FILTER (occurred_local < $later::DATE) AS answers,
        coalesce(sum(own) FILTER (occurred_local < $later::DATE), 0) AS total
    FROM steps
    GROUP BY way
)
SELECT
    way,
    CASE
        WHEN answers >= $small_n THEN total / answers
        WHEN sum(answers) OVER same >= $small_n THEN sum(total) OVER same / sum(answers) OVER same
        ELSE greatest(1, [4, 3, 2, 2, 4, 2, 1][ended + 1] - (way % 4) // 2 - way % 2)
    END AS usual
FROM alike
WINDOW same AS (PARTITION BY ended)
