"""What is promised, what is due, and when we look."""
