-- Grain: one row: the version of the warehouse that the tables beside it hold.
CREATE TABLE {table} (
    version BIGINT NOT NULL,
    committed_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    warehouse_id VARCHAR NOT NULL
)
