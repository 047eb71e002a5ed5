"""What happens at an hour, one transaction each."""
