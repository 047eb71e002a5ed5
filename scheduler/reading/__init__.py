"""Documents to plans: rows of cells from each format, then columns, target dates, statuses and leads."""
