"""Events that come one by one, into the warehouse a few seconds at a time: each once, whatever is killed."""
