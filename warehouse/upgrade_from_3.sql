-- Tables of version 3 become those of version 4, beside what `tables.sql` makes where it is missing. Early releases of
-- version 3 did not note what a load spent its seconds on.
ALTER TABLE loads ADD COLUMN IF NOT EXISTS staging_seconds DOUBLE;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS checking_seconds DOUBLE;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS settling_seconds DOUBLE;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS marts_seconds DOUBLE;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS attempts BIGINT;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS first_tried_at TIMESTAMPTZ;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS remapped_at TIMESTAMPTZ;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS values_emptied BIGINT;
ALTER TABLE loads ADD COLUMN IF NOT EXISTS joined_loads BIGINT;
