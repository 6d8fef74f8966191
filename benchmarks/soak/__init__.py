"""Everything at once, for minutes: files, events and a topic, beside readers and a server that is killed."""
