-- Grain: one row per table and day, or month, with rows; the fingerprint tells whether they are still the same.
CREATE TABLE {table} (
    table_name VARCHAR NOT NULL,
    day DATE NOT NULL,
    rows BIGINT NOT NULL,
    fingerprint VARCHAR NOT NULL,
    PRIMARY KEY (table_name, day)
)
