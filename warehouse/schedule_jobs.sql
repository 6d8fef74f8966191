-- Grain: one row per job of the schedule: when it was last asked for by hand, begun, and run to its end. In UTC.
CREATE TABLE IF NOT EXISTS jobs (
    job TEXT PRIMARY KEY,
    requested_at TEXT, -- by somebody who did not want to wait; none once it has begun
    begun_at TEXT,     -- whether or not it came to its end
    started_at TEXT,   -- when the last one that came to its end began
    ended_at TEXT,
    is_well INTEGER    -- whether that one had no trouble
)
