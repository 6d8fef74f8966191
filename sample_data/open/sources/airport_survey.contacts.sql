-- Grain: one row per passenger asked.
SELECT
    origin,
    'sfo-2017-' || RESPNUM AS contact_id,
    make_date(2017, 5, try_cast(INTDATE AS INTEGER)) AS occurred_at,
    'Boarding area ' || BAREA AS department,
    'terminal' AS channel,
    'resolved' AS outcome,
    CASE Q15PROBLEM WHEN '1' THEN true WHEN '2' THEN false END AS is_complaint
FROM export
