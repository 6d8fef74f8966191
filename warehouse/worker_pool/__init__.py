"""Work done by several processes, of this machine or of a Ray cluster, behind one interface."""
