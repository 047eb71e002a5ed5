"""One file a revision, written by hand in the order of their numbers; tests hold them to the tables."""
