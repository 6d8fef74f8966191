"""Records that were rejected: which there are, as files to mend, and when they are done with."""
