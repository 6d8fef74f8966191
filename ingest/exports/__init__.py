"""Reading export files: every format becomes rows of text under the file's own column names."""
