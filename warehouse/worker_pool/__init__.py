"""Work done by several processes, of this machine or of a Ray cluster: one interface, two kinds of workers."""
