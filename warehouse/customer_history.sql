-- One row per customer and day from which a state of theirs held that a later one took the place of.
CREATE TABLE customer_history AS
SELECT * EXCLUDE (first_load_id) FROM customers WITH NO DATA
