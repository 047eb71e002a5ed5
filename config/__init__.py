"""What an operator chooses: typed settings, their reader, and the sample."""
