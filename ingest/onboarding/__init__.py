"""Help with a new source: what would become of a file, and a first description of an unknown one."""
