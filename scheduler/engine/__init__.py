"""What wakes the rounds."""
