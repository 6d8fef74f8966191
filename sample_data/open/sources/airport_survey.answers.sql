-- Grain: one row per passenger and rated item. 0 and blank mean no answer; 6 on the five-point items means
-- never used; 11 on the recommendation scale means no answer, where 0 is one.
WITH ratings AS (
    UNPIVOT export
    ON
        NETPRO,
        Q7ART, Q7FOOD, Q7STORE, Q7SIGN, Q7WALKWAYS, Q7SCREENS, Q7INFODOWN, Q7INFOUP, Q7WIFI, Q7ROADS, Q7PARK,
        Q7AIRTRAIN, Q7LTPARKING, Q7RENTAL, Q7ALL,
        Q9BOARDING, Q9AIRTRAIN, Q9RENTAL, Q9FOOD, Q9RESTROOM, Q9ALL
    INTO NAME question VALUE rating
)
SELECT
    origin,
    'sfo-2017-' || RESPNUM || '-' || question AS answer_id,
    'sfo-2017-' || RESPNUM AS survey_id,
    'sfo-2017-' || RESPNUM AS contact_id,
    make_date(2017, 5, try_cast(INTDATE AS INTEGER)) AS answered_at,
    'Boarding area ' || BAREA AS department,
    CASE question
        WHEN 'NETPRO' THEN 'nps'
        WHEN 'Q7ALL' THEN 'csat'
        WHEN 'Q9ALL' THEN 'cleanliness.all'
        ELSE lower(replace(replace(question, 'Q7', 'facilities.'), 'Q9', 'cleanliness.'))
    END AS item,
    rating AS score
FROM ratings
WHERE
    CASE question
        WHEN 'NETPRO' THEN try_cast(rating AS INTEGER) BETWEEN 0 AND 10
        ELSE try_cast(rating AS INTEGER) BETWEEN 1 AND 5
    END
