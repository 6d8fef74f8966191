-- Grain: one row per source and remote file: the version of it that was fetched last.
CREATE TABLE IF NOT EXISTS fetched (
    source TEXT NOT NULL,
    address TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (source, address)
)
