"""The database of what is promised and answered."""
