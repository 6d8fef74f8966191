-- The tables beside the record kinds and the earlier states of customers and staff. One row per: see each table.

-- One row per attempt to load an export file.
CREATE TABLE IF NOT EXISTS loads (
    load_id BIGINT,
    source VARCHAR,
    file VARCHAR,
    content_hash VARCHAR,     -- BLAKE2b
    file_bytes BIGINT,
    status VARCHAR,           -- loaded, rejected (nothing of a record kind was accepted), failed
    reason VARCHAR,           -- why it failed, or what was not accepted
    loaded_at TIMESTAMPTZ,
    seconds DOUBLE,           -- from its beginning until it was committed, with those that were loaded together
    staging_seconds DOUBLE,   -- of these: reading, mapping and writing it anew
    checking_seconds DOUBLE,  -- telling what was rejected, and whether every line was read
    settling_seconds DOUBLE,  -- its share of settling repeats and becoming part of the tables
    marts_seconds DOUBLE,     -- its share of bringing the marts up to date
    rows_read BIGINT,         -- = accepted + unchanged + corrected + rejected
    rows_accepted BIGINT,
    rows_unchanged BIGINT,
    rows_corrected BIGINT,
    rows_rejected BIGINT,
    attempts BIGINT,          -- of one that failed: how often by now; a file that fails again has one row, the newest
    first_tried_at TIMESTAMPTZ, -- of one that failed: when it failed first
    remapped_at TIMESTAMPTZ,  -- when it was mapped again, under another SELECT than it was loaded by; else null
    values_emptied BIGINT,    -- values that broke a rule and were emptied, as the source says; their rows are taken
    joined_loads BIGINT       -- of a stream, how many loads the row stands for; null for a file
);

-- One row per record that broke a rule of the contract.
CREATE TABLE IF NOT EXISTS rejected_rows (
    load_id BIGINT,
    source VARCHAR,
    file VARCHAR,
    line BIGINT,              -- of the file, in which it begins; the header is line 1
    lines VARCHAR,            -- all it came from, with commas, where there are several
    record_kind VARCHAR,
    rule VARCHAR,
    value VARCHAR,            -- what stood in the column the rule names
    raw VARCHAR,              -- the export's own columns as JSON, or the line as it stood
    replayed_in BIGINT        -- the load that judged it anew, or brought its file mended; null while it is open
);

-- One row per part of a stream that was read: how far.
CREATE TABLE IF NOT EXISTS stream_positions (
    source VARCHAR,
    part VARCHAR,             -- a partition of a topic, as calls/0
    next_message BIGINT       -- the number of the first message that is not in the warehouse
);

-- One row per run of customers of whom a load said for a day what was known of them already. Where a state of an
-- earlier day comes to be known later, it ends at the next day on which one of these says otherwise. A run goes from
-- one customer to another in the order of their ids, among those whom the same load brought first.
CREATE TABLE IF NOT EXISTS customer_mentions (
    load_id BIGINT,
    valid_from DATE,          -- the day
    first_load_id BIGINT,     -- the load that brought these customers first
    first_customer VARCHAR,   -- where the run begins
    last_customer VARCHAR     -- where it ends
);

-- One row per run of members of staff of whom a load said for a day what was known of them already, as of customers.
CREATE TABLE IF NOT EXISTS staff_mentions (
    load_id BIGINT,
    valid_from DATE,          -- the day
    first_load_id BIGINT,     -- the load that brought these members first
    first_agent VARCHAR,      -- where the run begins
    last_agent VARCHAR        -- where it ends
);

-- One row per column that came into a source's exports or left them, by the load that saw it.
CREATE TABLE IF NOT EXISTS column_changes (
    load_id BIGINT,
    source VARCHAR,
    file VARCHAR,
    column_name VARCHAR,      -- as a SELECT calls it
    change VARCHAR            -- first (of the first file that was noted), came, left
);

-- One row per erasure of a customer, without their id: how many rows of what there were.
CREATE TABLE IF NOT EXISTS erasures (
    erased_at TIMESTAMPTZ,
    contacts BIGINT,
    answers BIGINT,
    customer_states BIGINT,   -- the latest one and those before it
    rejected_rows BIGINT,
    purchases BIGINT          -- null of erasures before purchases were kept
);

-- One row per channel of the settings.
CREATE TABLE IF NOT EXISTS channels (channel VARCHAR, delivery_mode VARCHAR);

-- One row per delivery mode of the settings.
CREATE TABLE IF NOT EXISTS delivery_modes (delivery_mode VARCHAR, contact_tier VARCHAR);

-- One row per fact about the warehouse itself.
CREATE TABLE IF NOT EXISTS warehouse_facts (name VARCHAR, value VARCHAR);
