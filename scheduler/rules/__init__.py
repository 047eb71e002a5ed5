"""Decisions, pure: today is an argument, and every decision carries its reason."""
