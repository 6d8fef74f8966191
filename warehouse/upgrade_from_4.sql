-- Tables of version 4 become those of version 5. Answers stored before weigh 1, which null stands for.
ALTER TABLE answers ADD COLUMN IF NOT EXISTS weight DOUBLE;
