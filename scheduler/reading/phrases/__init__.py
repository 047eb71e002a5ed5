"""Phrases that name days in a plan's cell: one family a file. What the named day is for is said by `mentions`."""
